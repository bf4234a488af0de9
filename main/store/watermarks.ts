import { z } from 'zod'
import { Instant } from '../../shared/ids.ts'
import type { Sqlite } from './sqlite.ts'

/** How far each feed has read: the server's own time at the start of the last completed pass. */
export type Feed = 'item' | 'item-matrix' | 'item-shop'

export type WatermarksTable = ReturnType<typeof openWatermarks>

export function openWatermarks(db: Sqlite) {
  const read = db.query('SELECT at FROM watermarks WHERE feed = ?', z.object({ at: Instant }))
  const write = db.command('INSERT OR REPLACE INTO watermarks (feed, at) VALUES (?, ?)')
  const remove = db.command('DELETE FROM watermarks WHERE feed = ?')
  return {
    /** Null: this feed has never completed a pass. */
    get: (feed: Feed): Instant | null => read(feed)[0]?.at ?? null,
    /** In the transaction of the pass's last rows. */
    move(feed: Feed, at: Instant): void {
      write(feed, at)
    },
    /** The next pass reads everything. */
    forget(feed: Feed): void {
      remove(feed)
    },
  }
}
