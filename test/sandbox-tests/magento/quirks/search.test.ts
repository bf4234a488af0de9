import { expect, test } from 'vitest'
import { aShop, filter } from '../client.ts'

const aShopOf = (...skus: string[]) => {
  const shop = aShop()
  for (const sku of skus) shop.shop.addProduct({ sku })
  const found = (query: string): unknown =>
    shop.call('GET', `/all/V1/products?${query}&fields=items[sku],total_count`).body
  return { ...shop, found }
}
const items = (...skus: string[]) => ({ items: skus.map((sku) => ({ sku })), total_count: skus.length })
const sorted = (direction: string, field = 'sku') =>
  `searchCriteria[sortOrders][0][field]=${field}${direction === '' ? '' : `&searchCriteria[sortOrders][0][direction]=${direction}`}`

test('M09 a search without criteria is refused, an empty one is not', () => {
  const { call } = aShop()
  expect([call('GET', '/V1/products'), call('GET', '/V1/products?searchCriteria=').status]).toEqual([
    {
      status: 400,
      body: {
        message: '"%fieldName" is required. Enter and try again.',
        parameters: { fieldName: 'searchCriteria' },
      },
    },
    200,
  ])
})

test('M10 R22 no page size, or 0, is everything, a negative one a single row', () => {
  const { call, shop } = aShop()
  for (let n = 0; n < 25; n += 1) shop.addProduct({ sku: `A-${n}` })
  const count = (query: string) => {
    const { body } = call('GET', `/V1/products?${query}`)
    return typeof body === 'object' && body !== null && 'items' in body
      ? JSON.stringify(body.items).split('"sku"').length - 1
      : 0
  }
  const size = 'searchCriteria[pageSize]'
  expect([
    count('searchCriteria='),
    count(`${size}=0`),
    count(`${size}=-1`),
    count(`${size}=10&searchCriteria[currentPage]=-3`),
  ]).toEqual([25, 25, 1, 10])
})

test('R22 a page larger than the limit is refused where the shop limits input', () => {
  const { call } = aShop({ maxPageSize: 10 })
  expect(call('GET', '/V1/products?searchCriteria[pageSize]=11')).toEqual({
    status: 400,
    body: { message: 'Maximum SearchCriteria pageSize is %max', parameters: { max: 10 } },
  })
})

test('M11 R21 a page beyond the last is empty, with the full count', () => {
  const { call } = aShopOf('A', 'B')
  expect(call('GET', '/V1/products?searchCriteria[pageSize]=2&searchCriteria[currentPage]=9').body).toEqual({
    items: [],
    search_criteria: { filter_groups: [], page_size: 2, current_page: 9 },
    total_count: 2,
  })
})

test('M12 the search is repeated: only what was sent, values as texts', () => {
  const { call } = aShop()
  const query = `${filter('entity_id', '5', 'gt')}&searchCriteria[pageSize]=3`
  expect(call('GET', `/V1/products?${query}`).body).toMatchObject({
    search_criteria: {
      filter_groups: [{ filters: [{ field: 'entity_id', value: '5', condition_type: 'gt' }] }],
      page_size: 3,
    },
  })
})

test('M56 R27 times are UTC without a zone and compare by the second', () => {
  const { call, clock, found, shop } = aShopOf('A')
  clock.advance(1500)
  shop.addProduct({ sku: 'B' })
  expect([
    shop.product('B')?.updatedAt,
    found(filter('updated_at', '2026-11-24 09:00:01', 'gteq')),
    found(filter('updated_at', '2026-11-24T09:00:01', 'gteq')),
    call('GET', `/V1/products?${filter('updated_at', 'rubbish', 'gt')}`).status,
  ]).toEqual(['2026-11-24 09:00:01', items('B'), items('B'), 200])
})

test('M58 R40 products of every website are found and read, whatever the scope', () => {
  const { call, shop } = aShop()
  const second = shop.addWebsite('second', 'second_en')
  shop.addProduct({ sku: 'A', extension_attributes: { website_ids: [second] } })
  expect([
    call('GET', '/default/V1/products?searchCriteria=&fields=items[sku]').body,
    call('GET', '/default/V1/products/A?fields=sku').body,
  ]).toEqual([{ items: [{ sku: 'A' }] }, { sku: 'A' }])
})

test('M64 R21 an empty list read through a filter of fields is null', () => {
  const { found } = aShopOf()
  expect(found('searchCriteria=')).toEqual({ items: null, total_count: 0 })
})

test('M65 R23 no direction is downwards, an unknown condition is eq, an unknown sort field is ignored', () => {
  const { call, found } = aShopOf('A', 'B')
  expect([
    found(sorted('')),
    found(filter('sku', 'B', 'resembles')),
    found(sorted('ASC', 'nosuch')),
    call('GET', `/V1/products?${sorted('up')}`).status,
  ]).toEqual([items('B', 'A'), items('B'), items('A', 'B'), 400])
})

test('R24 a SKU with a comma is found by eq alone', () => {
  const { found } = aShopOf('A,1', 'A')
  expect([found(filter('sku', 'A,1', 'in')), found(filter('sku', 'A,1'))]).toEqual([items('A'), items('A,1')])
})

test('R25 without an order rows come as the index of the filtered column has them', () => {
  const { found } = aShopOf('C', 'A', 'B')
  expect([found('searchCriteria='), found(filter('sku', '%', 'like'))]).toEqual([
    items('C', 'A', 'B'),
    items('A', 'B', 'C'),
  ])
})

test('M18 R26 SKUs compare without case and blanks at the end; broken brackets in fields answer nothing', () => {
  const { call, found } = aShopOf('Mug-1')
  expect([
    found(filter('sku', 'MUG-1 ')),
    call('GET', '/V1/products/mug-1%20?fields=sku').body,
    call('GET', '/V1/products/%20mug-1').status,
    call('GET', '/V1/products/mug-1?fields=sku[').body,
    call('GET', '/V1/products/mug-1?fields=nosuch').body,
  ]).toEqual([items('Mug-1'), { sku: 'Mug-1' }, 404, [], []])
})
