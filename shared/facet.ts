import { z } from 'zod'
import { SourceCode } from './ids.ts'

/** The parts of a product that change at different speeds and have different cheapest writes. */
export const FacetName = z.enum([
  'details',
  'status',
  'price',
  'tiers',
  'placement',
  'images',
  'variants',
  'stock',
])
export type FacetName = z.infer<typeof FacetName>

/**
 * What one facet of a product holds: attribute code → value as text.
 *
 * `details`: `name`, `weight`, `attribute_set_id`, `tax_class_id`, `description` and whatever else the mapping fills.
 * `status`: `status` (1 enabled, 2 disabled), `visibility` (1 not by itself, 2 catalogue, 3 search, 4 both).
 * `price`: `price`, `special_price` and its days. `tiers`: prices for many pieces or a group of customers, `wholesale/10`.
 * `placement`: categories. `images`: pictures with order, label and roles. `variants`: what a configurable product varies
 * in, and its children. Each of these three is told in the till's terms, and is written once the product is there.
 * `stock`, one per source: `quantity`, `in_stock` (1 or 0).
 * A code that is absent is not ours to write: nothing in Lightspeed never empties what the shop wrote itself.
 */
export const FacetValue = z.record(z.string(), z.string())
export type FacetValue = z.infer<typeof FacetValue>

/** What a write sends: null empties a value that an earlier write of ours had filled. */
export const FacetWrite = z.record(z.string(), z.string().nullable())
export type FacetWrite = z.infer<typeof FacetWrite>

/** The sum behind a stock number, for explain: `max(0, L + H − U − min(safety, max(0, L − U)))`. */
export const StockSum = z.object({
  source: SourceCode,
  shops: z.array(z.object({ shopId: z.string(), name: z.string(), qoh: z.number() })),
  /** L: sum of the shops' quantity on hand. */
  onHand: z.number(),
  /** H: units that Magento still reserves there. */
  reserved: z.number(),
  /** U: units of orders in our scope that are not yet in Lightspeed. */
  unexported: z.number(),
  safety: z.number(),
  /** What is sent. */
  push: z.number(),
})
export type StockSum = z.infer<typeof StockSum>
