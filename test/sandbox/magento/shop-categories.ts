import { categoryValue, childrenOf, pathOf } from './resources/category-view.ts'
import { momentOf } from './state/fresh.ts'
import type { Category, State } from './state/model.ts'
import { ADMIN_STORE } from './state/model.ts'
import { productBySku } from './state/products.ts'
import { urlKeyOf } from './state/url-keys.ts'
import { ownValues } from './state/values.ts'

/** What an administrator sees of the shop's categories, and does to them by hand. */
export type ShopCategories = ReturnType<typeof createShopCategories>

/** @param settle does what is due by now before anything is looked at */
export function createShopCategories(state: State, settle: () => void) {
  const nameOf = (category: Category, storeId = ADMIN_STORE): string =>
    String(categoryValue(category, 'name', storeId) ?? '')
  const at = (id: number): Category => {
    const category = state.categories.get(id)
    if (category === undefined) throw new Error(`the shop has no category ${id}`)
    return category
  }
  const path = (category: Category): string =>
    pathOf(state, category)
      .slice(2)
      .map((id) => nameOf(at(id)).replaceAll('/', '∕'))
      .join('/')

  return {
    /** Every category below the shop's root, by the names above it, in the order of the menu. */
    paths(): string[] {
      settle()
      const below = (id: number): Category[] =>
        childrenOf(state, id).flatMap((child) => [child, ...below(child.id)])
      return below(2).map(path)
    },
    /** The number of the only category of this path. */
    id(wanted: string): number {
      settle()
      const [found, another] = [...state.categories.values()].filter((category) => path(category) === wanted)
      if (found === undefined || another !== undefined) throw new Error(`not one category ${wanted}`)
      return found.id
    },
    /** The categories that a product stands in, by the names above them. */
    of(sku: string): string[] {
      settle()
      const product = productBySku(state, sku)
      if (product === undefined) throw new Error(`the shop has no product ${sku}`)
      return [...product.categories.keys()].map((id) => path(at(id))).toSorted()
    },
    /** The store views that customers see, by their number. */
    views: (): number[] => state.stores.flatMap(({ id }) => (id === ADMIN_STORE ? [] : [id])),
    /** What a store view shows as its name. */
    nameIn: (id: number, storeId: number): string => nameOf(at(id), storeId),
    urlKey: (id: number) => at(id).values.url_key,
    add(name: string, parentId = 2): number {
      const id = state.next.category++
      const position = childrenOf(state, parentId).length + 1
      const now = momentOf(state.clock)
      const values = { name, is_active: 1, include_in_menu: 1, url_key: urlKeyOf(name) }
      const category = {
        id,
        parentId,
        position,
        createdAt: now,
        updatedAt: now,
        values,
        overrides: new Map(),
      }
      state.categories.set(id, category)
      return id
    },
    rename: (id: number, name: string) => {
      at(id).values.name = name
    },
    /** A store view gets a name of its own. */
    renameIn: (id: number, storeId: number, name: string) => {
      ownValues(at(id), storeId).name = name
    },
    remove(id: number): void {
      for (const child of childrenOf(state, id)) this.remove(child.id)
      state.categories.delete(id)
      for (const product of state.products) product.categories.delete(id)
    },
    /** An administrator puts a product into a category, at a position of her own. */
    put(sku: string, id: number, position = 0): void {
      productBySku(state, sku)?.categories.set(at(id).id, position)
    },
    takeOut: (sku: string, id: number) => void productBySku(state, sku)?.categories.delete(id),
    position: (sku: string, id: number) => productBySku(state, sku)?.categories.get(id),
  }
}
