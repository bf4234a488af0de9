import type { Product, State } from '../state/model.ts'
import { removeProduct } from '../state/products.ts'
import { claimRewrites } from '../state/url-keys.ts'
import { keepFiles } from './gallery.ts'

/** Takes a product, its addresses and pictures away. Its source items stay. */
export function deleteProduct(state: State, product: Product): void {
  removeProduct(state, product)
  keepFiles(state, product.gallery, [])
  claimRewrites(state, product, [])
}
