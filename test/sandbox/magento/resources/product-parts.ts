import type { Product, State } from '../state/model.ts'
import { productBySku } from '../state/products.ts'
import { noSku } from '../web/refusal.ts'
import type { ProductInput } from './product-input.ts'

/** Tier prices of a save: when sent, they are all there is. */
export function saveTierPrices(product: Product, input: ProductInput): void {
  if (input.tier_prices === undefined || input.tier_prices === null) return
  product.tierPrices = input.tier_prices.map((tier) => {
    const percentage = tier.extension_attributes?.percentage_value
    return {
      websiteId: tier.extension_attributes?.website_id ?? 0,
      groupId: tier.customer_group_id ?? 0,
      quantity: tier.qty ?? 1,
      ...(typeof percentage === 'number'
        ? { kind: 'discount' as const, amount: percentage }
        : { kind: 'fixed' as const, amount: tier.value ?? 0 }),
    }
  })
}

/** Links to other products: when sent, they are all there is. */
export function saveLinks(state: State, product: Product, input: ProductInput): void {
  if (input.product_links === undefined || input.product_links === null) return
  product.links = input.product_links.map((link) => {
    const linked = productBySku(state, link.linked_product_sku ?? '')
    if (linked === undefined) throw noSku(link.linked_product_sku ?? '')
    return {
      linkType: link.link_type ?? 'related',
      linkedSku: linked.sku,
      linkedType: linked.typeId,
      position: link.position ?? 0,
      ...(link.link_type === 'associated' ? { qty: link.extension_attributes?.qty ?? 0 } : {}),
    }
  })
}
