import { eCommerceFields, itemFields } from './fields.ts'
import type { ECommerce, Item, Price } from './records.ts'
import { Refusal } from './refusal.ts'
import { notFound } from './resource.ts'
import { columnsIn, type Input, membersIn } from './wire-input.ts'
import type { Writer, WriterParts } from './writers.ts'

/** What a client may set; ids, times, `systemSku` and `avgCost` are the service's own. */
const writable = [
  'defaultCost',
  'discountable',
  'tax',
  'itemType',
  'serialized',
  'description',
  'modelYear',
  'upc',
  'ean',
  'customSku',
  'manufacturerSku',
  'publishToEcom',
  'categoryID',
  'taxClassID',
  'departmentID',
  'itemMatrixID',
  'manufacturerID',
  'seasonID',
  'defaultVendorID',
] as const satisfies (keyof Item)[]

const noECommerce: ECommerce = {
  longDescription: '',
  shortDescription: '',
  weight: 0,
  width: 0,
  height: 0,
  length: 0,
  listOnStore: false,
}

/** https://developers.lightspeedhq.com/retail/endpoints/Item/ */
export function itemWriter({ state, till, options }: WriterParts): Writer {
  const columnsOf = (input: Input): Partial<Item> => columnsIn<Item>(itemFields, writable, input)

  const itemAt = (itemID: number): Item => {
    const item = state.items.get(itemID)
    if (item === undefined) throw notFound('Item', itemID)
    return item
  }

  /** Levels that are not sent keep their price. */
  const prices = (itemID: number, input: Input): void => {
    const sent = membersIn(input, 'Prices', 'ItemPrice').map(
      (price): Price => ({ useTypeID: Number(price.useTypeID), amount: Number(price.amount) || 0 }),
    )
    for (const { useTypeID, amount } of sent) till.setPrice(itemID, amount, useTypeID)
  }

  /** Read before anything is written, so that a refused request changes nothing. */
  const quantities = (item: Item, input: Input): { shopID: number; qoh: number }[] => {
    const sent = membersIn(input, 'ItemShops', 'ItemShop')
    const shared = (code: 'upc' | 'ean'): boolean =>
      item[code] !== '' &&
      state.items.ordered('itemID').some((other) => other !== item && other[code] === item[code])
    if (sent.length > 0 && (shared('upc') || shared('ean')))
      throw new Refusal(422, 'Another item has the same UPC or EAN.')
    return sent.map((row) => {
      const known = state.itemShops.get(Number(row.itemShopID))
      const shopID = known?.itemID === item.itemID ? known.shopID : Number(row.shopID)
      const qoh = Number(row.qoh)
      if (state.shops.get(shopID) === undefined || !Number.isFinite(qoh))
        throw new Refusal(400, 'ItemShops: each needs the itemShopID or the shopID of a shop, and qoh.')
      return { shopID, qoh }
    })
  }

  const related = (itemID: number, input: Input): void => {
    prices(itemID, input)
    const item = itemAt(itemID)
    const eCommerce = membersIn({ own: input }, 'own', 'ItemECommerce')[0]
    if (eCommerce !== undefined)
      till.edit(itemID, {
        eCommerce: {
          ...noECommerce,
          ...item.eCommerce,
          ...columnsIn<ECommerce>(eCommerceFields, Object.keys(eCommerceFields), eCommerce),
        },
      })
    const tags = membersIn({ own: input }, 'own', 'Tags')[0]?.tag
    if (tags !== undefined || input.Tags === '') till.retag(itemID, [tags ?? []].flat().map(String))
  }

  const archived = (itemID: number, input: Input): void => {
    if (!('archived' in input)) return
    if (String(input.archived) === 'false') till.unarchive(itemID)
    else if (options.archivedByWriting === 'refused')
      throw new Refusal(400, 'An Item is archived with DELETE, not by setting archived.')
  }

  return {
    uninvited: '["ItemShops"]',
    create: (input) => {
      const columns = columnsOf(input)
      if (!columns.description) throw new Refusal(400, 'Item not created. An Item must have a description.')
      const itemID = till.addItem({ ...columns, description: columns.description })
      const moves = quantities(itemAt(itemID), input)
      related(itemID, input)
      for (const { shopID, qoh } of moves) till.setQoh(itemID, qoh, shopID)
      return itemID
    },
    update: (itemID, input) => {
      const moves = quantities(itemAt(itemID), input)
      const columns = columnsOf(input)
      if (columns.description === '')
        throw new Refusal(400, 'Item not updated. An Item must have a description.')
      archived(itemID, input)
      if (Object.keys(columns).length > 0) till.edit(itemID, columns)
      related(itemID, input)
      for (const { shopID, qoh } of moves) till.setQoh(itemID, qoh, shopID)
    },
    end: { deletes: false, act: till.archive },
  }
}
