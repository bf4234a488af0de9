import type { SandboxClock } from '../types.ts'
import type { Options } from './options.ts'
import type { Item, ItemShop, Seconds } from './records.ts'
import type { State } from './state.ts'

export type NewItem = { description: string } & Partial<Omit<Item, 'itemID' | 'description'>> & {
    /** Quantity on hand by shopID. */
    stock?: Record<number, number>
  }

/** What happens in the merchant's shop. Every verb moves the time stamps that the real service moves. */
export type Till = ReturnType<typeof createTill>

/**
 * Stock verbs move the time stamp of the shop's ItemShop row and of the total, never that of the item; the others move
 * the item's. https://developers.lightspeedhq.com/retail/endpoints/Item/
 */
export function createTill(state: State, clock: SandboxClock, options: Options) {
  const now = (): Seconds => Math.floor(clock.now() / 1000)

  const itemAt = (itemID: number): Item => {
    const item = state.items.get(itemID)
    if (item === undefined) throw new Error(`there is no item ${itemID}`)
    return item
  }

  const edit = (itemID: number, columns: Partial<Item>): Item =>
    state.items.change(itemID, { ...columns, timeStamp: now() })

  const firstShop = (): number => state.shops.ordered('shopID').find((shop) => !shop.archived)?.shopID ?? 1

  const shopRow = (itemID: number, shopID: number): ItemShop => {
    const row = state.itemShops.having('itemID', itemID).find((each) => each.shopID === shopID)
    return row ?? state.itemShops.add(emptyRow(state.itemShops.nextId(), itemID, shopID, now()))
  }

  const quantity = (row: ItemShop, qoh: number, stamped: boolean): void => {
    const sellable = row.sellable === undefined ? {} : { sellable: Math.max(0, qoh) }
    const time = stamped ? { timeStamp: now() } : {}
    state.itemShops.change(row.itemShopID, { qoh, ...sellable, ...time })
  }

  const setQoh = (itemID: number, qoh: number, shopID = firstShop()): void => {
    itemAt(itemID)
    quantity(shopRow(itemID, shopID), qoh, true)
    const rows = state.itemShops.having('itemID', itemID).filter((row) => row.shopID !== 0)
    const total = rows.reduce((sum, row) => sum + row.qoh, 0)
    quantity(shopRow(itemID, 0), total, options.totalRowMoves)
  }

  const move = (itemID: number, by: number, shopID = firstShop()): void =>
    setQoh(itemID, shopRow(itemID, shopID).qoh + by, shopID)

  const related = (itemID: number, columns: Partial<Item>): void => {
    if (options.relatedMovesItem) edit(itemID, columns)
    else state.items.change(itemID, columns)
  }

  const tagged = (name: string): number => {
    const normal = normalTag(name)
    const known = state.tags.ordered('name').find((tag) => tag.name === normal)
    return (known ?? state.tags.add({ tagID: state.tags.nextId(), name: normal })).tagID
  }

  return {
    sell: (itemID: number, units: number, shopID?: number) => move(itemID, -units, shopID),
    receive: (itemID: number, units: number, shopID?: number) => move(itemID, units, shopID),
    setQoh,
    rename: (itemID: number, description: string) => void edit(itemID, { description }),
    setCustomSku: (itemID: number, customSku: string) => void edit(itemID, { customSku }),
    setPrice: (itemID: number, amount: number, useTypeID = 1) => {
      const others = itemAt(itemID).prices.filter((price) => price.useTypeID !== useTypeID)
      const prices = [...others, { useTypeID, amount }].sort((a, b) => a.useTypeID - b.useTypeID)
      edit(itemID, { prices })
    },
    publish: (itemID: number) => void edit(itemID, { publishToEcom: true }),
    unpublish: (itemID: number) => void edit(itemID, { publishToEcom: false }),
    /** Archiving empties the shelves for good. */
    archive: (itemID: number) => {
      edit(itemID, { archived: true })
      for (const row of [...state.itemShops.having('itemID', itemID)])
        if (row.qoh !== 0) quantity(row, 0, true)
    },
    unarchive: (itemID: number) => void edit(itemID, { archived: false }),
    /** Any other columns of an item. */
    edit: (itemID: number, columns: Partial<Item>) => void edit(itemID, columns),
    addItem: ({ stock = {}, ...columns }: NewItem): number => {
      const itemID = state.items.nextId()
      state.items.add({ ...newItem(itemID, now()), ...columns })
      state.inventories.add({ inventoryID: itemID, itemID })
      for (const shopID of [0, ...state.shops.ordered('shopID').map((shop) => shop.shopID)])
        shopRow(itemID, shopID)
      for (const [shopID, qoh] of Object.entries(stock)) setQoh(itemID, qoh, Number(shopID))
      return itemID
    },
    tag: (itemID: number, name: string) =>
      related(itemID, { tagIDs: [...new Set([...itemAt(itemID).tagIDs, tagged(name)])] }),
    untag: (itemID: number, name: string) =>
      related(itemID, { tagIDs: itemAt(itemID).tagIDs.filter((tagID) => tagID !== tagged(name)) }),
    renameCategory: (categoryID: number, name: string) => {
      state.categories.change(categoryID, { name, timeStamp: now() })
      renumber(state, now())
    },
    addCategory: (name: string, parentID = 0): number => {
      const categoryID = state.categories.nextId()
      const place = { nodeDepth: 0, fullPathName: name, leftNode: 0, rightNode: 0 }
      state.categories.add({ categoryID, name, ...place, createTime: now(), timeStamp: now(), parentID })
      renumber(state, now())
      return categoryID
    },
    renamePriceLevel: (priceLevelID: number, name: string) =>
      void state.priceLevels.change(priceLevelID, { name }),
    /** A locked employee's programs stop working. */
    lockEmployee: (employeeID: number) => void state.employees.change(employeeID, { lockOut: true }),
    takeRight: (employeeID: number, name: string) => {
      const rights = state.employees.get(employeeID)?.rights ?? []
      state.employees.change(employeeID, { rights: rights.filter((right) => right.name !== name) })
    },
  }
}

