import { z } from 'zod'
import { type Instant, ItemId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { changedSince, type Known, type Page, pages } from '../pages.ts'
import {
  decimal,
  flag,
  id,
  instant,
  laterFlag,
  many,
  maybeDecimal,
  maybeInstant,
  maybeNumber,
  number,
  one,
  reference,
  text,
} from '../wire.ts'
import { ItemShop } from './item-shops.ts'

export const ItemPrice = z.object({ amount: decimal, useTypeID: id, useType: text })
export type ItemPrice = z.infer<typeof ItemPrice>

const CustomFieldValue = z.object({
  customFieldID: id,
  name: text,
  type: text,
  /** Text, or for a choice the record of the chosen value. */
  value: z.unknown().optional(),
})

const Image = z.object({
  imageID: id,
  filename: text,
  description: text,
  ordering: maybeNumber,
  publicID: text,
  baseImageURL: text,
  timeStamp: maybeInstant,
})

/**
 * An item with every relation that a mapping may use.
 *
 * Source: https://developers.lightspeedhq.com/retail/endpoints/Item/
 */
export const Item = z.object({
  itemID: id.pipe(ItemId),
  systemSku: text,
  customSku: text,
  manufacturerSku: text,
  upc: text,
  ean: text,
  /** The only name an item has. */
  description: text,
  /** `default`, `non_inventory`, `box`, `assembly`. */
  itemType: text,
  archived: flag,
  tax: flag,
  /** Marked for the web shop; accounts of before 2018 lack it. */
  publishToEcom: laterFlag,
  defaultCost: maybeDecimal,
  /** Does not move when stock changes. */
  timeStamp: instant,
  createTime: maybeInstant,
  categoryID: reference,
  taxClassID: reference,
  itemMatrixID: reference,
  manufacturerID: reference,
  defaultVendorID: reference,
  Note: one(z.object({ note: text })),
  ItemAttributes: one(
    z.object({ attribute1: text, attribute2: text, attribute3: text, itemAttributeSetID: reference }),
  ),
  ItemECommerce: one(
    z.object({
      longDescription: text,
      shortDescription: text,
      weight: maybeDecimal,
      width: maybeDecimal,
      height: maybeDecimal,
      length: maybeDecimal,
      listOnStore: laterFlag,
    }),
    'ItemECommerce',
  ),
  Prices: many('ItemPrice', ItemPrice),
  ItemShops: many('ItemShop', ItemShop),
  ItemVendorNums: many('ItemVendorNum', z.object({ value: text, vendorID: reference, cost: maybeDecimal })),
  ItemComponents: many('ItemComponent', z.object({ componentItemID: id, quantity: number })),
  TagRelations: many('TagRelation', z.object({ tagID: id })),
  CustomFieldValues: many('CustomFieldValue', CustomFieldValue),
  Images: many('Image', Image),
})
export type Item = z.infer<typeof Item>

const items = { resource: 'Item', id: 'itemID', schema: Item }

/**
 * Every relation that a mapping may use and that no list holds: a changed mapping then never asks Lightspeed again. The
 * names of categories, tax classes, manufacturers and tags come from their lists.
 */
const relations = [
  'Note',
  'ItemAttributes',
  'ItemECommerce',
  'ItemVendorNums',
  'ItemComponents',
  'TagRelations',
  'CustomFieldValues',
  'CustomFieldValues.value',
  'Images',
] as const

/**
 * Items that changed at or after an instant, oldest first; null for every item, by id, with its stock.
 *
 * Archived ones too: archiving is how items leave. A delta has no stock, as `timeStamp` does not move with it.
 * A page costs 1 unit and 0.2 or 0.4 for each relation.
 */
export const changedItems = (
  api: LightspeedApi,
  since: Instant | null,
  known?: Known,
): AsyncIterable<Result<Page<Item>, LightspeedError>> =>
  since === null
    ? pages(api, items, { archived: 'true', sort: 'itemID' }, [...relations, 'ItemShops'], known)
    : pages(
        api,
        items,
        { timeStamp: changedSince(since), archived: 'true', sort: 'timeStamp' },
        relations,
        known,
      )

/** An item with the tags that it was asked for; others may be missing. */
const TaggedItem = Item.pick({ itemID: true, TagRelations: true })
export type TaggedItem = z.infer<typeof TaggedItem>

/**
 * Items that bear one of these tags, at most 100, by id; archived ones too. Giving and taking a tag moves no item
 * (https://developers.lightspeedhq.com/retail/introduction/relations/), so this is how it is seen. 1.4 units a page.
 */
export const taggedItems = (
  api: LightspeedApi,
  tagIds: readonly string[],
): AsyncIterable<Result<Page<TaggedItem>, LightspeedError>> =>
  pages(
    api,
    { resource: 'Item', id: 'itemID', schema: TaggedItem },
    { 'TagRelations.tagID': `IN,[${tagIds.join(',')}]`, archived: 'true', sort: 'itemID' },
    ['TagRelations'],
  )

/** Chosen items with their stock, archived ones too; asked for in pages of at most 100 ids (Lightspeed's limit). */
export async function* itemsById(
  api: LightspeedApi,
  ids: readonly ItemId[],
  known?: Known,
): AsyncIterable<Result<Page<Item>, LightspeedError>> {
  for (let start = 0; start < ids.length; start += 100) {
    const chosen = ids.slice(start, start + 100).join(',')
    const query = { itemID: `IN,[${chosen}]`, archived: 'true', sort: 'itemID' }
    yield* pages(api, items, query, [...relations, 'ItemShops'], known)
  }
}
