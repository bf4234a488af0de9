import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Problem } from '../../shared/problem.ts'
import { ofItems, useSync } from '../frame/sync.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { TextButton } from '../parts/text-button.tsx'
import { catalogue, useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'
import classes from './group.module.css'
import { GroupWhy } from './group-why.tsx'
import { presentState } from './present-state.ts'
import { ProblemRow } from './problem-row.tsx'
import rows from './row.module.css'
import { useInSight } from './use-in-sight.ts'
import { itemIdOf } from './ways.ts'

const SHOWN = 3

type GroupProps = {
  readonly problems: readonly Problem[]
  readonly markedId: number | null
}

/** Problems with one cause: one sentence, one action for all of them, and the first few by name. */
export function Group({ problems, markedId }: GroupProps) {
  const { t } = useWords()
  const { start, pending } = useSync()
  const [all, setAll] = useState(() => problems.slice(SHOWN).some(({ id }) => id === markedId))
  const first = problems[0]
  if (first === undefined) return null
  if (problems.length === 1 || itemIdOf(first) === null) {
    return problems.map((problem) => (
      <ProblemRow key={problem.id} problem={problem} marked={problem.id === markedId} />
    ))
  }
  const itemIds = problems.map(itemIdOf).filter((id) => id !== null)
  const hidden = problems.length - SHOWN
  return (
    <section className={classes.group}>
      <div className={classes.head}>
        <StateShape state={presentState(first)} size={22} />
        <div className={rows.words}>
          <h2>{t(`problem.${first.kind}.group`, { count: problems.length })}</h2>
          <p className={rows.why}>
            <GroupWhy first={first} />
          </p>
        </div>
        <Button disabled={pending} onClick={() => start(ofItems(itemIds, { force: true }))}>
          {t('needsYou.retry', { count: problems.length })}
        </Button>
      </div>
      <ul className={classes.items}>
        {(all ? problems : problems.slice(0, SHOWN)).map((problem) => (
          <Member key={problem.id} problem={problem} marked={problem.id === markedId} />
        ))}
      </ul>
      {hidden > 0 ? (
        <div className={classes.more}>
          <TextButton onClick={() => setAll(!all)} expanded={all}>
            {all ? t('needsYou.fewer') : t('needsYou.others', { count: hidden })}
          </TextButton>
        </div>
      ) : null}
    </section>
  )
}

function Member({ problem, marked }: { problem: Problem; marked: boolean }) {
  const { go } = useRouter()
  const row = useInSight<HTMLLIElement>(marked)
  if (problem.subject.kind !== 'item') return null
  const { itemId, name, sku } = problem.subject
  return (
    <li ref={row} className={classes.item} data-marked={marked}>
      <TextButton onClick={() => go(catalogue(itemId))}>{name}</TextButton>
      <span className={classes.sku}>{sku}</span>
    </li>
  )
}
