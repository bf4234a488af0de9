import type { Product, State, TierPrice } from '../state/model.ts'
import { float, int, list, object, text } from '../web/input.ts'
import type { Json } from '../web/json.ts'
import { noProduct } from '../web/refusal.ts'
import type { RowFault } from './prices-base.ts'
import { PRICE_RIGHT, pricedProduct, skusReader } from './prices-base.ts'
import type { Call, Route } from './route.ts'
import { need, needList } from './route.ts'

const rowReader = list(
  object('\\Magento\\Catalog\\Api\\Data\\TierPriceInterface', {
    price: float,
    price_type: text,
    website_id: int,
    sku: text,
    customer_group: text,
    quantity: float,
  }),
)

type Row = ReturnType<typeof rowReader.read>[number]

const groups = new Map<string, { id: number; name: string }>(
  [
    { id: 32_000, name: 'all groups' },
    { id: 0, name: 'NOT LOGGED IN' },
    { id: 1, name: 'General' },
    { id: 2, name: 'Wholesale' },
    { id: 3, name: 'Retailer' },
  ].map((group) => [group.name.toLowerCase(), group]),
)

const ROW = 'Row ID: SKU = %SKU, Website ID: %websiteId, Customer Group: %customerGroup, Quantity: %qty.'

const key = (row: Row): string =>
  [row.sku?.toLowerCase(), row.website_id, row.customer_group?.toLowerCase(), row.quantity].join('\n')

/** Faults of the rows in Magento's order; the placeholders stay in the texts. */
function faultsOf(state: State, rows: readonly Row[]): RowFault[] {
  const times = new Map<string, number>()
  for (const row of rows) times.set(key(row), (times.get(key(row)) ?? 0) + 1)
  return rows.flatMap((row) => {
    const [sku, website] = [row.sku ?? null, String(row.website_id ?? '')]
    const [group, quantity] = [row.customer_group ?? null, String(row.quantity ?? '')]
    const faults: RowFault[] = []
    const add = (text: string, parameters: Json[]): void => {
      faults.push({ message: `${text} ${ROW}`, parameters })
    }
    if (pricedProduct(state, row.sku) === undefined)
      add('Invalid attribute SKU = %SKU.', [sku, website, group, quantity])
    const price = row.price ?? -1
    if (price < 0 || (row.price_type === 'discount' && price > 100))
      add('Invalid attribute Price = %price.', [String(row.price ?? ''), sku, website, group, quantity])
    if (row.price_type !== 'fixed' && row.price_type !== 'discount')
      add('Invalid attribute Price Type = %priceType.', [
        row.price_type ?? null,
        sku,
        website,
        group,
        quantity,
      ])
    if (!(typeof row.quantity === 'number' && row.quantity > 0))
      add('Invalid attribute Quantity = %qty.', [sku, website, group, quantity])
    if (row.website_id !== 0 && !state.websites.some(({ id }) => id === row.website_id))
      add('Invalid attribute Website ID = %websiteId.', [sku, website, group, quantity])
    if ((times.get(key(row)) ?? 0) > 1)
      add(
        'We found a duplicate website, tier price, customer group and quantity: Customer Group = %customerGroup, Website ID = %websiteId, Quantity = %qty.',
        [sku, website, group, quantity],
      )
    if (!groups.has((row.customer_group ?? '').toLowerCase()))
      add('No such entity with Customer Group = %customerGroup.', [sku, website, group, quantity])
    return faults
  })
}

/** One unknown SKU refuses the whole call. */
function readRows(call: Call): Row[] {
  const rows = needList(call, 'prices', rowReader)
  if (rows.some((row) => pricedProduct(call.state, row.sku) === undefined)) throw noProduct()
  return rows
}

function tierOf(row: Row): TierPrice {
  return {
    websiteId: row.website_id ?? 0,
    groupId: groups.get((row.customer_group ?? '').toLowerCase())?.id ?? 0,
    quantity: row.quantity ?? 1,
    kind: row.price_type === 'discount' ? 'discount' : 'fixed',
    amount: row.price ?? 0,
  }
}

const isSameRow = (left: TierPrice, right: TierPrice): boolean =>
  left.websiteId === right.websiteId && left.groupId === right.groupId && left.quantity === right.quantity

function save(call: Call, replace: boolean): Json {
  const rows = readRows(call)
  const faults = faultsOf(call.state, rows)
  const good = rows.filter((row) => faultsOf(call.state, [row]).length === 0)
  const touched = new Set<Product>()
  for (const row of good) {
    const product = pricedProduct(call.state, row.sku)
    if (product === undefined) continue
    if (replace && !touched.has(product)) product.tierPrices = []
    touched.add(product)
    const tier = tierOf(row)
    const at = product.tierPrices.findIndex((each) => isSameRow(each, tier))
    product.tierPrices =
      at < 0 ? [...product.tierPrices, tier] : product.tierPrices.map((each, n) => (n === at ? tier : each))
  }
  return faults
}

function information(call: Call): Json {
  return need(call, 'skus', skusReader).flatMap((asked) => {
    const product = pricedProduct(call.state, asked)
    return (product?.tierPrices ?? []).map((tier) => ({
      price: tier.amount,
      price_type: tier.kind,
      website_id: tier.websiteId,
      sku: product?.sku ?? asked,
      customer_group: [...groups.values()].find((group) => group.id === tier.groupId)?.name ?? '',
      quantity: tier.quantity,
    }))
  })
}

function remove(call: Call): Json {
  for (const row of readRows(call)) {
    const product = pricedProduct(call.state, row.sku)
    const tier = tierOf(row)
    if (product !== undefined)
      product.tierPrices = product.tierPrices.filter((each) => !isSameRow(each, tier))
  }
  return []
}

const P = '/V1/products/tier-prices'

export const tierPriceRoutes: Route[] = [
  { method: 'POST', template: P, resource: PRICE_RIGHT, answer: (call) => save(call, false) },
  { method: 'PUT', template: P, resource: PRICE_RIGHT, answer: (call) => save(call, true) },
  { method: 'POST', template: `${P}-information`, resource: PRICE_RIGHT, answer: information },
  { method: 'POST', template: `${P}-delete`, resource: PRICE_RIGHT, answer: remove },
]
