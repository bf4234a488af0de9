import { z } from 'zod'
import { ShopId } from '../../../shared/ids.ts'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { type Page, pages } from '../pages.ts'
import { flag, id, maybeInstant, reference, text } from '../wire.ts'
/** Source: https://developers.lightspeedhq.com/retail/endpoints/Shop/ */
export const Shop = z.object({
  shopID: id.pipe(ShopId),
  name: text,
  timeZone: text,
  archived: flag,
  timeStamp: maybeInstant,
  taxCategoryID: reference,
  priceLevelID: reference,
})
export type Shop = z.infer<typeof Shop>

const shopList = { resource: 'Shop', id: 'shopID', schema: Shop }

/** Every shop that is not archived, by id. 1 unit. */
export const shops = (api: LightspeedApi): AsyncIterable<Result<Page<Shop>, LightspeedError>> =>
  pages(api, shopList, { sort: 'shopID' }, [])
