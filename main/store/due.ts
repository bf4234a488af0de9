import { z } from 'zod'
import type { ItemId } from '../../shared/ids.ts'
import type { SyncJob } from '../../shared/job.ts'
import { atMostAPage, itemId, itemsThenMatrices, key, keys } from './columns.ts'
import type { MirrorItem } from './item.ts'
import type { Sqlite } from './sqlite.ts'

/** Which items a job has to look at: how many times each was marked since a plan last settled it. */
export function openDue(db: Sqlite) {
  const settleCatalogue = db.command(
    'UPDATE items SET due_catalogue = 0 WHERE item_id = ? AND due_catalogue = ?',
  )
  const settleStock = db.command('UPDATE items SET due_stock = 0 WHERE item_id = ? AND due_stock = ?')
  const markPage = (range: string, order: string) =>
    db.query(
      `UPDATE items SET due_catalogue = due_catalogue + 1, due_stock = due_stock + 1
       WHERE item_id IN (SELECT item_id FROM items WHERE ${range} ORDER BY item_id ${order} LIMIT ?)
       RETURNING item_id`,
      z.object({ item_id: itemId }),
    )
  const markItems = markPage('item_id > ?', 'ASC')
  const markMatrices = markPage('item_id < ?', 'DESC')
  const markChosen = {
    catalogue: db.command(
      'UPDATE items SET due_catalogue = due_catalogue + 1 WHERE item_id IN (SELECT value FROM json_each(?))',
    ),
    stock: db.command(
      'UPDATE items SET due_stock = due_stock + 1 WHERE item_id IN (SELECT value FROM json_each(?))',
    ),
  }
  return {
    /** A plan has looked at these items: no longer due, except those that were marked again since they were read. */
    settle(
      job: SyncJob,
      items: readonly { readonly itemId: ItemId; readonly due: MirrorItem['due'] }[],
    ): void {
      atMostAPage(items)
      const set = job === 'catalogue' ? settleCatalogue : settleStock
      db.transaction(() => {
        for (const item of items) set(key(item.itemId), item.due[job])
      })
    },
    /** Marks a page of all items due for both jobs (mapping or rules changed); answers the last one, null at the end. */
    markPageDue(after: ItemId | null, limit: number): ItemId | null {
      const marked = itemsThenMatrices(
        after,
        (from) => markItems(from, limit),
        (below) => markMatrices(below, limit),
      )
      return (
        marked
          .map((row) => row.item_id)
          .toSorted((a, b) => Math.abs(key(a)) - Math.abs(key(b)))
          .at(-1) ?? null
      )
    },
    markDue(job: SyncJob, itemIds: readonly ItemId[]): void {
      atMostAPage(itemIds)
      markChosen[job](keys(itemIds))
    },
  }
}
