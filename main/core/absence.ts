import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs'
import type { Job, Run } from '../../shared/job.ts'
import { type Message, message } from '../../shared/message.ts'
import { instant } from '../support/clock.ts'

/** Away for less than this is not worth a word. */
export const ABSENT_MS = 10 * 60_000
/** Written down at most this often: after a power cut an absence may seem to begin so much earlier. */
const BETWEEN_BEATS_MS = 240_000

export type Absence = ReturnType<typeof createAbsence>

/**
 * Notices that this computer was off, asleep, or without Tillbridge, and says so once, when what was missed has been
 * caught up: "Off from 18:02 to 08:10".
 *
 * @param file holds when Tillbridge was last awake; the schedule looks at least every minute
 */
export function createAbsence(file: string) {
  let awakeAt = read(file)
  let beatAt = Number.NEGATIVE_INFINITY
  let missed: { from: number; to: number; jobs: Set<Job>; sent: number } | null = null

  function beat(now: number): void {
    awakeAt = now
    if (now - beatAt >= BETWEEN_BEATS_MS || now < beatAt) write(now)
  }

  function write(now: number): void {
    beatAt = now
    try {
      // over the old text, which is as long: a file that is emptied first costs a file system much more
      const open = openSync(file, constants.O_WRONLY | constants.O_CREAT, 0o600)
      writeSync(open, instant(now), 0)
      closeSync(open)
    } catch {
      // A full disk: the next absence begins a little earlier.
    }
  }

  return {
    /** The program ends in order; one that followed no schedule was not awake. */
    goodNight(now: number): void {
      if (Number.isFinite(beatAt)) write(now)
    },
    /** The schedule looks. `jobs`: those that it follows; none while it is paused, or nothing is connected. */
    awake(now: number, jobs: readonly Job[]): void {
      if (awakeAt !== null && now - awakeAt > ABSENT_MS) {
        missed = { from: missed?.from ?? awakeAt, to: now, jobs: new Set(jobs), sent: missed?.sent ?? 0 }
      }
      if (jobs.length === 0) missed = null
      beat(now)
    },
    /** A run has ended well; answers what to say once the last job that was missed has caught up. */
    caughtUp({ job, startedAt, counts }: Run): Message | null {
      if (missed === null || Date.parse(startedAt) < missed.to || !missed.jobs.delete(job)) return null
      missed.sent += counts.created + counts.updated + counts.disabled + counts.stock
      if (missed.jobs.size > 0) return null
      const { from, to, sent } = missed
      missed = null
      return message('note.off', { fromAt: instant(from), toAt: instant(to), count: sent })
    },
  }
}

/** Null before the first time, and where nothing can be made of it. */
function read(file: string): number | null {
  try {
    const at = Date.parse(readFileSync(file, 'utf8'))
    return Number.isNaN(at) ? null : at
  } catch {
    return null
  }
}
