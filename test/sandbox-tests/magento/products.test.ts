import { expect, test } from 'vitest'
import { aProduct, aShop, filter } from './client.ts'

const urlKey = (value: string) => ({ custom_attributes: [{ attribute_code: 'url_key', value }] })

test('a SKU with a slash is created, read, changed and deleted by its path', () => {
  const { call, shop } = aShop()
  expect([
    call('POST', '/all/V1/products', aProduct('A/B')).status,
    call('GET', '/all/V1/products/A%2FB?fields=sku,price').body,
    call('PUT', '/all/V1/products/A%2FB', { product: { price: 12.5 } }).status,
    shop.product('A/B')?.views.all?.price,
    call('DELETE', '/all/V1/products/A%2FB').body,
    shop.product('A/B'),
  ]).toEqual([200, { sku: 'A/B', price: 10 }, 200, '12.500000', true, undefined])
})

test('a value written without a store code hides what scope all says later', () => {
  const { call, shop } = aShop()
  shop.addStoreView('fr', 'French', 'fr_FR')
  call('POST', '/all/V1/products', aProduct('A'))
  call('PUT', '/V1/products/A', { product: { name: 'Only here' } })
  call('PUT', '/all/V1/products/A', { product: { name: 'Everywhere' } })
  const names = Object.entries(shop.product('A')?.views ?? {}).map(([view, { name }]) => [view, name])
  expect(Object.fromEntries(names)).toEqual({ all: 'Everywhere', default: 'Only here', fr: 'Everywhere' })
})

test('null in a store view goes back to scope all', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A', name: 'Common' })
  shop.overrideInView('A', 'default', { name: 'Own' })
  call('PUT', '/default/V1/products/A', { product: { name: null } })
  expect(shop.product('A')?.views.default?.name).toBe('Common')
})

test('a status holds for all views of the website, a price for all views of all', () => {
  const { call, shop } = aShop()
  shop.addStoreView('fr', 'French', 'fr_FR')
  shop.addWebsite('second', 'second_en')
  call('POST', '/all/V1/products', aProduct('A'))
  call('PUT', '/default/V1/products/A', { product: { status: 2, price: 3 } })
  const views = Object.entries(shop.product('A')?.views ?? {})
  expect(views.map(([view, { status, price }]) => [view, status, price]).sort()).toEqual([
    ['all', '1', '3.000000'],
    ['default', '2', '3.000000'],
    ['fr', '2', '3.000000'],
    ['second_en', '1', '3.000000'],
  ])
})

test('a second product of the same name is refused and leaves nothing behind', () => {
  const { call, shop } = aShop()
  call('POST', '/all/V1/products', aProduct('A', { name: 'Mug' }))
  const refused = call('POST', '/all/V1/products', aProduct('B', { name: 'Mug' }))
  const other = call('POST', '/all/V1/products', aProduct('B', { name: 'Mug', ...urlKey('mug-b') }))
  expect([refused, other.status, shop.skus()]).toEqual([
    { status: 400, body: { message: 'URL key for specified store already exists.' } },
    200,
    ['A', 'B'],
  ])
})

test('a taken address shows itself only when the product is switched on', () => {
  const { call } = aShop()
  call('POST', '/all/V1/products', aProduct('A', { name: 'Mug' }))
  const disabled = call('POST', '/all/V1/products', aProduct('B', { name: 'Mug', status: 2 }))
  const enabled = call('PUT', '/all/V1/products/B', { product: { status: 1 } })
  expect([disabled.status, enabled.status]).toEqual([200, 400])
})

test('a refused change leaves the product as it was', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  const before = shop.product('A')
  const refused = call('PUT', '/all/V1/products/A', {
    product: { name: 'New', price: 1, extension_attributes: { website_ids: [99] } },
  })
  expect([refused.status, shop.product('A')]).toEqual([400, before])
})

test('an attribute that is new to the set takes values only after the cache was cleaned', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  const values = { custom_attributes: [{ attribute_code: 'manufacturer', value: '7' }] }
  call('POST', '/all/V1/products/attribute-sets/attributes', {
    attributeSetId: 4,
    attributeGroupId: 7,
    attributeCode: 'manufacturer',
    sortOrder: 1,
  })
  const seen = (): string | undefined => shop.product('A')?.views.all?.manufacturer
  const dropped = call('PUT', '/all/V1/products/A', { product: values }).status
  const before = seen()
  shop.cleanCache()
  call('PUT', '/all/V1/products/A', { product: values })
  expect([dropped, before, seen()]).toEqual([200, undefined, '7'])
})

