import { describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'
import type { Options } from '../../sandbox/lightspeed/options.ts'
import { openSandbox, path, startTime } from './connected.ts'

const now = startTime / 1000 + 60

const open = (options: Partial<Options> = {}) => {
  const opened = openSandbox({ load: generateShop({ items: 20, seed: 7 }), options })
  opened.clock.advance(60_000)
  return { ...opened, till: opened.lightspeed.till, state: opened.lightspeed.state }
}

type Opened = ReturnType<typeof open>

const stockOf = ({ state }: Opened, itemID: number) =>
  Object.fromEntries(state.itemShops.having('itemID', itemID).map((row) => [row.shopID, row.qoh]))

describe('stock', () => {
  test('a sale lowers the stock of its shop and the total, and does not touch the item', () => {
    const shop = open()
    shop.till.setQoh(1, 5, 1)
    shop.till.setQoh(1, 2, 2)
    const stamp = shop.state.items.get(1)?.timeStamp
    shop.clock.advance(0)
    shop.till.sell(1, 3, 2)
    expect(stockOf(shop, 1)).toEqual({ 0: 4, 1: 5, 2: -1 })
    expect(shop.state.items.get(1)?.timeStamp).toBe(stamp)
  })
})

describe('items', () => {
  test.each<[string, (till: Opened['till']) => void, object]>([
    ['renamed', (till) => till.rename(2, 'New name'), { description: 'New name' }],
    ['given a custom SKU', (till) => till.setCustomSku(2, 'A/1'), { customSku: 'A/1' }],
    ['published', (till) => till.publish(2), { publishToEcom: true }],
    ['taken offline', (till) => till.unpublish(2), { publishToEcom: false }],
    ['archived', (till) => till.archive(2), { archived: true }],
  ])('an item that is %s has a new time stamp', (_title, act, columns) => {
    const shop = open()
    act(shop.till)
    expect(shop.state.items.get(2)).toMatchObject({ ...columns, timeStamp: now })
  })

  test('a new price replaces that level alone', () => {
    const shop = open()
    shop.till.setPrice(2, 9.5, 3)
    const prices = shop.state.items.get(2)?.prices ?? []
    expect(prices.map(({ useTypeID }) => useTypeID)).toEqual([1, 2, 3])
    expect(prices[2]).toEqual({ useTypeID: 3, amount: 9.5 })
  })

  test('archiving empties the shelves', () => {
    const shop = open()
    shop.till.setQoh(2, 5, 1)
    shop.till.archive(2)
    expect(stockOf(shop, 2)).toEqual({ 0: 0, 1: 0, 2: 0 })
  })

  test('a new item has a row in every shop and appears in the lists', () => {
    const shop = open()
    const itemID = shop.till.addItem({ description: 'Kettle', stock: { 2: 4 } })
    expect([itemID, stockOf(shop, itemID)]).toEqual([21, { 0: 4, 1: 0, 2: 4 }])
    const { access_token } = shop.connect()
    const changed = shop.get(
      access_token,
      path('Item', { timeStamp: '>=,2026-01-31T08:01:00Z', sort: 'timeStamp' }),
    )
    expect(JSON.parse(changed.body).Item).toMatchObject({
      itemID: '21',
      systemSku: '210000000027',
      description: 'Kettle',
    })
  })
})
