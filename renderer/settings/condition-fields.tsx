import { Checkbox, MultiSelect, Radio } from '@mantine/core'
import type { Condition, Selection } from '../../shared/rules.ts'
import { useAsk } from '../ask/use-ask.ts'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'

export type Where = Extract<Selection, { kind: 'where' }>

const SHOWN = 100
const matches = ['any', 'all'] as const

type ConditionProps = { readonly where: Where; readonly onChange: (where: Where) => void }

/** What an item is asked for, one list of choices for each kind of condition. The last one stays. */
export function ConditionFields({ where, onChange }: ConditionProps) {
  const { t } = useWords()
  const lists = useAsk('lists', {})
  const places = lists.data?.places ?? []
  const tags = where.conditions.flatMap((one) => (one.kind === 'tag' ? [one.tag] : []))
  const categoryIds = where.conditions.flatMap((one) => (one.kind === 'category' ? [one.categoryId] : []))
  const isPublished = where.conditions.some(({ kind }) => kind === 'published')
  const change = (kind: Condition['kind'], own: readonly Condition[]) => {
    const conditions = [...where.conditions.filter((one) => one.kind !== kind), ...own]
    if (conditions.length > 0) onChange({ ...where, conditions })
  }
  const tagNames = places.filter(({ key }) => key.startsWith('tag:')).map(({ name }) => name)
  const categories = places.filter(({ key }) => !key.startsWith('tag:'))
  return (
    <div className={classes.fields}>
      <Radio.Group
        label={t('settings.selection.match')}
        value={where.match}
        onChange={(match) => onChange({ ...where, match: match === 'all' ? 'all' : 'any' })}
        classNames={{ label: classes.label }}
      >
        {matches.map((match) => (
          <Radio
            key={match}
            className={classes.choice}
            value={match}
            label={t(`settings.selection.match-${match}`)}
          />
        ))}
      </Radio.Group>
      <MultiSelect
        label={t('settings.selection.tags')}
        searchable
        limit={SHOWN}
        value={tags}
        data={[...new Set([...tags, ...tagNames])]}
        onChange={(chosen) =>
          change(
            'tag',
            chosen.map((tag) => ({ kind: 'tag', tag })),
          )
        }
      />
      <MultiSelect
        label={t('settings.selection.categories')}
        description={t('settings.selection.categoriesHint')}
        inputWrapperOrder={['label', 'input', 'description']}
        searchable
        limit={SHOWN}
        value={categoryIds}
        data={[
          ...categories.map(({ key, name }) => ({ value: key, label: name })),
          ...categoryIds
            .filter((id) => !categories.some(({ key }) => key === id))
            .map((id) => ({ value: id, label: `#${id}` })),
        ]}
        onChange={(chosen) =>
          change(
            'category',
            chosen.map((categoryId) => ({ kind: 'category', categoryId })),
          )
        }
      />
      <Checkbox
        label={t('settings.selection.published')}
        checked={isPublished}
        onChange={(event) => change('published', event.currentTarget.checked ? [{ kind: 'published' }] : [])}
      />
    </div>
  )
}
