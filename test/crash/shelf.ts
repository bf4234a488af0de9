import type { Shop } from '../sandbox/magento/shop.ts'

/** What a customer could tell apart of a product: all that the shop holds but its number and its dates. */
export type Shelved = {
  readonly sku: string
  readonly websiteIds: readonly number[]
  /** In scope all: name, price, status, web address and every other attribute. */
  readonly values: Readonly<Record<string, string>>
  /** Quantity by source, and whether it is for sale there. */
  readonly stock: Readonly<Record<string, readonly [quantity: number, status: number]>>
}

/** Everything in the shop, in the order of its SKUs, so that two shops can be compared whole. */
export function shelves(shop: Shop): readonly Shelved[] {
  return shop
    .products()
    .map(({ sku, websiteIds, views }) => ({
      sku,
      websiteIds,
      values: views.all ?? {},
      stock: Object.fromEntries(
        shop
          .sourceItems(sku)
          .map(({ sourceCode, quantity, status }) => [sourceCode, [quantity, status] as const]),
      ),
    }))
    .toSorted((one, other) => (one.sku < other.sku ? -1 : 1))
}

/** One text for all SKUs that the shop takes for the same: it does not tell `É-1` from `e-1 `. */
export const skuKey = (sku: string): string =>
  sku.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trimEnd()

/** SKUs that more than one product has. */
export function doubles(shop: Shop): readonly string[] {
  const seen = new Map<string, number>()
  for (const sku of shop.skus()) {
    seen.set(skuKey(sku), (seen.get(skuKey(sku)) ?? 0) + 1)
  }
  return [...seen].filter(([, count]) => count > 1).map(([key]) => key)
}
