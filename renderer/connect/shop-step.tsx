import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAsk } from '../ask/use-ask.ts'
import { useStatus } from '../ask/use-status.ts'
import { TextButton } from '../parts/text-button.tsx'
import { useWords } from '../words/words.tsx'
import { MagentoForm } from './magento-form.tsx'
import { MagentoFound } from './magento-found.tsx'
import { StepPage } from './step-page.tsx'
import type { StepProps } from './steps.ts'

/** Step 2: the web shop. */
export function ShopStep({ next, back }: StepProps) {
  const { t } = useWords()
  const { magento } = useStatus()
  const found = useAsk('connections', {}).data?.magento ?? null
  const [again, setAgain] = useState(false)
  const connected = magento.kind === 'connected'
  const missing = found?.permissions.some(({ given, needed }) => needed && !given) ?? false
  const shown = connected && found !== null && !again
  return (
    <StepPage
      step="shop"
      bar={
        <>
          <Button onClick={back}>{t('connect.back')}</Button>
          {shown && missing ? <p>{t('connect.permissions.later')}</p> : null}
          <Button variant={connected ? 'filled' : 'default'} disabled={!connected} onClick={next}>
            {t(shown && missing ? 'connect.goOnWithout' : 'connect.next')}
          </Button>
        </>
      }
    >
      {shown ? (
        <>
          <MagentoFound found={found} />
          <p>
            <TextButton onClick={() => setAgain(true)}>{t('connect.shop.again')}</TextButton>
          </p>
        </>
      ) : (
        <MagentoForm key={found?.url} url={found?.url ?? ''} connected={() => setAgain(false)} />
      )}
    </StepPage>
  )
}
