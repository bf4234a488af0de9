import type { Schedule } from '../../shared/settings.ts'
import type { Bell } from '../support/bell.ts'
import type { Clock } from '../support/clock.ts'
import { type DueJob, dueJobs, type LastRuns, wakeAt } from './schedule.ts'

export type SchedulerParts = {
  readonly clock: Clock
  readonly bell: Bell
  schedule(): Schedule
  lastRuns(): LastRuns
  /** Ends runs that have stalled; called at every look. */
  watch(): void
  /** Paused, not set up, or closing: nothing is started by itself. */
  mayRun(): boolean
  start(due: DueJob): void
}

export type Scheduler = ReturnType<typeof createScheduler>

/** Bells are never nearer than this, so that a job that cannot begin does not ring without pause. */
const LEAST_MS = 1_000
/** The schedule is looked at again at least this often: clocks are set, computers sleep. */
const MOST_MS = 60_000

/** Follows the schedule: asks the pure functions what is due, starts it, and sets the bell for the next time. */
export function createScheduler(parts: SchedulerParts) {
  const since = parts.clock.now()
  let silence: (() => void) | null = null
  let open = true

  function look(): void {
    silence?.()
    silence = null
    if (!open) return
    parts.watch()
    const now = parts.clock.now()
    const may = parts.mayRun()
    if (may) for (const due of dueJobs(now, parts.schedule(), parts.lastRuns(), since)) parts.start(due)
    const next = (may ? wakeAt(parts.schedule(), parts.lastRuns(), since) : null) ?? now + MOST_MS
    silence = parts.bell(Math.min(Math.max(next, now + LEAST_MS), now + MOST_MS), look)
  }

  return {
    /** Looks now: at the start, after a run, after the settings changed, after the computer woke up. */
    look,
    close(): void {
      open = false
      silence?.()
      silence = null
    },
  }
}
