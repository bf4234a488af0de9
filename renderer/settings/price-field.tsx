import { Select } from '@mantine/core'
import type { Mapping, MappingRule } from '../../shared/mapping.ts'
import { useAsk } from '../ask/use-ask.ts'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'

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

type Target = 'price' | 'special_price'

function levelOf({ rules }: Mapping, target: Target): string | null {
  const source = rules.find((rule) => rule.target === target)?.source
  return source?.kind === 'price' ? source.useTypeId : null
}

/** The mapping with another level for one of the two prices; null takes the rule out. */
export function withLevel(mapping: Mapping, target: Target, useTypeId: string | null): Mapping {
  const others = mapping.rules.filter((rule) => rule.target !== target)
  if (useTypeId === null) return target === 'price' ? mapping : { ...mapping, rules: others }
  const kept = mapping.rules.find((rule) => rule.target === target)
  const rule: MappingRule = {
    target,
    steps: kept?.steps ?? [{ kind: 'number', decimals: 4, zeroIsEmpty: true }],
    policy: kept?.policy ?? 'always',
    source: { kind: 'price', useTypeId },
  }
  return { ...mapping, rules: [...others, rule] }
}
