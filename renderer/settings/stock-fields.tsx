import { NumberInput, Select } from '@mantine/core'
import type { Lists } from '../../shared/connect.ts'
import { useAsk } from '../ask/use-ask.ts'
import { Asked } from '../parts/asked.tsx'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'
import type { RulesProps } from './selection-fields.tsx'
import { SINGLE, sourceOf, withSource } from './shop-sources.ts'

/** Which shop's stock fills which stock location, and how many pieces are kept back. */
export function StockFields({ rules, onChange }: RulesProps) {
  const { t } = useWords()
  const lists = useAsk('lists', {})
  return (
    <Asked asked={lists}>
      {({ shops, sources }) => (
        <div className={classes.fields}>
          <fieldset className={classes.plain}>
            <legend className={classes.label}>{t('settings.stock.label')}</legend>
            <div className={classes.rows}>
              {shops.map((shop) => (
                <Shop
                  key={shop.shopId}
                  name={shop.name}
                  sources={sources}
                  chosen={sourceOf(rules.shopSources, shop.shopId)}
                  choose={(source) =>
                    onChange({
                      ...rules,
                      shopSources: withSource(rules.shopSources, shops, shop.shopId, source),
                    })
                  }
                />
              ))}
            </div>
            <p className={classes.hint}>
              {t(sources.length > 1 ? 'settings.stock.hintSources' : 'settings.stock.hint')}
            </p>
          </fieldset>
          <NumberInput
            className={classes.narrow}
            label={t('settings.stock.safety')}
            description={t('settings.stock.safetyHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            min={0}
            allowDecimal={false}
            allowNegative={false}
            value={rules.safetyStock}
            onChange={(value) =>
              onChange({ ...rules, safetyStock: Math.max(0, Math.trunc(Number(value) || 0)) })
            }
          />
        </div>
      )}
    </Asked>
  )
}

type ShopProps = {
  readonly name: string
  readonly sources: Lists['sources']
  readonly chosen: string | null
  readonly choose: (source: string | null) => void
}

function Shop({ name, sources, chosen, choose }: ShopProps) {
  const { t } = useWords()
  const places =
    sources.length > 0
      ? sources.map((source) => ({ value: source.code, label: source.name }))
      : [{ value: SINGLE, label: t('settings.stock.single') }]
  return (
    <div className={classes.row}>
      <span>{name}</span>
      <Select
        aria-label={t('settings.stock.fills', { shop: name })}
        value={chosen ?? ''}
        data={[...places, { value: '', label: t('settings.stock.none') }]}
        onChange={(value) => choose(value === '' ? null : value)}
      />
    </div>
  )
}
