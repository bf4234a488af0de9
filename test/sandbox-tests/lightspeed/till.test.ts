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

const movedRows = ({ state }: Opened, itemID: number) =>
  state.itemShops
    .having('itemID', itemID)
    .filter((row) => row.timeStamp === now)
    .map((row) => row.shopID)

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

  test('only the rows of that shop and of the total have a new time stamp', () => {
    const shop = open()
    shop.till.receive(1, 3, 2)
    expect(movedRows(shop, 1)).toEqual([0, 2])
    const other = open({ totalRowMoves: false })
    other.till.receive(1, 3, 2)
    expect(movedRows(other, 1)).toEqual([2])
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

  test('tags are kept in lower case without spaces, and leave the time stamp alone unless switched', () => {
    const shop = open()
    const before = shop.state.items.get(2)?.timeStamp
    shop.till.tag(2, 'Brand New Tag')
    expect(shop.state.tags.ordered('tagID').at(-1)).toEqual({ tagID: 21, name: 'brandnewtag' })
    expect(shop.state.items.get(2)).toMatchObject({ timeStamp: before, tagIDs: expect.arrayContaining([21]) })
    shop.till.untag(2, 'brandnewtag')
    expect(shop.state.items.get(2)?.tagIDs).not.toContain(21)
    const other = open({ relatedMovesItem: true })
    other.till.tag(2, 'x')
    expect(other.state.items.get(2)?.timeStamp).toBe(now)
  })
})

test('a new category renumbers the tree, and the categories that moved have a new time stamp', () => {
  const { till, state } = open()
  const before = new Map(state.categories.ordered('categoryID').map((row) => [row.categoryID, row.leftNode]))
  const added = till.addCategory('Aardvarks')
  const rows = state.categories.ordered('leftNode')
  expect(rows[0]).toMatchObject({
    categoryID: added,
    leftNode: 1,
    rightNode: 2,
    nodeDepth: 0,
    fullPathName: 'Aardvarks',
  })
  const moved = rows.filter((row) => row.categoryID !== added && row.leftNode !== before.get(row.categoryID))
  expect(moved.length).toBeGreaterThan(10)
  expect(moved.filter((row) => row.timeStamp !== now)).toEqual([])
})
