import { ItemFilter } from '../../shared/item.ts'
import { useWords } from '../words/words.tsx'
import classes from './chips.module.css'

type ChipsProps = {
  /** Undefined while they are counted. */
  readonly counts: Readonly<Record<ItemFilter, number>> | undefined
  readonly chosen: ItemFilter
  readonly choose: (filter: ItemFilter) => void
}

/** Filters that count. */
export function Chips({ counts, chosen, choose }: ChipsProps) {
  const { t, number } = useWords()
  return (
    <fieldset className={classes.chips} aria-label={t('catalogue.filters')}>
      {ItemFilter.options.map((filter) => (
        <button
          key={filter}
          type="button"
          className={classes.chip}
          aria-pressed={filter === chosen}
          onClick={() => choose(filter)}
        >
          {t(`catalogue.filter.${filter}`)}{' '}
          {counts === undefined ? null : <span className={classes.count}>{number(counts[filter])}</span>}
        </button>
      ))}
    </fieldset>
  )
}
