import type { Item, ItemShop } from '../lightspeed/records.ts'
import type { Random } from '../random.ts'
import { ended } from './account.ts'

/** Quantity on hand in one shop: often nothing, mostly a few, now and then many, rarely below zero. */
function quantity(random: Random, item: Item, oversold: boolean): number {
  if (item.itemType === 'non_inventory' || item.archived) return 0
  if (oversold) return -random.between(1, 3)
  const roll = random.next()
  if (roll < 0.35) return 0
  if (roll < 0.92) return random.between(1, 24)
  return random.between(25, 240)
}

function row(itemShopID: number, item: Item, shopID: number, qoh: number, timeStamp: number): ItemShop {
  return {
    itemShopID,
    qoh,
    sellable: Math.max(0, qoh),
    backorder: 0,
    componentQoh: 0,
    componentBackorder: 0,
    onLayaway: 0,
    onSpecialOrder: 0,
    onWorkorder: 0,
    onTransferOut: 0,
    onTransferIn: 0,
    averageCost: shopID === 0 ? item.avgCost : undefined,
    reorderPoint: 0,
    reorderLevel: 0,
    timeStamp,
    itemID: item.itemID,
    shopID,
  }
}

/** Every item has a row per shop, and one for shop 0 that holds their sum. The total's row is the oldest of them. */
export function makeStock(
  random: Random,
  items: readonly Item[],
  shopIDs: readonly number[],
  oversold: ReadonlySet<number>,
): ItemShop[] {
  const rows: ItemShop[] = []
  for (const item of items) {
    const moved = item.timeStamp + random.between(0, Math.max(0, ended - item.timeStamp))
    const amounts = shopIDs.map((_shopID, at) =>
      quantity(random, item, oversold.has(item.itemID) && at === 0),
    )
    const total = amounts.reduce((sum, amount) => sum + amount, 0)
    rows.push(row(rows.length + 1, item, 0, total, moved))
    shopIDs.forEach((shopID, at) => {
      rows.push(row(rows.length + 1, item, shopID, amounts[at] ?? 0, at === 0 ? moved : item.timeStamp))
    })
  }
  return rows
}
