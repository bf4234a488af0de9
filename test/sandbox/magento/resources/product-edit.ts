import type { Product } from '../state/model.ts'
import { addMissingDefaults } from './custom-values.ts'
import { keepFiles } from './gallery.ts'
import type { Call } from './route.ts'

/** Changes a copy of a product, which takes the product's place once nothing was refused. */
export function editProduct<T>(call: Call, held: Product, edit: (copy: Product) => T): T {
  const copy = copyOf(held)
  addMissingDefaults(call.state, copy)
  const answer = edit(copy)
  keepFiles(call.state, held.gallery, copy.gallery)
  Object.assign(held, copy, { updatedAt: call.now })
  return answer
}

export function copyOf(product: Product): Product {
  return {
    ...product,
    websiteIds: [...product.websiteIds],
    categories: new Map(product.categories),
    values: { ...product.values },
    overrides: new Map([...product.overrides].map(([store, values]) => [store, { ...values }])),
    stock: { ...product.stock, settings: { ...product.stock.settings } },
  }
}
