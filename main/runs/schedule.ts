import cronParser from 'cron-parser'
import type { Job, Scope } from '../../shared/job.ts'
import type { Schedule, Timing } from '../../shared/settings.ts'

/** When each job last began, in milliseconds since the epoch; null when it never ran. */
export type LastRuns = Readonly<Record<Job | 'fullRead', number | null>>

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

/** The last answer for each cron text: a schedule is looked at every minute, and working one out takes a millisecond. */
const answered = new Map<string, { readonly after: number; readonly next: number | null }>()

function cronAfter(cron: string, after: number): number | null {
  const known = answered.get(cron)
  if (known?.after === after) return known.next
  const next = isCron(cron)
    ? cronParser
        .parseExpression(cron, { currentDate: new Date(after) })
        .next()
        .getTime()
    : null
  answered.set(cron, { after, next })
  return next
}

/**
 * Which jobs are due now, however many times they were missed: one catch-up run each.
 *
 * @param since when the schedule began to be followed: a nightly read that was missed before it is due once.
 */
export function dueJobs(now: number, schedule: Schedule, last: LastRuns, since: number): DueJob[] {
  const isDue = (timing: Timing, ran: number | null) => {
    const at = nextAt(timing, ran, since)
    return at !== null && at <= now
  }
  const full = isDue(schedule.fullRead, last.fullRead)
  const due: DueJob[] = []
  if (full || isDue(schedule.stock, last.stock)) due.push({ job: 'stock', scope: full ? 'full' : 'changed' })
  if (full || isDue(schedule.catalogue, last.catalogue))
    due.push({ job: 'catalogue', scope: full ? 'full' : 'changed' })
  return due
}

/** When the schedule wants to be asked again; null when everything is switched off. */
export function wakeAt(schedule: Schedule, last: LastRuns, since: number): number | null {
  const moments = [
    nextAt(schedule.stock, last.stock, since),
    nextAt(schedule.catalogue, last.catalogue, since),
    nextAt(schedule.fullRead, last.fullRead, since),
  ].filter((at) => at !== null)
  return moments.length === 0 ? null : Math.min(...moments)
}
