import { expect, test } from 'vitest'
import type { JsonObject } from '../../../sandbox/magento/web/json.ts'
import { aShop } from '../client.ts'

/** A shop with one product. */
const withA = () => {
  const { call, shop, ...rest } = aShop()
  shop.addProduct({ sku: 'A', extension_attributes: { stock_item: { qty: 3, is_in_stock: true } } })
  const legacy = (stockItem: JsonObject, id = '1') =>
    call('PUT', `/V1/products/A/stockItems/${id}`, { stockItem }).body
  const items = (...sourceItems: JsonObject[]) => call('POST', '/V1/inventory/source-items', { sourceItems })
  const row = (more: JsonObject = {}) => ({
    sku: 'A',
    source_code: 'default',
    quantity: 5,
    status: 1,
    ...more,
  })
  const held = (sku = 'A') => shop.sourceItems(sku).map(({ sourceCode, quantity }) => [sourceCode, quantity])
  return { ...rest, call, shop, legacy, items, row, held }
}

test('M34 R56 the number in the path does not matter, the answer is the real one', () => {
  const { legacy, shop } = withA()
  expect([legacy({ qty: 4 }, '999'), shop.product('A')?.stock.qty]).toEqual([1, 4])
})

test('M35 R56 nothing left is out of stock by itself, more comes back; negative and fractional numbers are stored', () => {
  const { legacy, shop } = withA()
  const seen = [0, 5, -2, 1.5].map((qty) => {
    legacy({ qty })
    return shop.product('A')?.stock
  })
  expect(seen).toEqual([
    { qty: 0, isInStock: false },
    { qty: 5, isInStock: true },
    { qty: -2, isInStock: false },
    { qty: 1.5, isInStock: true },
  ])
})

test('M36 R57 legacy stock writes the default source alone, which a stock of its own does not sell from', () => {
  const { legacy, shop, held } = withA()
  shop.addSource('main')
  const stock = shop.addStock('Web', ['main'], ['base'])
  legacy({ qty: 8 })
  expect([held(), shop.salable('A', stock)]).toEqual([[['default', 8]], 0])
})

test('M37 R58 a batch is all or nothing, unknown SKUs are stored, the last of two rows wins', () => {
  const { items, row, held } = withA()
  expect([
    items(row({ sku: 'ghost' })).body,
    held('ghost'),
    items(row(), row({ source_code: 'nosuch' })),
    held(),
    items(row({ quantity: 6 }), row({ quantity: 7 })).body,
    held(),
    items().body,
    items(row({ quantity: -1.5 })).body,
  ]).toEqual([
    [],
    [['default', 5]],
    { status: 400, body: { message: 'Could not save Source Item' } },
    [['default', 3]],
    [],
    [['default', 7]],
    { message: 'Input data is empty' },
    [],
  ])
})

test('R58 a status that is neither 0 nor 1 is refused with its field; taking away what is not there is fine', () => {
  const { call, items, row } = withA()
  expect([
    items(row({ status: 2 })).body,
    call('POST', '/V1/inventory/source-items-delete', { sourceItems: [{ sku: 'B', source_code: 'default' }] })
      .body,
  ]).toEqual([
    {
      message: 'Validation Failed: "status" should a known status.',
      errors: [{ message: '"%field" should a known status.', parameters: { field: 'status' } }],
    },
    [],
  ])
})

test('M38 R60 an order takes from what can be sold at once, not from the source; writing the same number changes nothing', () => {
  const { items, row, shop, held } = withA()
  shop.reserve('A', 1, 2)
  const ordered = [shop.salable('A'), held()]
  items(row({ quantity: 3 }))
  const rewritten = shop.salable('A')
  shop.reserve('A', 1, -2)
  expect([ordered, rewritten, shop.salable('A')]).toEqual([[1, [['default', 3]]], 1, 3])
})

test('M69 R59 R62 a new stock has nothing until it is indexed; a known source code is overwritten, a change needs all', () => {
  const { call, shop, items, row } = withA()
  const source = { source_code: 'main', name: 'Main', country_id: 'US', postcode: '10001' }
  const create = (more: JsonObject = {}) =>
    call('POST', '/V1/inventory/sources', { source: { ...source, ...more } }).body
  expect([create(), create({ name: 'Other' })]).toEqual([[], []])
  const partial = call('PUT', '/V1/inventory/sources/main', { source: { name: 'Only' } })
  call('POST', '/V1/inventory/stocks', { stock: { name: 'Web' } })
  call('POST', '/V1/inventory/stock-source-links', {
    links: [{ stock_id: 2, source_code: 'main', priority: 1 }],
  })
  items(row({ source_code: 'main' }))
  const salable = () => call('GET', '/V1/inventory/get-product-salable-quantity/A/2').body
  const before = salable()
  shop.reindex()
  expect([partial.status, before, salable()]).toEqual([400, 0, 5])
})

test('R59 an unknown SKU breaks the question, an unknown stock is refused, a configurable too', () => {
  const { call, shop } = withA()
  shop.addProduct({ sku: 'P', type_id: 'configurable' })
  const ask = (path: string) => call('GET', `/V1/inventory/get-product-salable-quantity/${path}`).status
  expect([ask('nosuch/1'), ask('A/9'), ask('P/1')]).toEqual([500, 400, 400])
})
