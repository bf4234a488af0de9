import { Select } from '@mantine/core'
import type { Mapping } from '../../shared/mapping.ts'
import { useAsk } from '../ask/use-ask.ts'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'
import { levelOf, withLevel } from './price-level.ts'

type PriceFieldProps = { readonly mapping: Mapping; readonly onChange: (mapping: Mapping) => void }

/** Lightspeed's own three levels, for when its list could not be read. */
const usual = [
  { useTypeId: '1', name: 'Default' },
  { useTypeId: '2', name: 'MSRP' },
  { useTypeId: '3', name: 'Online' },
]

/** Which price level of the till is the price in the web shop; and, if the merchant has one, which is its offer. */
export function PriceField({ mapping, onChange }: PriceFieldProps) {
  const { t } = useWords()
  const lists = useAsk('lists', {})
  const known = lists.data?.priceLevels ?? []
  const levels = (known.length > 0 ? known : usual).map(({ useTypeId, name }) => ({
    value: useTypeId,
    label: name,
  }))
  return (
    <>
      <Select
        className={classes.narrow}
        label={t('settings.price.label')}
        value={levelOf(mapping, 'price')}
        data={levels}
        onChange={(level) => onChange(withLevel(mapping, 'price', level))}
      />
      <Select
        className={classes.narrow}
        label={t('settings.price.special')}
        description={t('settings.price.specialHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        value={levelOf(mapping, 'special_price') ?? ''}
        data={[{ value: '', label: t('settings.price.noSpecial') }, ...levels]}
        onChange={(level) => onChange(withLevel(mapping, 'special_price', level === '' ? null : level))}
      />
    </>
  )
}
