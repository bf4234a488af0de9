import type { Product, State } from '../state/model.ts'
import { traitsOf } from '../state/traits.ts'
import type { Json } from '../web/json.ts'
import type { ProductInput } from './product-input.ts'

/**
 * Categories of a save: `category_links` only adds, and empties when it is empty; `category_ids` replaces, unless it
 * is empty or extension attributes were sent. Unknown categories are dropped. Source: recorded Magento 2.4.7; 2.2 only
 * adds with either (https://github.com/magento/magento2/issues/14038).
 */
export function saveCategories(
  state: State,
  product: Product,
  input: ProductInput,
  categoryIds: Json | undefined,
): void {
  const links = input.extension_attributes?.category_links
  if (links !== undefined && links !== null) {
    if (links.length === 0) product.categories.clear()
    for (const link of links) {
      const id = Number(link.category_id)
      if (state.categories.has(id)) product.categories.set(id, link.position ?? 0)
    }
    return
  }
  const hasExtensions = input.extension_attributes !== undefined && input.extension_attributes !== null
  if (hasExtensions || !Array.isArray(categoryIds) || categoryIds.length === 0) return
  const ids = categoryIds.map(Number).filter((id) => state.categories.has(id))
  if (traitsOf(state).categoryIdsReplace)
    for (const id of [...product.categories.keys()]) if (!ids.includes(id)) product.categories.delete(id)
  for (const id of ids) if (!product.categories.has(id)) product.categories.set(id, 0)
}
