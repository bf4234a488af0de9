import type { Product } from '../../magento/products.ts'
import type { NewLink } from '../../store/links.ts'
import type { Group } from './groups.ts'
import type { Sending } from './sending.ts'

/** What pairs an item with the product that was just made for it. */
export function madeLink({ ledger }: Sending, { itemId, first }: Group, { id, values }: Product): NewLink {
  const [known] = ledger.links.of([itemId])
  return {
    itemId,
    sku: first.sku,
    productId: id,
    urlKey: values.url_key ?? null,
    state: 'linked',
    origin: 'created',
    // a product that was deleted in the shop: the item's own SKU was noted when they were paired
    itemSku: known?.state === 'linked' ? known.itemSku : first.sku,
  }
}
