import { z } from 'zod'
import type { Job } from '../../shared/job.ts'
import { type Clock, instant } from '../support/clock.ts'
import { Count, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

const QUARTER_MS = 15 * 60_000
const HOUR_MS = 60 * 60_000
/** As far back as anything asks. */
const KEPT_MS = 40 * 24 * HOUR_MS

export type SentTable = ReturnType<typeof openSent>

/** How much was sent when, for the charts: asked several times a second, so it is counted as it happens. */
export function openSent(db: Sqlite, clock: Clock) {
  const add = db.command(
    `INSERT INTO sent (quarter, job, changes) VALUES (?, ?, ?)
     ON CONFLICT (quarter, job) DO UPDATE SET changes = changes + excluded.changes`,
  )
  const prune = db.command('DELETE FROM sent WHERE quarter < ?')
  const sum = db.query(
    'SELECT coalesce(sum(changes), 0) AS n FROM sent WHERE job = ? AND quarter >= ?',
    Count,
  )
  const byQuarter = db.query(
    'SELECT quarter, changes FROM sent WHERE job = ? AND quarter >= ?',
    z.object({ quarter: z.string(), changes: z.number() }),
  )
  return {
    /** In the transaction of the changes themselves. */
    add(job: Job, changes: number): void {
      const now = clock.now()
      add(instant(now - (now % QUARTER_MS)), job, changes)
      prune(instant(now - KEPT_MS))
    },
    /** Changes since an instant, to the quarter of an hour: since the local midnight for "today". */
    since(job: Job, from: string): number {
      return one(sum(job, from)).n
    },
    /** Changes in each of the last 24 hours, oldest first; the last one ends with the current quarter. */
    hours(job: Job): number[] {
      const now = clock.now()
      const end = now - (now % QUARTER_MS) + QUARTER_MS
      const start = end - 24 * HOUR_MS
      const hours = new Array<number>(24).fill(0)
      for (const { quarter, changes } of byQuarter(job, instant(start))) {
        const hour = Math.floor((Date.parse(quarter) - start) / HOUR_MS)
        if (hour >= 0 && hour < 24) hours[hour] = (hours[hour] ?? 0) + changes
      }
      return hours
    },
  }
}
