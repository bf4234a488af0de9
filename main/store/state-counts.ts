import type { z } from 'zod'
import { ItemState } from '../../shared/item.ts'
import { Count } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

export type StateCounts = ReturnType<typeof openStateCounts>

/**
 * How many items are in each state. The status asks several times a second, so they are counted as they move and not
 * whenever somebody asks.
 *
 * New items are told here: a trigger for them would make SQLite look for their children, row by row.
 */
export function openStateCounts(db: Sqlite) {
  db.exec(`
    CREATE TEMP TABLE state_counts (state TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
    INSERT INTO state_counts SELECT state, count(*) FROM items GROUP BY state;
    CREATE TEMP TRIGGER item_moved AFTER UPDATE OF state ON items WHEN OLD.state <> NEW.state BEGIN
      UPDATE state_counts SET n = n - 1 WHERE state = OLD.state;
      INSERT INTO state_counts VALUES (NEW.state, 1) ON CONFLICT (state) DO UPDATE SET n = n + 1;
    END;
  `)
  const read = db.query('SELECT state, n FROM state_counts', Count.extend({ state: ItemState }))
  const add = db.command(
    `INSERT INTO state_counts VALUES ('waiting', ?) ON CONFLICT (state) DO UPDATE SET n = n + excluded.n`,
  )
  return {
    read: (): ReadonlyMap<z.infer<typeof ItemState>, number> =>
      new Map(read().map((row) => [row.state, row.n])),
    /** So many new items, which wait; in the transaction that stores them. */
    came(items: number): void {
      if (items > 0) add(items)
    },
  }
}
