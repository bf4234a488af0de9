import { z } from 'zod'
import type { Result } from '../../../shared/result.ts'
import type { LightspeedApi } from '../api.ts'
import type { LightspeedError } from '../errors.ts'
import { type Page, pages } from '../pages.ts'
import { decimal, flag, id, maybeInstant, text } from '../wire.ts'

/** Source: https://developers.lightspeedhq.com/retail/endpoints/TaxClass/ */
export const TaxClass = z.object({ taxClassID: id, name: text, timeStamp: maybeInstant })
export type TaxClass = z.infer<typeof TaxClass>

/** A sales tax. Rates are fractions: `0.0875`. Source: https://developers.lightspeedhq.com/retail/endpoints/TaxCategory/ */
export const TaxCategory = z.object({
  taxCategoryID: id,
  isTaxInclusive: flag,
  tax1Name: text,
  tax2Name: text,
  tax1Rate: decimal,
  tax2Rate: decimal,
  timeStamp: maybeInstant,
})
export type TaxCategory = z.infer<typeof TaxCategory>

const classes = { resource: 'TaxClass', id: 'taxClassID', schema: TaxClass }

/** Every tax class. 1 unit. */
export const taxClasses = (api: LightspeedApi): AsyncIterable<Result<Page<TaxClass>, LightspeedError>> =>
  pages(api, classes, {}, [])

const categories = { resource: 'TaxCategory', id: 'taxCategoryID', schema: TaxCategory }

/** Every sales tax, by id. 1 unit. */
export const taxCategories = (
  api: LightspeedApi,
): AsyncIterable<Result<Page<TaxCategory>, LightspeedError>> =>
  pages(api, categories, { sort: 'taxCategoryID' }, [])
