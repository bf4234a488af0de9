import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvLine } from '../../shared/plan-csv.ts'
import { openShop, type Shop } from '../harness/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop(40)
  await shop.connect()
})
afterAll(() => shop.close())

test('commas, quotes and line breaks stay inside their cell, and no name of an item runs as a formula', () => {
  expect(csvLine(['Bell, brass', '5" wheel', 'two\nlines', 'plain', '-2.5'])).toBe(
    '"Bell, brass","5"" wheel","two\nlines",plain,-2.5',
  )
  expect(csvLine(['=HYPERLINK("http://x")', '@SUM(A1)', '-bell'])).toBe(
    `"'=HYPERLINK(""http://x"")",'@SUM(A1),'-bell`,
  )
})

test('the proposal is one table: what is new, what would be written over, and nothing is written', async () => {
  shop.sandbox.lightspeed.till.addItem({
    description: 'Brass bell',
    customSku: 'BELL-1',
    publishToEcom: true,
    prices: [{ useTypeID: 1, amount: 19.95 }],
    stock: { 1: 3 },
  })
  shop.sandbox.magento.shop.addProduct({ sku: 'bell-1', name: 'Old bell', price: 12 })
  const { code, out } = await shop.tillbridge('sync', 'catalogue', '--csv')
  const lines = out.trimEnd().split('\n')
  expect([code, lines[0]]).toEqual([0, 'Item,Name,SKU,Paired,What,Value,Web shop now,Would become'])
  expect(lines.filter((line) => line.includes('Brass bell'))).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^\d+,Brass bell,bell-1,,Change,name,Old bell,Brass bell$/),
      expect.stringMatching(/^\d+,Brass bell,bell-1,,Change,price,12,19\.95$/),
    ]),
  )
  expect(lines.filter((line) => line.includes(',New product,name,,')).length).toBeGreaterThan(10)
  expect(shop.sandbox.magento.shop.skus()).toEqual(['bell-1'])
})
