import type { Raw, Row } from '../../lightspeed/pages.ts'
import type { ItemShop } from '../../lightspeed/resource/item-shops.ts'
import type { NewShopRow } from '../../store/item-shops.ts'
import type { Work } from '../work.ts'
import { namelessProblem, unreadableItem, unreadableProblem } from './record.ts'

/** Most rows that are stored at once. */
const PAGE = 500

/** Stores stock rows inside the caller's transaction; answers how many were new or differed. */
export function storeShopRows({ ledger, context }: Work, rows: readonly Row<ItemShop>[]): number {
  const read = rows.flatMap((row) => (row.kind === 'read' ? [newShopRow(row.record, row.raw)] : []))
  let changed = 0
  for (let at = 0; at < read.length; at += PAGE)
    changed += ledger.itemShops.store(read.slice(at, at + PAGE)).changed
  for (const row of rows) {
    if (row.kind !== 'unreadable') continue
    const itemId = unreadableItem(row, 'shop-row')
    if (itemId === null) context.problem(namelessProblem(row, 'stock'))
    else context.problem(unreadableProblem(itemId, ledger.items.get(itemId)?.name ?? null, row.issues))
  }
  return changed
}

function newShopRow(row: ItemShop, raw: Raw): NewShopRow {
  return { itemId: row.itemID, shopId: row.shopID, qoh: row.qoh, timeStamp: row.timeStamp, raw }
}
