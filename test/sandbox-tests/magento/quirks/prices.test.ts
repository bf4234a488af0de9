import { expect, test } from 'vitest'
import type { JsonObject } from '../../../sandbox/magento/web/json.ts'
import { aShop } from '../client.ts'

const withA = (options: Parameters<typeof aShop>[0] = {}) => {
  const shop = aShop(options)
  shop.shop.addProduct({ sku: 'A', price: 10 })
  const post = (route: string, ...prices: JsonObject[]) =>
    shop.call('POST', `/all/V1/products/${route}`, { prices })
  const all = () => shop.shop.product('A')?.views.all ?? {}
  return { ...shop, post, all }
}

test('M39 R52 price routes answer 200 with the faults; good rows are written', () => {
  const { post, all } = withA()
  expect([
    post('base-prices', { sku: 'A', store_id: 0, price: 7 }, { sku: 'B', store_id: 0, price: 7 }),
    all().price,
    post('special-price', { sku: 'B', store_id: 0, price: 1 }).body,
    post('base-prices', { sku: 'A', store_id: 0, price: 8 }).body,
  ]).toEqual([
    {
      status: 200,
      body: [{ message: 'Invalid attribute %fieldName = %fieldValue.', parameters: ['SKU', 'B'] }],
    },
    '7.000000',
    [
      expect.objectContaining({
        message: expect.stringMatching(/^The product that was requested doesn't exist\..* Row ID: SKU = B/),
      }),
    ],
    [],
  ])
})

test('M40 a price of nothing is a price', () => {
  const { post, all } = withA()
  expect([post('base-prices', { sku: 'A', store_id: 0, price: 0 }).body, all().price]).toEqual([
    [],
    '0.000000',
  ])
})

test('R53 one unknown SKU fails all tier prices; replacing replaces', () => {
  const { call, post } = withA()
  const tier = (sku: string, quantity: number) => ({
    sku,
    quantity,
    price: 5,
    price_type: 'fixed',
    website_id: 0,
    customer_group: 'ALL GROUPS',
  })
  const held = () => {
    const { body } = call('POST', '/V1/products/tier-prices-information', { skus: ['A'] })
    return JSON.stringify(body).match(/"customer_group":"[^"]*","quantity":\d+/g)
  }
  const failed = post('tier-prices', tier('A', 2), tier('B', 2)).status
  const afterFault = held()
  post('tier-prices', tier('A', 2))
  call('PUT', '/V1/products/tier-prices', { prices: [tier('A', 9)] })
  expect([failed, afterFault, held()]).toEqual([404, null, ['"customer_group":"all groups","quantity":9']])
})

test('R54 special prices want whole moments, or none; deleting removes whatever is there', () => {
  const { post, all } = withA()
  const row = (more: JsonObject) => ({ sku: 'A', store_id: 0, price: 5, ...more })
  const count = (answer: { body?: unknown }) => (Array.isArray(answer.body) ? answer.body.length : -1)
  expect([
    count(post('special-price', row({ price_from: '2026-12-01' }))),
    count(post('special-price', row({ price_from: '2026-12-01 00:00:00' }))),
    count(post('special-price', row({ price: 4 }))),
    all().special_price,
    all().special_from_date,
    count(post('special-price-delete', row({ price: 99 }))),
    all().special_price,
  ]).toEqual([1, 0, 0, '4.000000', '2026-12-01 00:00:00', 0, undefined])
})

test('R55 with global prices a store view writes for all; per website it writes its website, unseen once global', () => {
  const { post, shop } = withA()
  shop.addWebsite('second', 'second_en')
  const price = () => [shop.product('A')?.views.all?.price, shop.product('A')?.views.second_en?.price]
  post('base-prices', { sku: 'A', store_id: 1, price: 7 })
  const global = price()
  shop.settings.priceScope = 'website'
  post('base-prices', { sku: 'A', store_id: 2, price: 9 })
  const website = price()
  shop.settings.priceScope = 'global'
  expect([global, website, price()]).toEqual([
    ['7.000000', '7.000000'],
    ['7.000000', '9.000000'],
    ['7.000000', '7.000000'],
  ])
})

test('Adobe Commerce schedules special prices: they begin in the future or fail', () => {
  const { post } = withA({ edition: 'Enterprise' })
  const from = (price_from?: string) => {
    const { body } = post('special-price', {
      sku: 'A',
      store_id: 0,
      price: 5,
      ...(price_from ? { price_from } : {}),
    })
    return Array.isArray(body) ? body.length : -1
  }
  expect([from(), from('2020-01-01 00:00:00'), from('2027-01-01 00:00:00')]).toEqual([1, 1, 0])
})
