import { momentOf } from '../state/fresh.ts'
import type { Product, State } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { ownValues, put } from '../state/values.ts'
import { float, int, list, object, text } from '../web/input.ts'
import type { Json } from '../web/json.ts'
import type { RowFault } from './prices-base.ts'
import { PRICE_RIGHT, pricedProduct, pricesOf, skusReader } from './prices-base.ts'
import type { Call, Route } from './route.ts'
import { need, needList } from './route.ts'

const rowReader = list(
  object('\\Magento\\Catalog\\Api\\Data\\SpecialPriceInterface', {
    price: float,
    store_id: int,
    sku: text,
    price_from: text,
    price_to: text,
  }),
)

type Row = ReturnType<typeof rowReader.read>[number]

const fullMoment = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/

/**
 * Faults of one row; unlike those of base prices they have the row in their text. Adobe Commerce schedules special
 * prices, and so asks for a beginning in the future; the text with which it does is a guess.
 */
function faultsOf(state: State, row: Row): RowFault[] {
  const [sku, store] = [row.sku ?? null, row.store_id === undefined ? null : String(row.store_id)]
  const [from, to] = [row.price_from ?? null, row.price_to ?? null]
  const rowId = `Row ID: SKU = ${sku ?? ''}, Store ID: ${store ?? ''}, Price From: ${from ?? ''}, Price To: ${to ?? ''}.`
  const id: Json[] = [sku, store, from, to]
  const faults: RowFault[] = []
  const add = (text: string, parameters: Json[] = []): void => {
    faults.push({ message: `${text} ${rowId}`, parameters: [...parameters, ...id] })
  }
  if (pricedProduct(state, row.sku) === undefined)
    add("The product that was requested doesn't exist. Verify the product and try again.")
  if (typeof row.price !== 'number' || row.price < 0) {
    const price = row.price === undefined || row.price === null ? null : String(row.price)
    add(`Invalid attribute Price = ${price ?? ''}.`, [price])
  }
  // Both texts show the end: that is what the shop answers.
  if (from !== null && !fullMoment.test(from))
    add(`Invalid attribute Price From = ${to ?? ''}.`, ['Price From'])
  if (to !== null && !fullMoment.test(to)) add(`Invalid attribute Price To = ${to}.`, ['Price To'])
  if (state.settings.edition === 'Enterprise' && !(from !== null && from > momentOf(state.clock)))
    add(`Invalid attribute Price From = ${from ?? ''}.`, ['Price From'])
  if (state.settings.priceScope === 'global' && row.store_id !== ADMIN_STORE)
    add('Could not change non global Price when price scope is global.')
  if (!state.stores.some((each) => each.id === row.store_id)) add('Requested store is not found.')
  return faults
}

function valuesFor(product: Product, storeId: number) {
  return storeId === ADMIN_STORE ? product.values : ownValues(product, storeId)
}

/** Dates that are not sent stay as they are. */
function save(call: Call): Json {
  const faults: RowFault[] = []
  for (const row of needList(call, 'prices', rowReader)) {
    const found = faultsOf(call.state, row)
    faults.push(...found)
    const product = pricedProduct(call.state, row.sku)
    if (found.length > 0 || product === undefined) continue
    const values = valuesFor(product, row.store_id ?? ADMIN_STORE)
    values.special_price = Math.round((row.price ?? 0) * 1_000_000) / 1_000_000
    if (typeof row.price_from === 'string') values.special_from_date = row.price_from
    if (typeof row.price_to === 'string') values.special_to_date = row.price_to
  }
  return faults
}

function information(call: Call): Json {
  return need(call, 'skus', skusReader).flatMap((asked) => {
    const product = pricedProduct(call.state, asked)
    if (product === undefined) return []
    return pricesOf(product, 'special_price').map(({ storeId, amount }) => {
      const { special_from_date: from, special_to_date: to } = valuesFor(product, storeId)
      return {
        price: amount,
        store_id: storeId,
        sku: product.sku,
        ...(from === undefined ? {} : { price_from: from }),
        ...(to === undefined ? {} : { price_to: to }),
      }
    })
  })
}

/** Removes what is there, whatever price and dates the row names. */
function remove(call: Call): Json {
  const faults: RowFault[] = []
  for (const row of needList(call, 'prices', rowReader)) {
    const found = faultsOf(call.state, row)
    faults.push(...found)
    const product = pricedProduct(call.state, row.sku)
    if (found.length > 0 || product === undefined) continue
    const values = valuesFor(product, row.store_id ?? ADMIN_STORE)
    for (const code of ['special_price', 'special_from_date', 'special_to_date']) put(values, code, undefined)
  }
  return faults
}

const P = '/V1/products/special-price'

export const specialPriceRoutes: Route[] = [
  { method: 'POST', template: P, resource: PRICE_RIGHT, takes: [['prices', rowReader]], answer: save },
  { method: 'POST', template: `${P}-information`, resource: PRICE_RIGHT, answer: information },
  {
    method: 'POST',
    template: `${P}-delete`,
    resource: PRICE_RIGHT,
    takes: [['prices', rowReader]],
    answer: remove,
  },
]
