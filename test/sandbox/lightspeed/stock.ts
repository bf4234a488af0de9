import type { SandboxClock } from '../types.ts'
import type { Options } from './options.ts'
import type { ItemShop, Seconds } from './records.ts'
import type { State } from './state.ts'

/** The shelves: quantities on hand per item and shop, with the total (shop 0) and the log kept true. */
export type Stock = ReturnType<typeof createStock>

/**
 * Moving stock moves the time stamp of the shop's row and of the total, never that of the item.
 * https://developers.lightspeedhq.com/retail/endpoints/Item/
 */
export function createStock(state: State, clock: SandboxClock, options: Options) {
  const now = (): Seconds => Math.floor(clock.now() / 1000)

  const rowsOf = (itemID: number): readonly ItemShop[] => state.itemShops.having('itemID', itemID)

  const row = (itemID: number, shopID: number): ItemShop =>
    rowsOf(itemID).find((each) => each.shopID === shopID) ??
    state.itemShops.add(emptyRow(state.itemShops.nextId(), itemID, shopID, now()))

  const change = (its: ItemShop, qoh: number, sellable: number, stamped: boolean): void => {
    const known = its.sellable === undefined ? {} : { sellable }
    state.itemShops.change(its.itemShopID, { qoh, ...known, ...(stamped && { timeStamp: now() }) })
  }

  const addUp = (itemID: number, stamped: boolean): void => {
    const rows = rowsOf(itemID).filter((each) => each.shopID !== 0)
    const total = rows.reduce((sum, each) => sum + each.qoh, 0)
    const summed = rows.reduce((sum, each) => sum + (each.sellable ?? 0), 0)
    const sellable = options.totalSellable === 'sum' ? summed : Math.max(0, total)
    change(row(itemID, 0), total, sellable, stamped)
  }

  const setQoh = (itemID: number, qoh: number, shopID: number, reason: string): void => {
    const its = row(itemID, shopID)
    const qohChange = qoh - its.qoh
    change(its, qoh, Math.max(0, qoh), true)
    addUp(itemID, options.totalRowMoves)
    state.inventoryLogs.add({
      inventoryLogID: state.inventoryLogs.nextId(),
      qohChange,
      costChange: 0,
      createTime: now(),
      automated: false,
      reason,
      causedNegative: qoh < 0 && qohChange < 0,
      employeeID: 1,
      itemID,
      shopID,
      orderID: 0,
      saleID: 0,
    })
  }

  return {
    row,
    rowsOf,
    setQoh,
    move: (itemID: number, by: number, shopID: number, reason: string) =>
      setQoh(itemID, row(itemID, shopID).qoh + by, shopID, reason),
    /** Nothing is left anywhere. */
    empty: (itemID: number) => {
      for (const each of [...rowsOf(itemID)]) if (each.qoh !== 0) change(each, 0, 0, true)
    },
  }
}

function emptyRow(itemShopID: number, itemID: number, shopID: number, timeStamp: Seconds): ItemShop {
  return {
    itemShopID,
    qoh: 0,
    sellable: 0,
    backorder: 0,
    componentQoh: 0,
    componentBackorder: 0,
    onLayaway: 0,
    onSpecialOrder: 0,
    onWorkorder: 0,
    onTransferOut: 0,
    onTransferIn: 0,
    averageCost: shopID === 0 ? 0 : undefined,
    reorderPoint: 0,
    reorderLevel: 0,
    timeStamp,
    itemID,
    shopID,
  }
}
