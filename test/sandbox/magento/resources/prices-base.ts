import type { Attribute, Product, State } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { productBySku } from '../state/products.ts'
import { put, writeValue } from '../state/values.ts'
import { float, int, list, object, text } from '../web/input.ts'
import type { Json } from '../web/json.ts'
import type { Call, Route } from './route.ts'
import { need, needList } from './route.ts'

export const PRICE_RIGHT = 'Magento_Catalog::catalog'
export const skusReader = list(text)

/** A row that was refused; the call as a whole still answers 200. */
export type RowFault = { message: string; parameters: Json[] }

export const invalid = (fieldName: string, fieldValue: Json): RowFault => ({
  message: 'Invalid attribute %fieldName = %fieldValue.',
  parameters: [fieldName, fieldValue],
})

/** A product whose type has a price of its own. */
export function pricedProduct(state: State, sku: string | null | undefined): Product | undefined {
  const product = productBySku(state, sku ?? '')
  return product !== undefined && ['simple', 'virtual', 'downloadable', 'bundle'].includes(product.typeId)
    ? product
    : undefined
}

const rowReader = list(
  object('\\Magento\\Catalog\\Api\\Data\\BasePriceInterface', { price: float, store_id: int, sku: text }),
)

/** Good rows are written, bad ones listed. With prices of global scope every row counts for all. */
function save(call: Call, code: 'price' | 'cost', rows: CostOrPrice[]): Json {
  const { state } = call
  const attribute = state.attributes.get(code)
  const faults: RowFault[] = []
  for (const { sku, storeId, amount } of rows) {
    const product = pricedProduct(state, sku)
    const found: RowFault[] = []
    if (product === undefined) found.push(invalid('SKU', sku))
    if (amount === null || amount < 0)
      found.push(invalid(code === 'price' ? 'Price' : 'Cost', amount === null ? null : String(amount)))
    if (!state.stores.some((store) => store.id === storeId))
      found.push({
        message: `Requested store is not found. Row ID: SKU = ${sku ?? ''}, Store ID: ${storeId ?? ''}.`,
        parameters: [sku, storeId === null ? null : String(storeId)],
      })
    faults.push(...found)
    if (found.length === 0 && product !== undefined && attribute !== undefined && amount !== null)
      writePrice(state, product, attribute, storeId ?? ADMIN_STORE, amount)
  }
  return faults
}

type CostOrPrice = { sku: string | null; storeId: number | null; amount: number | null }

function writePrice(
  state: State,
  product: Product,
  attribute: Attribute,
  storeId: number,
  amount: number,
): void {
  const rounded = Math.round(amount * 1_000_000) / 1_000_000
  if (storeId === ADMIN_STORE) put(product.values, attribute.code, rounded)
  else writeValue(state, product, attribute, storeId, rounded)
}

/** The price of each scope that holds one. */
export function pricesOf(product: Product, code: string): { storeId: number; amount: number }[] {
  const scopes = [
    { storeId: ADMIN_STORE, values: product.values },
    ...[...product.overrides].map(([storeId, values]) => ({ storeId, values })),
  ]
  return scopes
    .flatMap(({ storeId, values }) =>
      values[code] === undefined ? [] : [{ storeId, amount: Number(values[code]) }],
    )
    .sort((left, right) => left.storeId - right.storeId)
}

function information(call: Call, code: 'price' | 'cost'): Json {
  return need(call, 'skus', skusReader).flatMap((asked) => {
    const product = pricedProduct(call.state, asked)
    if (product === undefined) return []
    return pricesOf(product, code).map(({ storeId, amount }) => ({
      [code]: amount,
      store_id: storeId,
      sku: product.sku,
    }))
  })
}

const costReader = list(
  object('\\Magento\\Catalog\\Api\\Data\\CostInterface', { cost: float, store_id: int, sku: text }),
)

function deleteCosts(call: Call): Json {
  for (const sku of need(call, 'skus', skusReader)) {
    const product = pricedProduct(call.state, sku)
    if (product === undefined) continue
    delete product.values.cost
    for (const values of product.overrides.values()) delete values.cost
  }
  return true
}

function savePrices(call: Call): Json {
  const rows = needList(call, 'prices', rowReader).map(({ sku, store_id, price }) => ({
    sku: sku ?? null,
    storeId: store_id ?? null,
    amount: price ?? null,
  }))
  return save(call, 'price', rows)
}

function saveCosts(call: Call): Json {
  const rows = needList(call, 'prices', costReader).map(({ sku, store_id, cost }) => ({
    sku: sku ?? null,
    storeId: store_id ?? null,
    amount: cost ?? null,
  }))
  return save(call, 'cost', rows)
}

const P = '/V1/products'

export const basePriceRoutes: Route[] = [
  {
    method: 'POST',
    template: `${P}/base-prices`,
    resource: PRICE_RIGHT,
    takes: [['prices', rowReader]],
    answer: savePrices,
  },
  {
    method: 'POST',
    template: `${P}/base-prices-information`,
    resource: PRICE_RIGHT,
    answer: (call) => information(call, 'price'),
  },
  {
    method: 'POST',
    template: `${P}/cost`,
    resource: PRICE_RIGHT,
    takes: [['prices', costReader]],
    answer: saveCosts,
  },
  {
    method: 'POST',
    template: `${P}/cost-information`,
    resource: PRICE_RIGHT,
    answer: (call) => information(call, 'cost'),
  },
  { method: 'POST', template: `${P}/cost-delete`, resource: PRICE_RIGHT, answer: deleteCosts },
]
