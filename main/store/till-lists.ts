import { z } from 'zod'

/** Records by their id, each with the fields that a mapping may read. */
const Entries = z.record(z.string(), z.record(z.string(), z.string()))

/** The till's small lists, by the name that an item's relation to them has: items only refer to them. */
export const TillLists = z.object({
  Category: Entries,
  TaxClass: Entries,
  Manufacturer: Entries,
  Tag: Entries,
  /** In no ledger from before it was read. */
  Vendor: Entries.default({}),
})
export type TillLists = z.infer<typeof TillLists>

export const noTillLists: TillLists = { Category: {}, TaxClass: {}, Manufacturer: {}, Tag: {}, Vendor: {} }
