import type { State } from '../sandbox/lightspeed/state.ts'
import type { ProductCard } from '../sandbox/magento/product-card.ts'
import type { Shop } from '../sandbox/magento/shop.ts'
import { alike, offersOf, same, type Wanted, wantedOf } from './expect.ts'
import { type PictureDeeds, picturesUnlike } from './pictures.ts'
import { misplaced } from './places.ts'

/** What the merchant changed in the web shop by hand, by SKU and attribute, and when. */
export type Edits = ReadonlyMap<string, { readonly value: string; readonly at: number }>
export const editKey = (sku: string, code: string): string => `${alike(sku)}\n${code}`

/** Attributes that Tillbridge fills. */
const filled = new Set(['name', 'price', 'status', 'visibility', 'description', 'short_description'])

/**
 * Where the web shop is not as it should be, one line each.
 *
 * @param parts.before SKUs of products that were there before Tillbridge
 * @param parts.lookedAt when Tillbridge last looked at what the shop holds: what was changed there since may stand
 */
export function differences(parts: {
  readonly till: State
  readonly shop: Shop
  readonly multiSource: boolean
  readonly before: ReadonlySet<string>
  readonly edits: Edits
  readonly lookedAt: number
  /** Null where no pictures are sent. */
  readonly pictures: { readonly deeds: PictureDeeds; lookOf(imageID: number): string } | null
  /** SKUs of products that the merchant put into a category of her own; null where categories are left alone. */
  readonly picked: ReadonlySet<string> | null
}): string[] {
  const products = new Map<string, ProductCard[]>()
  for (const product of parts.shop.products()) {
    const key = alike(product.sku)
    products.set(key, [...(products.get(key) ?? []), product])
  }
  const groups = new Map<string, Wanted[]>()
  for (const item of wantedOf(parts.till)) {
    const key = alike(item.sku)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  const found: string[] = []
  for (const [key, twins] of products) {
    if (twins.length > 1) found.push(`${key}: ${twins.length} products with this SKU`)
    const items = groups.get(key) ?? []
    const isOurs = items.length > 0 && !parts.before.has(key)
    const [product] = twins
    if (product !== undefined && isOurs && items.every(({ isOnline }) => !isOnline))
      found.push(...unlike(parts, product, { status: '2' }))
    if (product !== undefined) found.push(...overwritten(parts, product))
  }
  for (const [key, items] of groups) {
    const online = items.filter(({ isOnline }) => isOnline)
    const [item] = online
    // two items with one SKU are held: neither is the right one
    if (item === undefined || online.length > 1) continue
    const product = products.get(key)?.[0]
    if (product === undefined) {
      if (item.values.price !== null && item.values.name !== '') found.push(`${key}: is not in the shop`)
      continue
    }
    found.push(
      ...unlike(parts, product, item.values),
      ...stockUnlike(parts, product, item),
      ...pictureDifferences(parts, product, item),
    )
    if (parts.picked !== null && item.values.visibility !== '1')
      found.push(...misplaced(parts.till, parts.shop, item, parts.picked))
  }
  return [...found, ...matricesUnlike(parts, products)]
}

/** What only left or moved since the last night is not known yet. */
function pictureDifferences(parts: Parts, product: ProductCard, { itemID }: Wanted): string[] {
  const { pictures, lookedAt } = parts
  const changedAt = pictures?.deeds.changedAt.get(itemID) ?? 0
  if (pictures === null || changedAt >= lookedAt) return []
  return picturesUnlike({ ...parts, ...pictures }, product, itemID)
}

type Parts = Parameters<typeof differences>[0]

function unlike({ edits, lookedAt }: Parts, { sku, views }: ProductCard, values: Wanted['values']): string[] {
  return Object.entries(values).flatMap(([code, value]) => {
    const shown = views.all?.[code] ?? ''
    if (value === null || same(shown, value)) return []
    const byHand = edits.get(editKey(sku, code))
    if (byHand !== undefined && byHand.at >= lookedAt && same(shown, byHand.value)) return []
    return [`${sku}: ${code} is ${JSON.stringify(shown)}, not ${JSON.stringify(value)}`]
  })
}

/** What nothing fills is the merchant's own. */
function overwritten({ edits }: Parts, { sku, views }: ProductCard): string[] {
  return ['meta_title', 'meta_description'].flatMap((code) => {
    const byHand = edits.get(editKey(sku, code))
    const shown = views.all?.[code] ?? ''
    return byHand === undefined || filled.has(code) || same(shown, byHand.value)
      ? []
      : [`${sku}: the merchant's ${code} is gone`]
  })
}

function stockUnlike({ shop, multiSource }: Parts, product: ProductCard, { quantity }: Wanted): string[] {
  if (quantity === null) return []
  const { sku } = product
  const row = multiSource
    ? shop.sourceItems(sku).find(({ sourceCode }) => sourceCode === 'default')
    : { quantity: product.stock.qty ?? 0, status: product.stock.isInStock ? 1 : 0 }
  const shown = row === undefined ? 'none' : `${row.quantity} (${row.status})`
  const right = `${quantity} (${quantity > 0 ? 1 : 0})`
  return shown === right ? [] : [`${sku}: stock is ${shown}, not ${right}`]
}

/** A matrix is a product that offers those of its variants that are for sale. */
function matricesUnlike(parts: Parts, products: ReadonlyMap<string, ProductCard[]>): string[] {
  return offersOf(parts.till).flatMap(({ sku, name, skus }) => {
    const product = products.get(alike(sku))?.[0]
    // whose variant the shop could not take, for a SKU or a price, is not offered
    const offered = skus
      .map(alike)
      .filter((one) => products.get(one)?.length === 1)
      .toSorted()
    if (product === undefined) return offered.length === 0 ? [] : [`${sku}: is not in the shop`]
    if (offered.length === 0) return unlike(parts, product, { status: '2' })
    const shown = product.children.map(alike).toSorted()
    const wrong =
      shown.join() === offered.join() ? [] : [`${sku}: offers ${shown.join()}, not ${offered.join()}`]
    return [...wrong, ...unlike(parts, product, { status: '1', visibility: '4', name })]
  })
}
