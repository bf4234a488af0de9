import { Button } from '@mantine/core'
import type { Problem } from '../../shared/problem.ts'
import { problemMessage } from '../../shared/problem-words.ts'
import { Details } from '../parts/details.tsx'
import { StateShape } from '../parts/state-shape.tsx'
import { Said } from '../words/said.tsx'
import { useWords } from '../words/words.tsx'
import { presentState } from './present-state.ts'
import classes from './row.module.css'
import { useInSight } from './use-in-sight.ts'
import { useWay } from './use-way.ts'

type ProblemRowProps = {
  readonly problem: Problem
  /** Opened from a notification: shown and marked. */
  readonly marked?: boolean
  /** One line of why, as in the short list of Overview. */
  readonly brief?: boolean
}

/** What happened to what; why and what happens next; one button. */
export function ProblemRow({ problem, marked = false, brief = false }: ProblemRowProps) {
  const { go, pending } = useWay(problem)
  const row = useInSight<HTMLElement>(marked)
  return (
    <article className={classes.row} ref={row} data-marked={marked} data-brief={brief}>
      <StateShape state={presentState(problem)} size={22} />
      <div className={classes.words}>
        <p>
          <Title problem={problem} />
        </p>
        <p className={classes.why}>
          <Said message={problemMessage(problem, 'why')} />
        </p>
        {problem.details === null || brief ? null : <Details text={problem.details} />}
      </div>
      <Button size="compact-sm" disabled={pending} onClick={go}>
        <Said message={problemMessage(problem, 'action')} />
      </Button>
    </article>
  )
}

/** The name stands out; what happened to it follows. */
function Title({ problem }: { problem: Problem }) {
  const { say } = useWords()
  const title = say(problemMessage(problem, 'title'), Date.now())
  const name = problem.subject.kind === 'item' ? problem.subject.name : title
  if (name === '' || !title.startsWith(name)) return <strong>{title}</strong>
  const colon = title.indexOf(':', name.length)
  const end = colon < 0 || colon > name.length + 1 ? name.length : colon + 1
  return (
    <>
      <strong>{title.slice(0, end)}</strong>
      {title.slice(end)}
    </>
  )
}