/** Tags are kept in lower case without spaces. https://developers.lightspeedhq.com/retail/endpoints/Tag/ */
const normalTag = (name: string): string => name.toLowerCase().replace(/[\s,]+/g, '')

/** Numbers the tree anew. A category whose numbers moved has a new time stamp (recorded). */
function renumber(state: State, now: Seconds): void {
  let next = 1
  const visit = (parentID: number, path: string, nodeDepth: number): void => {
    const children = [...state.categories.having('parentID', parentID)]
    for (const child of children.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))) {
      const leftNode = next++
      const fullPathName = path === '' ? child.name : `${path}/${child.name}`
      visit(child.categoryID, fullPathName, nodeDepth + 1)
      const place = { leftNode, rightNode: next++, fullPathName, nodeDepth }
      const moved = child.leftNode !== place.leftNode || child.rightNode !== place.rightNode
      state.categories.change(child.categoryID, { ...place, ...(moved && { timeStamp: now }) })
    }
  }
  visit(0, '', 0)
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

/** What the service fills in (recorded). */
function newItem(itemID: number, now: Seconds): Item {
  return {
    itemID,
    systemSku: String(210_000_000_006 + itemID),
    defaultCost: 0,
    avgCost: 0,
    discountable: true,
    tax: true,
    archived: false,
    itemType: 'default',
    serialized: false,
    description: '',
    modelYear: 0,
    upc: '',
    ean: '',
    customSku: '',
    manufacturerSku: '',
    createTime: now,
    timeStamp: now,
    publishToEcom: false,
    categoryID: 0,
    taxClassID: 1,
    departmentID: 0,
    itemMatrixID: 0,
    manufacturerID: 0,
    seasonID: 0,
    defaultVendorID: 0,
    itemECommerceID: 0,
    prices: [
      { useTypeID: 1, amount: 0 },
      { useTypeID: 2, amount: 0 },
    ],
    tagIDs: [],
  }
}
