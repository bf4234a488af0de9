import { Select, Switch, TextInput } from '@mantine/core'
import type { VariantAttribute } from '../../shared/rules.ts'
import { TextButton } from '../parts/text-button.tsx'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'
import type { RulesProps } from './selection-fields.tsx'

/** How matrices and their variants stand in the web shop. */
export function VariantFields({ rules, onChange }: RulesProps) {
  const { t } = useWords()
  const { matrixSku, variantAttributes } = rules
  return (
    <>
      <Switch
        label={t('settings.variants.visible')}
        description={t('settings.variants.visibleHint')}
        checked={rules.variantsVisible}
        onChange={(event) => onChange({ ...rules, variantsVisible: event.currentTarget.checked })}
      />
      <Select
        className={classes.narrow}
        label={t('settings.variants.sku')}
        description={t('settings.variants.skuHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        allowDeselect={false}
        value={matrixSku.from}
        data={(['number', 'name'] as const).map((from) => ({
          value: from,
          label: t(`settings.variants.${from}`),
        }))}
        onChange={(value) =>
          onChange({ ...rules, matrixSku: { ...matrixSku, from: value === 'name' ? 'name' : 'number' } })
        }
      />
      <TextInput
        className={classes.narrow}
        label={t('settings.variants.prefix')}
        maxLength={30}
        value={matrixSku.prefix}
        onChange={(event) =>
          onChange({ ...rules, matrixSku: { ...matrixSku, prefix: event.currentTarget.value } })
        }
      />
      <Attributes
        chosen={variantAttributes}
        change={(next) => onChange({ ...rules, variantAttributes: [...next] })}
      />
    </>
  )
}

type AttributesProps = {
  readonly chosen: readonly VariantAttribute[]
  readonly change: (next: readonly VariantAttribute[]) => void
}

function Attributes({ chosen, change }: AttributesProps) {
  const { t } = useWords()
  const replace = (place: number, one: VariantAttribute) =>
    change(chosen.map((other, at) => (at === place ? one : other)))
  return (
    <fieldset className={classes.plain}>
      <legend className={classes.label}>{t('settings.variants.attributes')}</legend>
      <div className={classes.rows}>
        {chosen.map((one, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row keeps its place while its words change
          <div key={place} className={classes.row}>
            <TextInput
              aria-label={t('settings.variants.word')}
              placeholder="Color"
              value={one.name}
              onChange={(event) => replace(place, { ...one, name: event.currentTarget.value })}
            />
            <TextInput
              aria-label={t('settings.variants.attribute', { name: one.name })}
              placeholder="color"
              value={one.attribute}
              onChange={(event) => replace(place, { ...one, attribute: event.currentTarget.value })}
            />
            <TextButton onClick={() => change(chosen.filter((_one, at) => at !== place))}>
              {t('settings.variants.remove')}
            </TextButton>
          </div>
        ))}
        <TextButton onClick={() => change([...chosen, { name: '', attribute: '' }])}>
          {t('settings.variants.add')}
        </TextButton>
      </div>
      <p className={classes.hint}>{t('settings.variants.attributesHint')}</p>
    </fieldset>
  )
}
