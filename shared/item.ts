import { z } from 'zod'
import { FacetName, StockSum } from './facet.ts'
import { Instant, ItemId } from './ids.ts'
import { Message } from './message.ts'
import { Problem } from './problem.ts'

/** Where an item stands, as the catalogue page shows it. */
export const ItemState = z.enum(['online', 'waiting', 'not-online', 'needs-you'])
export type ItemState = z.infer<typeof ItemState>

export const ItemFilter = z.enum(['all', 'online', 'waiting', 'not-online', 'needs-you', 'changed-today'])
export type ItemFilter = z.infer<typeof ItemFilter>

export const ItemRow = z.object({
  itemId: ItemId,
  name: z.string(),
  sku: z.string().nullable(),
  price: z.string().nullable(),
  stock: z.number().nullable(),
  state: ItemState,
  lastSentAt: Instant.nullable(),
})
export type ItemRow = z.infer<typeof ItemRow>

export const ItemPage = z.object({
  rows: z.array(ItemRow),
  total: z.number().int(),
  counts: z.record(ItemFilter, z.number().int()),
})
export type ItemPage = z.infer<typeof ItemPage>

/** One part of the product: what it would hold, what was last acknowledged, since when. */
export const ExplainedFacet = z.object({
  facet: FacetName,
  state: z.enum(['sent', 'waiting', 'held', 'not-sent']),
  fields: z.array(
    z.object({
      field: z.string(),
      value: z.string().nullable(),
      sent: z.string().nullable(),
      /** Where the value comes from, in the mapping's words. */
      from: Message,
    }),
  ),
  sentAt: Instant.nullable(),
})
export type ExplainedFacet = z.infer<typeof ExplainedFacet>

/** "Why is this item (not) online?" */
export const Explanation = z.object({
  itemId: ItemId,
  name: z.string(),
  sku: z.string().nullable(),
  state: ItemState,
  /** The product that it is paired with; null where there is none yet. */
  product: z.object({ sku: z.string(), byBarcode: z.boolean() }).nullable(),
  /** The sentence on top, with the rule that decided. */
  why: Message,
  facets: z.array(ExplainedFacet),
  stock: z.array(StockSum),
  problems: z.array(Problem),
  links: z.object({ lightspeed: z.string().nullable(), magento: z.string().nullable() }),
  changes: z.array(
    z.object({ at: Instant, facet: FacetName, before: z.string().nullable(), after: z.string().nullable() }),
  ),
})
export type Explanation = z.infer<typeof Explanation>
