import { z } from 'zod'
import { Decimal, SourceCode } from './ids.ts'

/** The parts of a product that change at different speeds and have different cheapest writes. */
export const FacetName = z.enum(['details', 'status', 'price', 'stock'])
export type FacetName = z.infer<typeof FacetName>

/** Magento's value for an attribute: custom attributes travel as text, null clears. */
export const AttributeValue = z.string().nullable()
export type AttributeValue = z.infer<typeof AttributeValue>

/** Name, description, weight, tax class, attribute set and every attribute that the mapping fills. */
export const DetailsFacet = z.object({
  name: z.string(),
  attributeSetId: z.number().int(),
  weight: Decimal.nullable(),
  /** Attribute code → value; includes `tax_class_id`, `description`, `short_description`. */
  attributes: z.record(z.string(), AttributeValue),
})
export type DetailsFacet = z.infer<typeof DetailsFacet>

export const StatusFacet = z.object({
  enabled: z.boolean(),
  /** Magento: 1 not visible individually, 2 catalogue, 3 search, 4 both. */
  visibility: z.number().int().min(1).max(4),
})
export type StatusFacet = z.infer<typeof StatusFacet>

/** Null means: not filled by the mapping, so not sent (price) or none (special price). */
export const PriceFacet = z.object({
  price: Decimal.nullable(),
  specialPrice: Decimal.nullable(),
})
export type PriceFacet = z.infer<typeof PriceFacet>

/** One per source. */
export const StockFacet = z.object({
  source: SourceCode,
  quantity: z.number(),
  inStock: z.boolean(),
})
export type StockFacet = z.infer<typeof StockFacet>

export type FacetValue = DetailsFacet | StatusFacet | PriceFacet | StockFacet

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
