import { itemShopFields, matrixFields, vendorFields } from './fields.ts'
import type { ItemShop, Matrix, Vendor } from './records.ts'
import { Refusal } from './refusal.ts'
import { columnsIn, type Input } from './wire-input.ts'
import type { Writer, WriterParts } from './writers.ts'

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value))

/** The name where one was sent, or has to be: it cannot be blank (recorded for categories). */
function nameIn(input: Input, needed: boolean): string | undefined {
  if (!needed && !('name' in input)) return undefined
  const name = textOf(input.name)
  if (name === '') throw new Refusal(400, 'name cannot be blank.')
  return name
}

/** https://developers.lightspeedhq.com/retail/endpoints/ (Category, Vendor, Manufacturer, Tag, ItemMatrix, ItemShop) */
export function listWriters({ state, till }: WriterParts): Record<string, Writer> {
  return {
    Category: {
      baseCost: 10,
      create: (input) => till.addCategory(nameIn(input, true) ?? '', Number(input.parentID) || 0),
      update: (categoryID, input) => {
        const name = nameIn(input, false)
        if (name !== undefined) till.renameCategory(categoryID, name)
        if ('parentID' in input) till.moveCategory(categoryID, Number(input.parentID) || 0)
      },
      end: {
        deletes: true,
        act: (categoryID) => {
          if (state.categories.having('parentID', categoryID).length > 0)
            throw new Refusal(400, 'A category with sub-categories cannot be deleted.')
          till.deleteCategory(categoryID)
        },
      },
    },
    Vendor: {
      create: (input) => {
        const vendor = { ...newVendor, ...vendorColumns(input), name: nameIn(input, true) ?? '' }
        const added = { ...vendor, vendorID: state.vendors.nextId(), timeStamp: till.now() }
        return state.vendors.add(added).vendorID
      },
      update: (vendorID, input) => {
        nameIn(input, false)
        state.vendors.change(vendorID, { ...vendorColumns(input), timeStamp: till.now() })
      },
      omits: (input) => ('name' in input ? [] : ['name']), // recorded: the answer lacks a name that was not sent
      end: {
        deletes: false,
        act: (vendorID) => void state.vendors.change(vendorID, { archived: true, timeStamp: till.now() }),
      },
    },
    Manufacturer: {
      create: (input) => {
        const manufacturerID = state.manufacturers.nextId()
        const times = { createTime: till.now(), timeStamp: till.now() }
        state.manufacturers.add({ manufacturerID, name: nameIn(input, true) ?? '', ...times })
        return manufacturerID
      },
      update: (manufacturerID, input) => {
        const name = nameIn(input, false)
        if (name !== undefined) state.manufacturers.change(manufacturerID, { name, timeStamp: till.now() })
      },
    },
    Tag: {
      create: (input) => till.addTag(nameIn(input, true) ?? ''),
      update: (tagID, input) => {
        const name = nameIn(input, false)
        if (name !== undefined) till.renameTag(tagID, name)
      },
      end: { deletes: true, act: (tagID) => till.deleteTag(state.tags.get(tagID)?.name ?? '') },
    },
    ItemMatrix: {
      update: (itemMatrixID, input) => {
        const columns = columnsIn<Matrix>(
          matrixFields,
          ['description', 'categoryID', 'manufacturerID'],
          input,
        )
        if (columns.description === '') throw new Refusal(400, 'An ItemMatrix must have a description.')
        state.matrices.change(itemMatrixID, { ...columns, timeStamp: till.now() })
      },
      end: { deletes: false, act: till.archiveMatrix },
    },
    ItemShop: {
      update: (itemShopID, input) => {
        const columns = columnsIn<ItemShop>(itemShopFields, ['reorderPoint', 'reorderLevel'], input)
        state.itemShops.change(itemShopID, { ...columns, timeStamp: till.now() })
      },
    },
  }
}

const vendorColumns = (input: Input): Partial<Vendor> =>
  columnsIn<Vendor>(
    vendorFields,
    [
      'name',
      'accountNumber',
      'priceLevel',
      'updatePrice',
      'updateCost',
      'updateDescription',
      'shareSellThrough',
    ],
    input,
  )

const newVendor = {
  archived: false,
  accountNumber: '',
  priceLevel: '',
  updatePrice: false,
  updateCost: false,
  updateDescription: false,
  shareSellThrough: false,
}
