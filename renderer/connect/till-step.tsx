import { Button } from '@mantine/core'
import { useAsk } from '../ask/use-ask.ts'
import { useStatus } from '../ask/use-status.ts'
import { useWords } from '../words/words.tsx'
import { LightspeedFound } from './lightspeed-found.tsx'
import { StepPage } from './step-page.tsx'
import type { StepProps } from './steps.ts'
import { TillForm } from './till-form.tsx'

/** Step 1: the till. */
export function TillStep({ next }: StepProps) {
  const { t } = useWords()
  const { lightspeed } = useStatus()
  const connections = useAsk('connections', {})
  const found = connections.data?.lightspeed ?? null
  const connected = lightspeed.kind === 'connected'
  return (
    <StepPage
      step="till"
      bar={
        <>
          <span />
          <Button variant={connected ? 'filled' : 'default'} disabled={!connected} onClick={next}>
            {t('connect.next')}
          </Button>
        </>
      }
    >
      {connected && found !== null ? <LightspeedFound found={found} /> : <TillForm />}
    </StepPage>
  )
}
