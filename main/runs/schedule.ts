import cronParser from 'cron-parser'
import { type Job, type Scope, SyncJob } from '../../shared/job.ts'
import type { Schedule, Timing } from '../../shared/settings.ts'

/** When each job last began, and its last full read that ended well; milliseconds since the epoch, null for never. */
export type LastRuns = Readonly<Record<Job, number | null>> & {
  readonly fullRead: Readonly<Record<Job, number | null>>
}

export type DueJob = { readonly job: Job; readonly scope: Scope['kind'] & ('changed' | 'full') }

/**
 * The moment at which something is due next, in milliseconds; null when it is switched off.
 * What never ran is due at once, except the nightly read, which waits for its night.
 */
export function nextAt(timing: Timing, last: number | null, since: number): number | null {
  switch (timing.kind) {
    case 'off':
      return null
    case 'every':
      return last === null ? since : last + timing.seconds * 1000
    case 'cron':
      return cronAfter(timing.cron, last ?? since)
  }
}

/** Is this a cron text that can be followed? Five or six fields, as cron knows them. */
export function isCron(text: string): boolean {
  try {
    cronParser.parseExpression(text)
    return true
  } catch {
    return false
  }
}

/** The newest answers: a schedule is looked at every minute, and working one out takes a millisecond. */
const answers = new Map<string, number | null>()
const KEPT_ANSWERS = 16

function cronAfter(cron: string, after: number): number | null {
  const question = `${cron} ${after}`
  const known = answers.get(question)
  if (known !== undefined) return known
  const next = isCron(cron)
    ? cronParser
        .parseExpression(cron, { currentDate: new Date(after) })
        .next()
        .getTime()
    : null
  const [oldest] = answers.keys()
  if (oldest !== undefined && answers.size === KEPT_ANSWERS) answers.delete(oldest)
  answers.set(question, next)
  return next
}

/** A full read that did not end well is not begun again at once: so long after a job last began. */
const REST_MS = 5 * 60_000
const rested = (last: number | null): number => (last === null ? 0 : last + REST_MS)

/**
 * Which jobs are due now, however many times they were missed: one catch-up run each.
 *
 * @param since when the schedule began to be followed: a nightly read that was missed before it is due once.
 */
export function dueJobs(now: number, schedule: Schedule, last: LastRuns, since: number): DueJob[] {
  const isDue = (timing: Timing, ran: number | null) => {
    // a run of the future: the clock was ahead, and waiting for that moment could take hours
    if (timing.kind !== 'off' && ran !== null && ran > now) return true
    const at = nextAt(timing, ran, since)
    return at !== null && at <= now
  }
  const due: DueJob[] = []
  for (const job of SyncJob.options) {
    const full = isDue(schedule.fullRead, last.fullRead[job])
    if (isDue(schedule[job], last[job]) || (full && now >= rested(last[job])))
      due.push({ job, scope: full ? 'full' : 'changed' })
  }
  if (isDue(schedule.verify, last.fullRead.verify) && now >= rested(last.verify))
    due.push({ job: 'verify', scope: 'full' })
  return due
}

/** When the schedule wants to be asked again; null when everything is switched off. */
export function wakeAt(schedule: Schedule, last: LastRuns, since: number): number | null {
  const whole = (timing: Timing, job: Job): number | null => {
    const at = nextAt(timing, last.fullRead[job], since)
    return at === null ? null : Math.max(at, rested(last[job]))
  }
  const moments = [
    ...SyncJob.options.flatMap((job) => [
      nextAt(schedule[job], last[job], since),
      whole(schedule.fullRead, job),
    ]),
    whole(schedule.verify, 'verify'),
  ].filter((at) => at !== null)
  return moments.length === 0 ? null : Math.min(...moments)
}
