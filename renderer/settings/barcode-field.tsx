import { Select } from '@mantine/core'
import { useAsk } from '../ask/use-ask.ts'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'
import type { RulesProps } from './selection-fields.tsx'

/** Which attribute of the web shop holds barcodes, where items are also found by them. */
export function BarcodeField({ rules, onChange }: RulesProps) {
  const { t } = useWords()
  const lists = useAsk('lists', {})
  const chosen = rules.barcodeAttribute
  const known = lists.data?.textAttributes ?? []
  const kept =
    chosen === null || known.some(({ code }) => code === chosen) ? [] : [{ code: chosen, label: null }]
  return (
    <Select
      className={classes.narrow}
      label={t('settings.barcode.label')}
      description={t('settings.barcode.hint')}
      inputWrapperOrder={['label', 'input', 'description']}
      value={chosen ?? ''}
      data={[
        { value: '', label: t('settings.barcode.none') },
        ...[...kept, ...known].map(({ code, label }) => ({
          value: code,
          label: label === null || label === code ? code : `${label} (${code})`,
        })),
      ]}
      onChange={(value) => onChange({ ...rules, barcodeAttribute: value === '' ? null : value })}
    />
  )
}
