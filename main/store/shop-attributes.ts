import { z } from 'zod'

/** An attribute of the shop, as far as it matters whether variants can differ in it. */
export const ShopAttribute = z.object({
  id: z.number(),
  code: z.string(),
  label: z.string(),
  /** `select`, `text`, `multiselect`, … */
  input: z.string(),
  scope: z.enum(['global', 'website', 'store']),
  /** Made by the merchant and not Magento's own. */
  isUserDefined: z.boolean(),
})
export type ShopAttribute = z.infer<typeof ShopAttribute>

/** Attributes that a merchant could mean, and which of them are in the attribute sets that products are made with. */
export const ShopAttributes = z.object({
  attributes: z.array(ShopAttribute),
  /** Codes by the set's id. A set that is not here was not read. */
  sets: z.record(z.string(), z.array(z.string())),
})
export type ShopAttributes = z.infer<typeof ShopAttributes>

export const noShopAttributes: ShopAttributes = { attributes: [], sets: {} }
