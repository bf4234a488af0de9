import { Select } from '@mantine/core'
import { SkuChoice } from '../../shared/rules.ts'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'
import type { RulesProps } from './selection-fields.tsx'

/** Where the SKU comes from: the first of these fields that is filled. */
export function SkuFields({ rules, onChange }: RulesProps) {
  const { t } = useWords()
  const chosen = rules.skuRule
  const name = (choice: SkuChoice) => t(`settings.sku.${choice}`)
  const set = (place: number, value: string | null) => {
    const choice = SkuChoice.safeParse(value)
    const kept = chosen.slice(0, place)
    const rest = chosen.slice(place + 1).filter((other) => other !== choice.data)
    const next = choice.success ? [...kept, choice.data, ...rest] : kept
    if (next.length > 0) onChange({ ...rules, skuRule: next })
  }
  const places = Math.min(chosen.length + 1, SkuChoice.options.length)
  return (
    <fieldset className={classes.plain}>
      <legend className={classes.label}>{t('settings.sku.label')}</legend>
      <div className={classes.rows}>
        {Array.from({ length: places }, (_, place) => {
          const before = chosen.slice(0, place)
          const options = SkuChoice.options.filter((choice) => !before.includes(choice))
          return (
            <Select
              // biome-ignore lint/suspicious/noArrayIndexKey: a place in the order, whatever stands there
              key={place}
              className={classes.narrow}
              aria-label={
                place === 0 ? t('settings.sku.first') : t('settings.sku.otherwise', { place: place + 1 })
              }
              value={chosen[place] ?? ''}
              data={[
                ...(place === 0 ? [] : [{ value: '', label: t('settings.sku.none') }]),
                ...options.map((choice) => ({
                  value: choice,
                  label: place === 0 ? name(choice) : t('settings.sku.ifEmpty', { field: name(choice) }),
                })),
              ]}
              onChange={(value) => set(place, value)}
            />
          )
        })}
      </div>
      <p className={classes.hint}>{t('settings.sku.hint')}</p>
    </fieldset>
  )
}
