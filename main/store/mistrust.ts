import { z } from 'zod'
import { breathe } from '../support/breathe.ts'
import type { Sqlite } from './sqlite.ts'

/** Items at once; with their facets each step stays under a transaction's 500 rows. */
const PAGE = 100

/**
 * A ledger from a backup is older than till and shop: everything is read again from the till, and whatever it says of
 * the shop is read back there before anything is written.
 *
 * Links stay, and what was refused stays refused. Plans and open questions were about what was then.
 */
export async function mistrust(db: Sqlite, at: string): Promise<void> {
  db.transaction(() => {
    db.command('DELETE FROM watermarks')()
    db.command('DELETE FROM plans')()
    db.command('UPDATE decisions SET closed_at = ? WHERE closed_at IS NULL')(at)
    db.command("DELETE FROM problems WHERE kind = 'ledger-damaged'")()
  })
  const page = db.query(
    `SELECT max(item_id) AS last FROM (SELECT item_id FROM items WHERE item_id > ? ORDER BY item_id LIMIT ?)`,
    z.object({ last: z.number().nullable() }),
  )
  const forget = db.command(
    'UPDATE facets SET fingerprint = NULL, acknowledged_at = NULL WHERE item_id > ? AND item_id <= ?',
  )
  const mark = db.command(
    'UPDATE items SET due_catalogue = due_catalogue + 1, due_stock = due_stock + 1 WHERE item_id > ? AND item_id <= ?',
  )
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const last = page(after, PAGE)[0]?.last ?? null
    if (last === null) return
    db.transaction(() => {
      forget(after, last)
      mark(after, last)
    })
    after = last
    await breathe()
  }
}
