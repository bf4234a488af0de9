import { z } from 'zod'
import { ItemId } from './ids.ts'
import { Message } from './message.ts'

/** One value that a store view holds itself, which hides what is sent for all of them. */
export const Override = z.object({
  /** Of the product. */
  sku: z.string(),
  name: z.string(),
  /** Code of the store view. */
  view: z.string(),
  attribute: z.string(),
  /** What the view shows, and what it would show without a value of its own; empty where there is none. */
  own: z.string(),
  inAll: z.string(),
})
export type Override = z.infer<typeof Override>

/** A look at some of the paired products. */
export const OverridePage = z.object({
  rows: z.array(Override),
  /** Products looked at on this page, and how many are paired in all. */
  looked: z.number().int(),
  total: z.number().int(),
  /** Store views by code and name. */
  views: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Where the next page begins; null after the last one. */
  next: ItemId.nullable(),
})
export type OverridePage = z.infer<typeof OverridePage>

/** Overrides that are looked at or cleared in one call at most. */
export const OVERRIDES_AT_ONCE = 100

/** What became of overrides that were to be cleared. */
export const Cleared = z.object({
  cleared: z.number().int(),
  left: z.array(
    z.object({ sku: z.string(), view: z.string(), attributes: z.array(z.string()), why: Message }),
  ),
})
export type Cleared = z.infer<typeof Cleared>
