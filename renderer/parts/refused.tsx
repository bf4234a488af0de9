import type { Failure } from '../../shared/message.ts'
import { Said } from '../words/said.tsx'
import { Details } from './details.tsx'
import classes from './refused.module.css'
import { StateShape } from './state-shape.tsx'

/** Why what was asked for did not happen, beside where it was asked. */
export function Refused({ failure }: { failure: Failure | null }) {
  if (failure === null) return null
  return (
    <div className={classes.refused}>
      <StateShape state="broken" />
      <div>
        <p role="alert">
          <Said message={failure.message} />
        </p>
        {failure.details === undefined ? null : <Details text={failure.details} />}
      </div>
    </div>
  )
}
