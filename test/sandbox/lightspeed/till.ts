import type { SandboxClock } from '../types.ts'
import { renumber } from './category-tree.ts'
import { newItem, newMatrix } from './new-item.ts'
import type { Options } from './options.ts'
import { createPictures } from './pictures.ts'
import type { Item, Matrix, Seconds } from './records.ts'
import type { State } from './state.ts'
import { createStock } from './stock.ts'

export type NewItem = { description: string } & Partial<Omit<Item, 'itemID' | 'description'>> & {
    /** Quantity on hand by shopID. */
    stock?: Record<number, number>
  }

export type NewMatrix = { description: string } & Partial<Omit<Matrix, 'itemMatrixID' | 'description'>>

/** What happens in the merchant's shop. Every verb moves the time stamps that the real service moves. */
export type Till = ReturnType<typeof createTill>

/**
 * Stock verbs move the time stamp of the shop's ItemShop row and of the total, never that of the item; the others move
 * the item's. https://developers.lightspeedhq.com/retail/endpoints/Item/
 */
export function createTill(state: State, clock: SandboxClock, options: Options) {
  const now = (): Seconds => Math.floor(clock.now() / 1000)
  const stock = createStock(state, clock, options)

  const itemAt = (itemID: number): Item => {
    const item = state.items.get(itemID)
    if (item === undefined) throw new Error(`there is no item ${itemID}`)
    return item
  }

  const edit = (itemID: number, columns: Partial<Item>): Item =>
    state.items.change(itemID, { ...columns, timeStamp: now() })

  const firstShop = (): number => state.shops.ordered('shopID').find((shop) => !shop.archived)?.shopID ?? 1

  const move = (itemID: number, by: number, shopID: number | undefined, reason: string): void => {
    itemAt(itemID)
    stock.move(itemID, by, shopID ?? firstShop(), reason)
  }

  const related = (itemID: number, columns: Partial<Item>): void => {
    if (options.relatedMovesItem) edit(itemID, columns)
    else state.items.change(itemID, columns)
  }

  const tagged = (name: string): number => {
    const normal = normalTag(name)
    const known = state.tags.ordered('name').find((tag) => tag.name === normal)
    return (known ?? state.tags.add({ tagID: state.tags.nextId(), name: normal })).tagID
  }

  const placeCategory = (categoryID: number, columns: { name: string } | { parentID: number }): void => {
    state.categories.change(categoryID, { ...columns, timeStamp: now() })
    renumber(state, now())
  }

  const { answer: picture, ...pictures } = createPictures(state, clock, related)

  return {
    /** The service's time. */
    now,
    ...pictures,
    /** The file of a picture; undefined for what is no address of one. */
    picture,
    sell: (itemID: number, units: number, shopID?: number) =>
      move(itemID, -units, shopID, 'RemoveForTransaction'),
    receive: (itemID: number, units: number, shopID?: number) => move(itemID, units, shopID, 'AddForOrder'),
    setQoh: (itemID: number, qoh: number, shopID?: number) => {
      itemAt(itemID)
      stock.setQoh(itemID, qoh, shopID ?? firstShop(), 'manualAdjustQOH')
    },
    rename: (itemID: number, description: string) => void edit(itemID, { description }),
    setCustomSku: (itemID: number, customSku: string) => void edit(itemID, { customSku }),
    setUpc: (itemID: number, upc: string) => void edit(itemID, { upc }),
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
      stock.empty(itemID)
    },
    /** One item is archived and its stock goes to the other; nothing but the log says so. */
    merge: (losing: number, surviving: number) => {
      for (const { shopID, qoh } of stock.rowsOf(losing).filter((row) => row.shopID !== 0)) {
        stock.move(losing, -qoh, shopID, 'DeletedByMerge')
        stock.move(surviving, qoh, shopID, 'ModifiedByMerge')
      }
      edit(losing, { archived: true })
      edit(surviving, {})
    },
    unarchive: (itemID: number) => void edit(itemID, { archived: false }),
    /** Any other columns of an item. */
    edit: (itemID: number, columns: Partial<Item>) => void edit(itemID, columns),
    addItem: ({ stock: quantities = {}, ...columns }: NewItem): number => {
      const itemID = state.items.nextId()
      const prices = state.priceLevels
        .ordered('priceLevelID')
        .map((level) => ({ useTypeID: level.priceLevelID, amount: 0 }))
      state.items.add({ ...newItem(itemID, now()), prices, ...columns })
      state.inventories.add({ inventoryID: itemID, itemID })
      for (const shopID of [0, ...state.shops.ordered('shopID').map((shop) => shop.shopID)])
        stock.row(itemID, shopID)
      for (const [shopID, qoh] of Object.entries(quantities))
        stock.setQoh(itemID, qoh, Number(shopID), 'manualAdjustQOH')
      return itemID
    },
    /** These tags and no others. */
    retag: (itemID: number, names: readonly string[]) =>
      related(itemID, { tagIDs: [...new Set(names.map(tagged))].sort((a, b) => a - b) }),
    tag: (itemID: number, name: string) =>
      related(itemID, { tagIDs: [...new Set([...itemAt(itemID).tagIDs, tagged(name)])] }),
    untag: (itemID: number, name: string) =>
      related(itemID, { tagIDs: itemAt(itemID).tagIDs.filter((tagID) => tagID !== tagged(name)) }),
    /** Leaves no trace on the items that had it. */
    deleteTag: (name: string) => {
      const tagID = tagged(name)
      state.tags.remove(tagID)
      for (const item of state.items.ordered('itemID'))
        if (item.tagIDs.includes(tagID))
          state.items.change(item.itemID, { tagIDs: item.tagIDs.filter((each) => each !== tagID) })
    },
    addVendor: (name: string): number => {
      const vendorID = state.vendors.nextId()
      const usual = { archived: false, accountNumber: '', priceLevel: '', shareSellThrough: false }
      const updates = { updatePrice: false, updateCost: false, updateDescription: false }
      state.vendors.add({ vendorID, name, ...usual, ...updates, timeStamp: now() })
      return vendorID
    },
    renameVendor: (vendorID: number, name: string) =>
      void state.vendors.change(vendorID, { name, timeStamp: now() }),
    /** @param type `string`, `date`, `boolean`, `single_choice`, … */
    addCustomField: (name: string, type: string): number => {
      const customFieldID = state.customFields.nextId()
      state.customFields.add({ customFieldID, name, type })
      return customFieldID
    },
    addManufacturer: (name: string): number => {
      const manufacturerID = state.manufacturers.nextId()
      state.manufacturers.add({ manufacturerID, name, createTime: now(), timeStamp: now() })
      return manufacturerID
    },
    renameManufacturer: (manufacturerID: number, name: string) =>
      void state.manufacturers.change(manufacturerID, { name, timeStamp: now() }),
    /** One is gone, and its items go to the other. */
    mergeManufacturers: (losing: number, surviving: number) => {
      state.manufacturers.remove(losing)
      for (const { itemID } of state.items.ordered('itemID').filter((item) => item.manufacturerID === losing))
        edit(itemID, { manufacturerID: surviving })
    },
    addTag: tagged,
    renameTag: (tagID: number, name: string) => void state.tags.change(tagID, { name: normalTag(name) }),
    renameCategory: (categoryID: number, name: string) => placeCategory(categoryID, { name }),
    moveCategory: (categoryID: number, parentID: number) => placeCategory(categoryID, { parentID }),
    addCategory: (name: string, parentID = 0): number => {
      const categoryID = state.categories.nextId()
      const place = { nodeDepth: 0, fullPathName: name, leftNode: 0, rightNode: 0 }
      state.categories.add({ categoryID, name, ...place, createTime: now(), timeStamp: now(), parentID })
      renumber(state, now())
      return categoryID
    },
    deleteCategory: (categoryID: number) => {
      state.categories.remove(categoryID)
      for (const item of [...state.items.having('categoryID', categoryID)])
        state.items.change(item.itemID, { categoryID: 0 })
      renumber(state, now())
    },
    addMatrix: ({ description, ...columns }: NewMatrix): number => {
      const itemMatrixID = state.matrices.nextId()
      const prices = state.priceLevels
        .ordered('priceLevelID')
        .map((level) => ({ useTypeID: level.priceLevelID, amount: 0 }))
      state.matrices.add({ ...newMatrix(itemMatrixID, now()), description, prices, ...columns })
      return itemMatrixID
    },
    /** What varies in matrices of this kind; answers its number. */
    addAttributeSet: (
      name: string,
      [attributeName1 = '', attributeName2 = '', attributeName3 = '']: string[],
    ) => {
      const itemAttributeSetID = state.attributeSets.nextId()
      state.attributeSets.add({ itemAttributeSetID, name, attributeName1, attributeName2, attributeName3 })
      return itemAttributeSetID
    },
    /** Any other columns of a matrix; its items do not move with it. */
    editMatrix: (itemMatrixID: number, columns: Partial<Matrix>) =>
      void state.matrices.change(itemMatrixID, { ...columns, timeStamp: now() }),
    /** Archiving a matrix archives its items. */
    archiveMatrix: (itemMatrixID: number) => {
      state.matrices.change(itemMatrixID, { archived: true, timeStamp: now() })
      for (const { itemID } of [...state.items.having('itemMatrixID', itemMatrixID)]) {
        edit(itemID, { archived: true })
        stock.empty(itemID)
      }
    },
    /** A further shop like the first. Whether every item has a row in it at once is a switch. */
    openShop: (name: string): number => {
      const first = state.shops.get(firstShop())
      if (first === undefined) throw new Error('there is no shop to copy')
      const shopID = state.shops.nextId()
      state.shops.add({ ...first, shopID, name, timeStamp: now() })
      if (options.rowsOfNewShop === 'at-once')
        for (const { itemID } of state.items.ordered('itemID')) stock.row(itemID, shopID)
      return shopID
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
