import { Select } from '@mantine/core'
import type { Lists } from '../../shared/connect.ts'
import type { Placement } from '../../shared/rules.ts'
import { useAsk } from '../ask/use-ask.ts'
import { Asked } from '../parts/asked.tsx'
import { TextButton } from '../parts/text-button.tsx'
import { useWords } from '../words/words.tsx'
import classes from './fields.module.css'
import type { RulesProps } from './selection-fields.tsx'

/** Choices that a list shows at once: a shop may have thousands of categories, which are found by typing. */
const SHOWN = 100

/** Where the till's categories and tags stand in the web shop. */
export function CategoryFields({ rules, onChange }: RulesProps) {
  const { t } = useWords()
  const lists = useAsk('lists', {})
  const { categories } = rules
  const change = (over: Partial<Placement>) => onChange({ ...rules, categories: { ...categories, ...over } })
  return (
    <Asked asked={lists}>
      {({ shopCategories, places }) => (
        <>
          <Choice
            label={t('settings.categories.root')}
            hint={t('settings.categories.rootHint')}
            none={t('settings.categories.none')}
            known={shopCategories}
            chosen={categories.root}
            choose={(root) => change({ root })}
          />
          <Choice
            label={t('settings.categories.tags')}
            hint={t('settings.categories.tagsHint')}
            none={t('settings.categories.noTags')}
            known={shopCategories}
            chosen={categories.tagRoot}
            choose={(tagRoot) => change({ tagRoot })}
          />
          <Mapped
            mapped={categories.mapped}
            places={places}
            known={shopCategories}
            change={(mapped) => change({ mapped })}
          />
        </>
      )}
    </Asked>
  )
}

type Known = Lists['shopCategories']

type ChoiceProps = {
  readonly label: string
  readonly hint: string
  readonly none: string
  readonly known: Known
  readonly chosen: number | null
  readonly choose: (id: number | null) => void
}

function Choice({ label, hint, none, known, chosen, choose }: ChoiceProps) {
  return (
    <Select
      label={label}
      description={hint}
      inputWrapperOrder={['label', 'input', 'description']}
      searchable
      limit={SHOWN}
      value={chosen === null ? '' : String(chosen)}
      data={[{ value: '', label: none }, ...options(known, chosen)]}
      onChange={(value) => choose(value === null || value === '' ? null : Number(value))}
    />
  )
}

/** A category that is chosen stays in the list, though the shop may have lost it. */
const options = (known: Known, chosen: number | null) => [
  ...(chosen === null || known.some(({ id }) => id === chosen)
    ? []
    : [{ value: String(chosen), label: `#${chosen}` }]),
  ...known.map(({ id, path }) => ({ value: String(id), label: path })),
]

type MappedProps = {
  readonly mapped: Placement['mapped']
  readonly places: Lists['places']
  readonly known: Known
  readonly change: (mapped: Placement['mapped']) => void
}

/** Categories that the merchant chose for one of the till, instead of one that is made. */
function Mapped({ mapped, places, known, change }: MappedProps) {
  const { t } = useWords()
  const nameOf = (key: string): string => {
    const name = places.find((place) => place.key === key)?.name ?? key
    return key.startsWith('tag:') ? t('settings.categories.tag', { name }) : name
  }
  const free = places.filter(({ key }) => !mapped.some((one) => one.key === key))
  const [first] = known
  return (
    <fieldset className={classes.plain}>
      <legend className={classes.label}>{t('settings.categories.mapped')}</legend>
      <div className={classes.rows}>
        {mapped.map(({ key, category }) => (
          <div key={key} className={classes.row}>
            <span>{nameOf(key)}</span>
            <Select
              aria-label={t('settings.categories.standsFor', { name: nameOf(key) })}
              searchable
              limit={SHOWN}
              allowDeselect={false}
              value={String(category)}
              data={options(known, category)}
              onChange={(value) =>
                change(
                  mapped.map((one) =>
                    one.key === key && value !== null ? { key, category: Number(value) } : one,
                  ),
                )
              }
            />
            <TextButton onClick={() => change(mapped.filter((one) => one.key !== key))}>
              {t('settings.categories.remove')}
            </TextButton>
          </div>
        ))}
        {first === undefined || free.length === 0 ? null : (
          <Select
            className={classes.narrow}
            aria-label={t('settings.categories.add')}
            placeholder={t('settings.categories.add')}
            searchable
            limit={SHOWN}
            value={null}
            data={free.map(({ key }) => ({ value: key, label: nameOf(key) }))}
            onChange={(key) => (key === null ? undefined : change([...mapped, { key, category: first.id }]))}
          />
        )}
      </div>
      <p className={classes.hint}>{t('settings.categories.mappedHint')}</p>
    </fieldset>
  )
}
