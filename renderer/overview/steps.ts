import type { Run } from '../../shared/job.ts'
import type { Status } from '../../shared/status.ts'

/** The steps of the first sync, in their order. */
export const firstSyncSteps = ['connect', 'read', 'compare', 'go', 'send'] as const
export type FirstSyncStep = (typeof firstSyncSteps)[number]

/** Where the first sync stands; null once the first one is through. */
export function firstSyncStep(status: Pick<Status, 'setUp' | 'running' | 'jobs'>): FirstSyncStep | null {
  const catalogue = status.jobs.find(({ job }) => job === 'catalogue')
  const run = catalogueRun(status)
  if (status.setUp === 'done') return run !== undefined && catalogue?.lastSuccessAt === null ? 'send' : null
  if (status.setUp !== 'go') return 'connect'
  if (run !== undefined) return isReading(run) ? 'read' : 'compare'
  return catalogue?.last?.outcome?.kind === 'awaiting-go' ? 'go' : 'read'
}

export const catalogueRun = ({ running }: Pick<Status, 'running'>): Run | undefined =>
  running.find(({ job }) => job === 'catalogue')

function isReading(run: Run): boolean {
  const stage = run.progress?.stage ?? 'connect'
  return stage === 'connect' || stage === 'read'
}
