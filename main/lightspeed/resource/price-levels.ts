import { z } from 'zod'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { type Page, pages } from '../pages.ts'
import { flag, id, text } from '../wire.ts'

/**
 * A price level. Its id is the `useTypeID` of an item's prices: 1 Default, 2 MSRP, others as the merchant names them.
 *
 * Source: https://developers.lightspeedhq.com/retail/endpoints/PriceLevel/
 */
export const PriceLevel = z.object({ priceLevelID: id, name: text, archived: flag, type: text })
export type PriceLevel = z.infer<typeof PriceLevel>

const levels = { resource: 'PriceLevel', id: 'priceLevelID', schema: PriceLevel }

/** Every price level. 1 unit. */
export const priceLevels = (api: LightspeedApi): AsyncIterable<Result<Page<PriceLevel>, LightspeedError>> =>
  pages(api, levels, {}, [])
