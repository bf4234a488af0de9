import type { Product, State } from '../state/model.ts'
import { removeProduct } from '../state/products.ts'
import { claimRewrites } from '../state/url-keys.ts'
import { keepFiles } from './gallery.ts'

/**
 * Takes a product, its addresses and pictures away, and out of what it is a variant of (the database does so, by a cascade of
 * `catalog_product_super_link`). Its source items stay.
 */
export function deleteProduct(state: State, product: Product): void {
  removeProduct(state, product)
  for (const parent of state.products)
    if (parent.children.includes(product.id))
      parent.children = parent.children.filter((id) => id !== product.id)
  keepFiles(state, product.gallery, [])
  claimRewrites(state, product, [])
}
