import type { Product, State, Stock } from '../state/model.ts'
import { productBySku } from '../state/products.ts'
import { fold } from '../web/conditions.ts'
import type { Json } from '../web/json.ts'
import { isObject } from '../web/json.ts'
import { refuse, typeError } from '../web/refusal.ts'
import type { Call, Route } from './route.ts'
import { sourceItemsOf } from './source-item.ts'
import { hasQuantity, setting } from './stock-item.ts'

/**
 * What can be sold of a product out of a stock: what its enabled sources hold and call in stock, less the threshold.
 * A stock that no index run has seen yet has nothing.
 */
export function salableQuantity(state: State, product: Product, stock: Stock): number {
  if (!stock.indexed) return 0
  const sources = state.stockLinks
    .filter((link) => link.stockId === stock.id && state.sources.get(link.sourceCode)?.enabled === true)
    .map((link) => link.sourceCode)
  const held = sourceItemsOf(state, product.sku)
    .filter((row) => row.status === 1 && sources.includes(row.sourceCode))
    .reduce((sum, row) => sum + row.quantity, 0)
  const reserved = state.reservations.get(reservationKey(product.sku, stock.id)) ?? 0
  return held - Number(setting(product.stock, 'min_qty')) + reserved
}

/** Adds to what is promised to customers and still lies in the sources; negative is promised. */
export function reserve(state: State, sku: string, stockId: number, quantity: number): void {
  const key = reservationKey(sku, stockId)
  state.reservations.set(key, (state.reservations.get(key) ?? 0) + quantity)
}

const reservationKey = (sku: string, stockId: number): string => `${stockId} ${fold(sku)}`

function productOf(call: Call, sku = call.param('sku')): Product {
  const product = productBySku(call.state, sku)
  if (product === undefined) throw typeError()
  return product
}

function quantity(call: Call): number {
  const product = productOf(call)
  const stock = call.state.stocks.get(Number(call.param('stockId')))
  if (!hasQuantity(product.typeId))
    throw refuse(400, "Can't check requested quantity for products without Source Items support.")
  if (stock === undefined) throw refuse(400, 'Could not receive Stock Item data')
  return salableQuantity(call.state, product, stock)
}

function isSalable(call: Call, sku: string, stockId: number): boolean {
  const stock = call.state.stocks.get(stockId)
  return stock !== undefined && salableQuantity(call.state, productOf(call, sku), stock) > 0
}

const notEnough = [
  { code: 'back_order-disabled', message: 'Backorders are disabled' },
  { code: 'manage_stock-enabled', message: 'Manage stock is enabled' },
  { code: 'is_salable_with_reservations-not_enough_qty', message: 'The requested qty is not available' },
]

function isSalableFor(call: Call): Json {
  const salable = quantity(call) >= Number(call.param('requestedQty'))
  return { salable, errors: salable ? [] : notEnough.map((error) => ({ ...error })) }
}

function areSalable(call: Call): Json {
  const stockId = Number(call.query.stockId)
  const skus = isObject(call.query.skus) ? Object.values(call.query.skus).map(String) : []
  return skus.map((sku) => ({ sku, stock_id: stockId, salable: isSalable(call, sku, stockId) }))
}

const RIGHT = 'Magento_InventorySalesApi::stock'

export const salableRoutes: Route[] = [
  {
    method: 'GET',
    template: '/V1/inventory/get-product-salable-quantity/:sku/:stockId',
    resource: RIGHT,
    answer: quantity,
  },
  {
    method: 'GET',
    template: '/V1/inventory/is-product-salable/:sku/:stockId',
    resource: RIGHT,
    answer: (call) => isSalable(call, call.param('sku'), Number(call.param('stockId'))),
  },
  {
    method: 'GET',
    template: '/V1/inventory/is-product-salable-for-requested-qty/:sku/:stockId/:requestedQty',
    resource: RIGHT,
    answer: isSalableFor,
  },
  {
    method: 'GET',
    template: '/V1/inventory/are-products-salable',
    resource: RIGHT,
    answer: areSalable,
  },
]
