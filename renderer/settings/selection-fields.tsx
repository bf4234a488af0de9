import { Radio, Switch } from '@mantine/core'
import type { Rules, Selection } from '../../shared/rules.ts'
import { useWords } from '../words/words.tsx'
import { ConditionFields } from './condition-fields.tsx'
import classes from './fields.module.css'

export type RulesProps = { readonly rules: Rules; readonly onChange: (rules: Rules) => void }

const kinds = ['published', 'all', 'where'] as const
type Kind = (typeof kinds)[number]

/** Conditions begin with the usual one, so that nothing changes before the merchant says what. */
const begun: Readonly<Record<Kind, Selection>> = {
  published: { kind: 'published' },
  all: { kind: 'all' },
  where: { kind: 'where', match: 'any', conditions: [{ kind: 'published' }] },
}

const starts = ['enabled', 'disabled'] as const

/** Which items go online, and how a new one begins. */
export function SelectionFields({ rules, onChange }: RulesProps) {
  const { t } = useWords()
  return (
    <>
      <Radio.Group
        label={t('settings.selection.label')}
        value={rules.selection.kind}
        onChange={(value) => {
          const kind = kinds.find((one) => one === value)
          if (kind !== undefined) onChange({ ...rules, selection: begun[kind] })
        }}
        classNames={{ label: classes.label }}
      >
        {kinds.map((kind) => (
          <Radio
            key={kind}
            className={classes.choice}
            value={kind}
            label={t(`settings.selection.${kind}`)}
            description={t(`settings.selection.${kind}Hint`)}
          />
        ))}
      </Radio.Group>
      {rules.selection.kind === 'where' ? (
        <ConditionFields
          where={rules.selection}
          onChange={(selection) => onChange({ ...rules, selection })}
        />
      ) : null}
      <Radio.Group
        label={t('settings.newProducts.label')}
        value={rules.newProducts}
        onChange={(start) =>
          onChange({ ...rules, newProducts: start === 'disabled' ? 'disabled' : 'enabled' })
        }
        classNames={{ label: classes.label }}
      >
        {starts.map((start) => (
          <Radio
            key={start}
            className={classes.choice}
            value={start}
            label={t(`settings.newProducts.${start}`)}
          />
        ))}
      </Radio.Group>
      <Switch
        label={t('settings.watchOnly.label')}
        description={t('settings.watchOnly.hint')}
        checked={rules.watchOnly}
        onChange={(event) => onChange({ ...rules, watchOnly: event.currentTarget.checked })}
      />
    </>
  )
}
