import type { ExplainedFacet } from '../../../shared/item.ts'
import type { State } from '../../../shared/status.ts'
import { Ring, StateShape } from '../../parts/state-shape.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './part.module.css'

const shapes: Readonly<Record<ExplainedFacet['state'], State | null>> = {
  sent: 'up-to-date',
  waiting: 'waiting',
  held: 'needs-you',
  'not-sent': null,
}

/** The state of one part: the word is there on hover and for screen readers, for the panel is narrow. */
export function FacetShape({ state }: { state: ExplainedFacet['state'] }) {
  const { t } = useWords()
  const shape = shapes[state]
  const word = t(`facetState.${state}`)
  return (
    <span title={word}>
      {shape === null ? <Ring /> : <StateShape state={shape} />}
      <span className={classes.unseen}>{word}</span>
    </span>
  )
}
