import { Button } from '@mantine/core'
import { Asked } from '../parts/asked.tsx'
import { Refused } from '../parts/refused.tsx'
import { StockFields } from '../settings/stock-fields.tsx'
import { useDraft } from '../settings/use-draft.ts'
import { useWords } from '../words/words.tsx'
import { StepPage } from './step-page.tsx'
import type { StepProps } from './steps.ts'

/** Step 3: which shop's stock fills which stock location. */
export function StockStep({ next, back }: StepProps) {
  const { t } = useWords()
  const draft = useDraft()
  return (
    <StepPage
      step="stock"
      bar={
        <>
          <Button onClick={back}>{t('connect.back')}</Button>
          <Button variant="filled" disabled={!draft.ready || draft.saving} onClick={() => draft.save(next)}>
            {t('connect.next')}
          </Button>
        </>
      }
    >
      <Asked asked={draft.asked}>
        {() => (draft.rules === null ? null : <StockFields rules={draft.rules} onChange={draft.setRules} />)}
      </Asked>
      <Refused failure={draft.failure} />
    </StepPage>
  )
}
