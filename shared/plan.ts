import { z } from 'zod'
import { FacetName } from './facet.ts'
import { Instant, ItemId, RunId } from './ids.ts'

/** One entry of a plan, as the merchant reads it. */
export const PlanRow = z.object({
  itemId: ItemId,
  sku: z.string(),
  name: z.string(),
  kind: z.enum(['create', 'update', 'adopt', 'disable', 'stock']),
  /** The product was found by the item's barcode, so it has another SKU than the item. */
  byBarcode: z.boolean(),
  facet: FacetName,
  /** What Magento holds, as far as known, and what it would hold. */
  fields: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
})
export type PlanRow = z.infer<typeof PlanRow>

export const PlanSummary = z.object({
  runId: RunId,
  madeAt: Instant,
  /** Items that the selection takes in. */
  selected: z.number().int(),
  create: z.number().int(),
  update: z.number().int(),
  adopt: z.number().int(),
  disable: z.number().int(),
  stock: z.number().int(),
  unchanged: z.number().int(),
  held: z.number().int(),
  /** Products that exist in Magento and would be written over. */
  overwrites: z.number().int(),
  /** Products that were found by the item's barcode. */
  byBarcode: z.number().int(),
  /** Pictures that these products would show. */
  pictures: z.number().int(),
})
export type PlanSummary = z.infer<typeof PlanSummary>
