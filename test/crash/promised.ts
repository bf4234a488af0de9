import { isDeepStrictEqual } from 'node:util'
import { piecesOf } from '../harness/pieces.ts'
import type { Item } from '../sandbox/lightspeed/records.ts'
import type { State } from '../sandbox/lightspeed/state.ts'
import type { ProductCard } from '../sandbox/magento/product-card.ts'
import type { Shop } from '../sandbox/magento/shop.ts'
import { skuKey } from './shelf.ts'

/** What a customer sees under one SKU: nothing, a product that is switched off, or one that is for sale. */
type Seen =
  | 'absent'
  | 'off'
  | {
      readonly name: string
      readonly price: number
      /** 0 for what is not kept in stock: the shop gives each product a row. */
      readonly stock: number
    }

/**
 * Where the web shop is not as the rules that ship promise, told from the till alone: written from what the merchant
 * was told, and apart from the program. One line for each SKU that is not right.
 */
export function brokenPromises(till: State, shop: Shop): string[] {
  const carriers = new Map<string, Item[]>()
  for (const item of till.items.ordered('itemID')) {
    const sku = skuKey(skuOf(item))
    carriers.set(sku, [...(carriers.get(sku) ?? []), item])
  }
  const products = new Map(shop.products().map((product) => [skuKey(product.sku), product]))
  return [...new Set([...carriers.keys(), ...products.keys()])].flatMap((sku) => {
    const allowed = promised(till, carriers.get(sku) ?? [])
    const seen = seenAs(shop, products.get(sku))
    return allowed.some((one) => isDeepStrictEqual(one, seen))
      ? []
      : [
          `${sku}: ${JSON.stringify(seen)} instead of ${allowed.map((one) => JSON.stringify(one)).join(' or ')}`,
        ]
  })
}

function promised(till: State, items: readonly Item[]): readonly Seen[] {
  const online = items.filter(isForSale)
  // what was online once is switched off, never deleted
  if (online.length === 0) return ['absent', 'off']
  const forSale = online.map((item) => productOf(till, item))
  // of items that claim one SKU the first one online stays, and none goes online
  if (online.length > 1) return ['absent', ...forSale]
  return online.every((item) => priceOf(item) === 0) ? ['absent'] : forSale
}

function productOf(till: State, item: Item): Seen {
  const onHand = piecesOf(till, item).reduce((sum, qoh) => sum + qoh, 0)
  return {
    // the shop keeps no characters of four bytes
    name: item.description.replace(/[\u{10000}-\u{10ffff}]/gu, '').trim(),
    price: priceOf(item),
    stock: item.itemType === 'non_inventory' ? 0 : Math.max(0, onHand),
  }
}

function seenAs(shop: Shop, product: ProductCard | undefined): Seen {
  if (product === undefined) return 'absent'
  const { name = '', price, status } = product.views.all ?? {}
  if (status !== '1') return 'off'
  const rows = shop.sourceItems(product.sku)
  return { name, price: Number(price), stock: rows.reduce((sum, { quantity }) => sum + quantity, 0) }
}

const skuOf = ({ customSku, systemSku }: Item): string => customSku.trim() || systemSku.trim()

const isForSale = ({ archived, publishToEcom }: Item): boolean => !archived && publishToEcom === true

const priceOf = ({ prices }: Item): number => prices.find(({ useTypeID }) => useTypeID === 1)?.amount ?? 0
