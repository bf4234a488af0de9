import { Button } from '@mantine/core'
import { Asked } from '../parts/asked.tsx'
import { Refused } from '../parts/refused.tsx'
import { BarcodeField } from '../settings/barcode-field.tsx'
import { PriceField } from '../settings/price-field.tsx'
import { SelectedCount } from '../settings/selected-count.tsx'
import { SelectionFields } from '../settings/selection-fields.tsx'
import { SkuFields } from '../settings/sku-fields.tsx'
import { useDraft } from '../settings/use-draft.ts'
import { useWords } from '../words/words.tsx'
import classes from './form.module.css'
import { StepPage } from './step-page.tsx'
import type { StepProps } from './steps.ts'

/** Step 4: which items go online, under which SKU and at which price; counted while one chooses. */
export function OnlineStep({ next, back }: StepProps) {
  const { t } = useWords()
  const draft = useDraft()
  const { rules, mapping } = draft
  return (
    <StepPage
      step="online"
      bar={
        <>
          <Button onClick={back}>{t('connect.back')}</Button>
          <p>{rules === null ? null : <SelectedCount rules={rules} />}</p>
          <Button variant="filled" disabled={!draft.ready || draft.saving} onClick={() => draft.save(next)}>
            {t('connect.next')}
          </Button>
        </>
      }
    >
      <Asked asked={draft.asked}>
        {() =>
          rules === null || mapping === null ? null : (
            <div className={classes.form}>
              <SelectionFields rules={rules} onChange={draft.setRules} />
              <SkuFields rules={rules} onChange={draft.setRules} />
              <BarcodeField rules={rules} onChange={draft.setRules} />
              <PriceField mapping={mapping} onChange={draft.setMapping} />
            </div>
          )
        }
      </Asked>
      <Refused failure={draft.failure} />
    </StepPage>
  )
}
