import { describe, expect, test } from 'vitest'
import { anItem, aShopRow, due, itemId, openTestLedger, settleAll } from './support.ts'

describe('stock at the till', () => {
  test('an item is due for stock, and only for stock, when a quantity changes', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1), anItem(2)])
    ledger.itemShops.store([aShopRow(1, 0, 5), aShopRow(1, 1, 5), aShopRow(2, 1, 3)])
    settleAll(ledger)
    expect(ledger.itemShops.store([aShopRow(1, 1, 4), aShopRow(2, 1, 3)])).toEqual({ changed: 1 })
    expect(due(ledger)).toEqual([
      ['1', 0, 1],
      ['2', 0, 0],
    ])
  })

  test('a row that changes in another way is stored, and nothing is due', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1)])
    ledger.itemShops.store([aShopRow(1, 1, 5)])
    settleAll(ledger)
    const moved = aShopRow(1, 1, 5, { timeStamp: '2026-02-02T08:00:00+00:00', raw: { reorderPoint: '2' } })
    expect(ledger.itemShops.store([moved])).toEqual({ changed: 1 })
    expect(ledger.itemShops.raw(itemId(1), moved.shopId)).toEqual({ reorderPoint: '2' })
    expect(due(ledger)).toEqual([['1', 0, 0]])
  })

  test('shop 0 is told apart as the total, and a quantity can be below zero', () => {
    const ledger = openTestLedger()
    ledger.itemShops.store([aShopRow(1, 2, -1), aShopRow(1, 0, 3), aShopRow(1, 1, 4)])
    expect(ledger.itemShops.of([itemId(1)]).map((row) => [row.shopId, row.total, row.qoh])).toEqual([
      ['0', true, 3],
      ['1', false, 4],
      ['2', false, -1],
    ])
  })

  test('the stock of an item that is not read yet waits for it', () => {
    const ledger = openTestLedger()
    ledger.itemShops.store([aShopRow(9, 1, 4)])
    ledger.items.store([anItem(9)])
    expect(ledger.mirror.get(itemId(9))?.shops.map((row) => row.qoh)).toEqual([4])
    expect(due(ledger)).toEqual([['9', 1, 1]])
  })
})

describe('a full read', () => {
  test('notices items that vanished from the till, and takes them back when they return', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1), anItem(2), anItem(3, { archived: true })])
    settleAll(ledger)
    ledger.fullRead.begin()
    ledger.fullRead.met([itemId(1)])
    expect(ledger.fullRead.unmet('items')).toBe(1)
    expect(ledger.fullRead.markVanished('items', 500)).toEqual(['2'])
    expect(ledger.fullRead.markVanished('items', 500)).toEqual([])
    expect(ledger.items.get(itemId(2))).toMatchObject({ vanished: true, due: { catalogue: 1, stock: 1 } })
    expect(ledger.items.store([anItem(2)])).toEqual({ changed: 1, created: 0 })
    expect(ledger.items.get(itemId(2))).toMatchObject({ vanished: false })
  })

  test('forgets what an earlier one had met', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1)])
    ledger.fullRead.begin()
    ledger.fullRead.met([itemId(1)])
    ledger.fullRead.begin()
    expect(ledger.fullRead.unmet('items')).toBe(1)
  })

  test('of 20,000 items in which nothing changed writes not one row of the mirror', {
    timeout: 60_000,
  }, () => {
    const ledger = openTestLedger()
    const pages = Array.from({ length: 40 }, (_, page) =>
      Array.from({ length: 500 }, (_, index) => anItem(page * 500 + index + 1)),
    )
    for (const page of pages) ledger.items.store(page)
    const again = pages.map((page) => ledger.items.store(page))
    expect(again.reduce((sum, page) => sum + page.changed, 0)).toBe(0)
  })
})
