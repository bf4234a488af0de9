import { Radio, Switch } from '@mantine/core'
import type { Rules } from '../../shared/rules.ts'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'

export type RulesProps = { readonly rules: Rules; readonly onChange: (rules: Rules) => void }

const kinds = ['published', 'all'] as const
const starts = ['enabled', 'disabled'] as const

/** Which items go online, and how a new one begins. */
export function SelectionFields({ rules, onChange }: RulesProps) {
  const { t } = useWords()
  return (
    <>
      <Radio.Group
        label={t('settings.selection.label')}
        value={rules.selection.kind}
        onChange={(kind) => onChange({ ...rules, selection: { kind: kind === 'all' ? 'all' : 'published' } })}
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
