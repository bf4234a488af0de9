import { z } from 'zod'
import { type Instant, ItemId, ShopId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { changedSince, type Page, pages, type Raw, type Row, readRow } from '../pages.ts'
import { id, instant, maybeNumber, members, perhapsNumber } from '../wire.ts'

/**
 * The stock of one item in one shop. Shop `0` is the total of all shops: never add it up.
 *
 * Source: https://developers.lightspeedhq.com/retail/endpoints/ItemShop/
 */
export const ItemShop = z.object({
  itemShopID: id,
  itemID: id.pipe(ItemId),
  shopID: id.pipe(ShopId),
  /** Quantity on hand; may be negative. Null where no number came: that is never zero, and hides nothing else of the item. */
  qoh: perhapsNumber,
  /** Cut off at 0 by Lightspeed; accounts of before 2025 lack it. */
  sellable: maybeNumber,
  timeStamp: instant,
})
export type ItemShop = z.infer<typeof ItemShop>

const itemShops = { resource: 'ItemShop', id: 'itemShopID', schema: ItemShop }

/** The stock rows that ride on an item. */
export const itemShopsOf = (item: Raw): readonly Row<ItemShop>[] =>
  members(item.ItemShops, itemShops.resource).map((raw) => readRow(itemShops, raw))

/** Stock rows that changed at or after an instant, oldest first; null for every row, by id. 1 unit a page. */
export const changedItemShops = (
  api: LightspeedApi,
  since: Instant | null,
): AsyncIterable<Result<Page<ItemShop>, LightspeedError>> =>
  pages(
    api,
    itemShops,
    since === null ? { sort: 'itemShopID' } : { timeStamp: changedSince(since), sort: 'timeStamp' },
    [],
  )