test('an empty special price makes the product free, null takes it away', () => {
  const { call, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  const special = (value: string | null) => {
    call('PUT', '/all/V1/products/A', {
      product: { custom_attributes: [{ attribute_code: 'special_price', value }] },
    })
    return shop.product('A')?.views.all?.special_price
  }
  expect([special('4.5'), special(''), special(null)]).toEqual(['4.500000', '0.000000', undefined])
})

test('products are found through eleven filter groups, by parts of their SKU, and page by page', () => {
  const { call, shop } = aShop()
  for (const sku of ['A-1', 'A-2', 'B-1', 'C,1']) shop.addProduct({ sku })
  const groups = Array.from({ length: 11 }, (_each, n) =>
    filter('type_id', 'simple').replaceAll('[filterGroups][0]', `[filterGroups][${n}]`),
  ).join('&')
  const fields = 'fields=items[sku],total_count'
  const found = (query: string) => call('GET', `/all/V1/products?${query}&${fields}`).body
  expect([
    found(groups),
    found(filter('sku', 'a-%', 'like')),
    found(filter('sku', 'B-1,C,1', 'in')),
    found(filter('sku', 'c,1')),
    found(
      `${filter('entity_id', '1', 'gt')}&searchCriteria[sortOrders][0][field]=entity_id&searchCriteria[sortOrders][0][direction]=ASC&searchCriteria[pageSize]=2`,
    ),
    found('searchCriteria[pageSize]=2&searchCriteria[currentPage]=9'),
  ]).toEqual([
    { items: [{ sku: 'A-1' }, { sku: 'A-2' }, { sku: 'B-1' }, { sku: 'C,1' }], total_count: 4 },
    { items: [{ sku: 'A-1' }, { sku: 'A-2' }], total_count: 2 },
    { items: [{ sku: 'B-1' }], total_count: 1 },
    { items: [{ sku: 'C,1' }], total_count: 1 },
    { items: [{ sku: 'A-2' }, { sku: 'B-1' }], total_count: 3 },
    { items: null, total_count: 4 },
  ])
})

test('a product moves its date, its prices and quantities do not', () => {
  const { call, clock, shop } = aShop()
  shop.addProduct({ sku: 'A' })
  const dates = [
    () => call('POST', '/all/V1/products/base-prices', { prices: [{ sku: 'A', store_id: 0, price: 2 }] }),
    () => call('PUT', '/all/V1/products/A/stockItems/1', { stockItem: { qty: 2, is_in_stock: true } }),
    () => call('PUT', '/all/V1/products/A', { product: { price: 3 } }),
  ].map((write) => {
    clock.advance(1000)
    write()
    return shop.product('A')?.updatedAt
  })
  expect(dates).toEqual(['2026-11-24 09:00:00', '2026-11-24 09:00:00', '2026-11-24 09:00:03'])
})

test('a product cannot take the address of a category at the top', () => {
  const { call } = aShop()
  call('POST', '/all/V1/categories', { category: { parent_id: 2, name: 'Mugs', is_active: true } })
  const taken = call('POST', '/all/V1/products', aProduct('A', { name: 'Mugs' }))
  const free = call('POST', '/all/V1/products', aProduct('A', { name: 'Mugs', ...urlKey('mugs-a') }))
  expect([taken.status, free.status]).toEqual([400, 200])
})

test('a batch of 1,000 quantities reaches known and unknown SKUs alike', () => {
  const { call, shop } = aShop()
  for (let n = 0; n < 100; n += 1) call('POST', '/all/V1/products', aProduct(`A-${n}`))
  const sourceItems = Array.from({ length: 1000 }, (_each, n) => ({
    sku: `A-${n}`,
    source_code: 'default',
    quantity: n,
    status: 1,
  }))
  expect([
    call('POST', '/all/V1/inventory/source-items', { sourceItems }).body,
    shop.count(),
    shop.product('A-99')?.stock.qty,
  ]).toEqual([[], { products: 100, sourceItems: 1000, categories: 2 }, 99])
})
