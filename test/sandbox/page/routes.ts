import { z } from 'zod'
import { type ControlRoutes, route } from '../control.ts'
import type { Item } from '../lightspeed/records.ts'
import type { RunningServices } from '../start.ts'

const Search = z.object({ text: z.string(), limit: z.number().int().max(200).optional() })

const USUAL_ROWS = 30

/** A shop larger than this is searched in the order of its SKUs, so that looking does not hold the sandbox up. */
const MOST_SORTED = 5000

/** What the page shows: items at the till, products in the web shop, and the latest requests to both. */
export function pageRoutes({ lightspeed, magento }: RunningServices): ControlRoutes {
  const { state, bucket } = lightspeed

  const shownItem = (item: Item) => ({
    itemID: item.itemID,
    name: item.description,
    sku: item.customSku,
    price: item.prices.find((price) => price.useTypeID === 1)?.amount ?? 0,
    archived: item.archived,
    published: item.publishToEcom === true,
    variant: item.itemMatrixID > 0,
    stock: state.shops.ordered('shopID').map(({ shopID }) => ({
      shopID,
      qoh: state.itemShops.having('itemID', item.itemID).find((row) => row.shopID === shopID)?.qoh ?? 0,
    })),
  })

  /** When this page first saw a product as it is now: stock and prices do not move a product's own time. */
  const seen = new Map<string, { text: string; turn: number }>()
  let turn = 0
  const sinceTurn = (product: { sku: string }): number => {
    const text = JSON.stringify(product)
    const before = seen.get(product.sku)
    if (before?.text === text) return before.turn
    seen.set(product.sku, { text, turn })
    return turn
  }

  const shownProduct = (sku: string) => {
    const product = magento.shop.product(sku)
    const values = product?.views.all ?? {}
    return {
      sku,
      name: values.name ?? '',
      price: Number(values.price ?? 0),
      enabled: values.status === '1',
      updated: product?.updatedAt ?? '',
      stock: magento.shop.sourceItems(sku).map((row) => ({ source: row.sourceCode, quantity: row.quantity })),
    }
  }

  return {
    'GET /page/state': () => ({
      account: lightspeed.options.accountName,
      items: state.items.ordered('itemID').length,
      shops: state.shops.ordered('shopID').map(({ shopID, name }) => ({ shopID, name })),
      bucket: { level: bucket.level(), size: bucket.size },
      faults: { lightspeed: lightspeed.faults.left(), magento: magento.faults.left() },
      products: magento.shop.count().products,
      requests: {
        lightspeed: lightspeed.requests.all().slice(-6).reverse(),
        magento: magento.requests.all().slice(-6).reverse(),
      },
    }),
    'POST /page/items': route(Search, ({ text, limit = USUAL_ROWS }) =>
      firstThat(
        state.items.ordered('itemID'),
        (item) => matches(text, item.description, item.customSku, item.upc, item.ean, String(item.itemID)),
        limit,
      ).map(shownItem),
    ),
    'POST /page/products': route(Search, ({ text, limit = USUAL_ROWS }) => {
      const skus = magento.shop.skus()
      if (skus.length > MOST_SORTED)
        return firstThat(skus, (sku) => matches(text, sku, shownProduct(sku).name), limit).map(shownProduct)
      turn += 1
      return skus
        .map(shownProduct)
        .map((product) => ({ product, turn: sinceTurn(product) }))
        .filter(({ product }) => matches(text, product.sku, product.name))
        .sort((a, b) => b.turn - a.turn || b.product.updated.localeCompare(a.product.updated))
        .slice(0, limit)
        .map(({ product }) => product)
    }),
  }
}

const matches = (text: string, ...fields: readonly string[]): boolean =>
  fields.some((field) => field.toLowerCase().includes(text.trim().toLowerCase()))

function firstThat<T>(rows: readonly T[], wanted: (row: T) => boolean, limit: number): T[] {
  const found: T[] = []
  for (const row of rows) {
    if (found.length === limit) break
    if (wanted(row)) found.push(row)
  }
  return found
}
