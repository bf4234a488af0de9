import { z } from 'zod'
import type { ItemId } from '../../shared/ids.ts'
import { Count, itemId, keys, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

/** What is read whole: two lists of the till, each by itself. */
type Kind = 'items' | 'matrices'

export type FullReadTable = ReturnType<typeof openFullRead>

/**
 * Which items, or matrices, a full read has met, so that those that vanished from Lightspeed are noticed.
 *
 * A read begins anew after a crash, so this is a temporary table: a read without a change writes nothing to the ledger,
 * and never waits for its disk.
 */
export function openFullRead(db: Sqlite) {
  db.exec('CREATE TEMP TABLE met (item_id INTEGER PRIMARY KEY)')
  const forget = db.command('DELETE FROM met')
  const add = db.command('INSERT OR IGNORE INTO met (item_id) SELECT value FROM json_each(?)')
  const questions = (range: string) => {
    const unmet = `FROM items WHERE vanished = 0 AND archived = 0 AND ${range}
      AND NOT EXISTS (SELECT 1 FROM met WHERE met.item_id = items.item_id)`
    return {
      count: db.query(`SELECT count(*) AS n ${unmet}`, Count),
      mark: db.query(
        `UPDATE items SET vanished = 1, due_catalogue = due_catalogue + 1, due_stock = due_stock + 1
         WHERE item_id IN (SELECT item_id ${unmet} LIMIT ?) RETURNING item_id`,
        z.object({ item_id: itemId }),
      ),
    }
  }
  const of = { items: questions('item_id > 0'), matrices: questions('item_id < 0') }
  const markSharing = db.command(
    `UPDATE items SET due_catalogue = due_catalogue + 1
     WHERE vanished = 0
       AND sku_key IN (SELECT sku_key FROM items WHERE item_id IN (SELECT value FROM json_each(?)))`,
  )
  const markFamilies = db.command(
    `UPDATE items SET due_catalogue = due_catalogue + 1
     WHERE item_id IN (SELECT -CAST(matrix_id AS INTEGER) FROM items WHERE item_id IN (SELECT value FROM json_each(?)))`,
  )
  return {
    /** A full read begins: nothing is met yet. */
    begin(): void {
      forget()
    },
    /** With the rows of a page, in their transaction. */
    met(itemIds: readonly ItemId[]): void {
      add(keys(itemIds))
    },
    /** Items or matrices of the mirror, not archived, that the read did not meet. Asked before any is marked: many are a warning. */
    unmet: (kind: Kind): number => one(of[kind].count()).n,
    /** Marks at most `limit` of them vanished and due, with others of the same SKU and their matrices; answers which. Empty when none is left. */
    markVanished(kind: Kind, limit: number): ItemId[] {
      return db.transaction(() => {
        const itemIds = of[kind].mark(limit).map((row) => row.item_id)
        if (itemIds.length > 0) {
          markSharing(keys(itemIds))
          markFamilies(keys(itemIds))
        }
        return itemIds
      })
    },
  }
}
