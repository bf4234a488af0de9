import { expect, test } from 'vitest'
import { aShop } from './client.ts'

const row = (sku: string, source_code: string, quantity: number, status = 1) => ({
  sku,
  source_code,
  quantity,
  status,
})

test('one unknown source keeps the whole batch out', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  const before = shop.sourceItems('A')
  const answer = call('POST', '/all/V1/inventory/source-items', {
    sourceItems: [row('A', 'default', 5), row('A', 'nosuch', 5)],
  })
  expect([answer, shop.sourceItems('A')]).toEqual([
    { status: 400, body: { message: 'Could not save Source Item' } },
    before,
  ])
})

test('quantities of unknown SKUs are stored in silence, in another case they are the same row', () => {
  const { call, shop } = aShop()
  call('POST', '/all/V1/inventory/source-items', { sourceItems: [row('Ghost', 'default', 1)] })
  call('POST', '/all/V1/inventory/source-items', { sourceItems: [row('GHOST', 'default', 2)] })
  expect(shop.sourceItems('ghost')).toEqual([{ sku: 'Ghost', sourceCode: 'default', quantity: 2, status: 1 }])
})

test('what can be sold is what the enabled sources of the stock hold, once it was indexed', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  shop.addSource('main')
  shop.addSource('attic')
  call('POST', '/all/V1/inventory/stocks', {
    stock: {
      name: 'Web',
      extension_attributes: { sales_channels: [{ type: 'website', code: 'base' }] },
    },
  })
  call('POST', '/all/V1/inventory/stock-source-links', {
    links: [{ stock_id: 2, source_code: 'main', priority: 1 }],
  })
  call('POST', '/all/V1/inventory/source-items', {
    sourceItems: [row('A', 'main', 5), row('A', 'attic', 7)],
  })
  const before = shop.salable('A', 2)
  shop.reindex()
  expect([before, shop.salable('A', 2)]).toEqual([0, 5])
})

test('legacy stock and the default source follow each other, other sources stand alone', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  shop.addSource('main')
  call('PUT', '/all/V1/products/A/stockItems/1', { stockItem: { qty: 4, is_in_stock: true } })
  const afterLegacy = shop.sourceItems('A')
  call('POST', '/all/V1/inventory/source-items', {
    sourceItems: [row('A', 'default', 9), row('A', 'main', 1)],
  })
  expect([afterLegacy, shop.product('A')?.stock]).toEqual([
    [{ sku: 'A', sourceCode: 'default', quantity: 4, status: 1 }],
    { qty: 9, isInStock: true },
  ])
})

test('the last piece sold puts a product out of stock by itself, the next delivery back in', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A', extension_attributes: { stock_item: { qty: 3, is_in_stock: true } } })
  const states = [0, 5].map((qty) => {
    call('PUT', '/all/V1/products/A/stockItems/1', { stockItem: { qty } })
    return shop.product('A')?.stock
  })
  expect(states).toEqual([
    { qty: 0, isInStock: false },
    { qty: 5, isInStock: true },
  ])
})

test('a shop without multi source inventory has none of its routes and modules', () => {
  const { call, shop } = aShop()
  shop.withoutMsi()
  shop.addProduct({ sku: 'A' })
  const modules = call('GET', '/V1/modules').body
  expect([
    call('GET', '/V1/inventory/sources').status,
    Array.isArray(modules) && modules.some((name) => String(name).startsWith('Magento_Inventory')),
    call('PUT', '/all/V1/products/A/stockItems/1', { stockItem: { qty: 2, is_in_stock: true } }).status,
    shop.count().sourceItems,
  ]).toEqual([404, false, 200, 0])
})

test('bad price rows are listed, good ones written', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  const prices = [
    { sku: 'A', store_id: 0, price: 7 },
    { sku: 'nosuch', store_id: 0, price: 7 },
  ]
  expect([
    call('POST', '/all/V1/products/base-prices', { prices }),
    call('POST', '/all/V1/products/base-prices-information', { skus: ['A'] }).body,
  ]).toEqual([
    {
      status: 200,
      body: [{ message: 'Invalid attribute %fieldName = %fieldValue.', parameters: ['SKU', 'nosuch'] }],
    },
    [{ price: 7, store_id: 0, sku: 'A' }],
  ])
})

test('with prices per website each website has its own', () => {
  const { call, shop } = aShop({ priceScope: 'website' })
  shop.addWebsite('second', 'second_en')
  shop.addProduct({ sku: 'A', price: 10 })
  call('POST', '/all/V1/products/base-prices', { prices: [{ sku: 'A', store_id: 2, price: 8 }] })
  const views = Object.entries(shop.product('A')?.views ?? {})
  expect(Object.fromEntries(views.map(([view, { price }]) => [view, price]))).toEqual({
    all: '10.000000',
    default: '10.000000',
    second_en: '8.000000',
  })
})
