import { childrenOf } from './resources/configurable-view.ts'
import { shownView } from './resources/gallery.ts'
import { inOrder } from './resources/gallery-view.ts'
import { shownText } from './resources/product-view.ts'
import type { Product, State } from './state/model.ts'
import { ADMIN_STORE } from './state/model.ts'
import { valueIn } from './state/values.ts'

/** A product as the shop holds it. */
export type ProductCard = {
  id: number
  sku: string
  typeId: string
  attributeSetId: number
  websiteIds: number[]
  categoryIds: number[]
  createdAt: string
  updatedAt: string
  /** The legacy stock item, which follows the source `default`. */
  stock: { qty: number | null; isInStock: boolean }
  /** What each store view shows, by its code; `all` is scope all. Prices as text with six decimals. */
  views: Record<string, Record<string, string>>
  /** In the order of scope all; roles are values of the views that name the file. */
  pictures: { id: number; file: string; label: string | null }[]
  /** What a configurable product's children differ in, in order: attribute codes with the labels that customers read. */
  options: { id: number; code: string; label: string; position: number }[]
  /** SKUs of a configurable product's children. */
  children: string[]
}

export function cardOf(state: State, product: Product): ProductCard {
  const views = state.stores.map((store): [string, Record<string, string>] => {
    const codes = Object.keys({ ...product.values, ...product.overrides.get(store.id) })
    const shown = codes.flatMap((code): [string, string][] => {
      const attribute = state.attributes.get(code)
      const value = attribute === undefined ? undefined : valueIn(state, product, attribute, store.id)
      return attribute === undefined || value === undefined ? [] : [[code, shownText(attribute, value, 6)]]
    })
    return [store.id === ADMIN_STORE ? 'all' : store.code, Object.fromEntries(shown)]
  })
  const { qty, isInStock } = product.stock
  return {
    id: product.id,
    sku: product.sku,
    typeId: product.typeId,
    attributeSetId: product.setId,
    websiteIds: [...product.websiteIds],
    categoryIds: [...product.categories.keys()],
    createdAt: product.createdAt,
    updatedAt: product.updatedAt,
    stock: { qty, isInStock },
    views: Object.fromEntries(views),
    pictures: inOrder(product, ADMIN_STORE).map((picture) => ({
      id: picture.id,
      file: picture.file,
      label: shownView(picture, ADMIN_STORE).label,
    })),
    options: product.options
      .toSorted((a, b) => a.position - b.position)
      .map(({ id, attributeId, label, position }) => ({
        id,
        code: state.attributesById.get(attributeId)?.code ?? '',
        label,
        position,
      })),
    children: childrenOf(state, product).map(({ sku }) => sku),
  }
}
