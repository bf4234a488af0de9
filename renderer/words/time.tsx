import { useNow } from './use-now.ts'
import { useWords } from './words.tsx'

type TimeProps = {
  /** ISO 8601, UTC. */
  readonly at: string
  /** `age` looks back (3 minutes ago), `soon` ahead (in 20 seconds), `time` names the moment (14:05). */
  readonly as: 'age' | 'soon' | 'time'
}

/** A moment in words; the exact one on hover and for screen readers. */
export function Time({ at, as }: TimeProps) {
  const words = useWords()
  return (
    <time dateTime={at} title={words.exact(at)}>
      {words[as](at, useNow())}
    </time>
  )
}
