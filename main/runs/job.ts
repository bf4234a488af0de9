import type { Job, Outcome } from '../../shared/job.ts'
import type { RunContext } from '../support/run-context.ts'

/** A job as a value: `runs` drives it and knows nothing of what it does. */
export type JobValue = {
  readonly name: Job
  run(context: RunContext): Promise<Outcome>
}
