import type { RunId } from '../../shared/ids.ts'
import type { RunCounts, RunMode, RunProgress, Trigger } from '../../shared/job.ts'
import type { NewProblem } from '../../shared/problem.ts'

/** What a job is handed for one run: what to do, and where it tells what happens. */
export type RunContext = {
  readonly runId: RunId
  /** Who asked: a person is not kept waiting by pauses that are meant for the schedule. */
  readonly trigger: Trigger
  readonly mode: RunMode
  readonly signal: AbortSignal
  /** Where the run stands; shown, not stored. */
  progress(progress: RunProgress): void
  /** Added to the run's counts. */
  count(counts: Partial<RunCounts>): void
  /** Stored at once; the same problem of the same subject is one problem. */
  problem(problem: NewProblem): void
}
