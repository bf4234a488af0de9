import { describe, expect, test } from 'vitest'
import { itemId, MINUTE, price, print, START, sku, stock, withItems } from './support.ts'

describe('links', () => {
  const link = (id: number, code: string) =>
    ({
      itemId: itemId(id),
      sku: sku(code),
      productId: 100 + id,
      urlKey: null,
      state: 'proposed',
      origin: 'matched',
      itemSku: sku(code),
    }) as const

  test('pair an item with a product, proposed first, linked later', () => {
    const { ledger, clock } = withItems(1)
    ledger.links.store([link(1, 'TB-1')])
    clock.forward(MINUTE)
    ledger.links.store([{ ...link(1, 'TB-1'), state: 'linked', urlKey: 'trail-helmet' }])
    expect([ledger.links.count('proposed'), ledger.links.count('linked')]).toEqual([0, 1])
    expect(ledger.links.of([itemId(1)])).toEqual([
      {
        itemId: '1',
        sku: 'TB-1',
        productId: 101,
        urlKey: 'trail-helmet',
        state: 'linked',
        origin: 'matched',
        itemSku: 'TB-1',
        linkedAt: '2026-03-02T09:01:00.000Z',
      },
    ])
  })

  test('give one product to one item only, however its SKU is spelt', () => {
    const { ledger } = withItems(1, 2)
    ledger.links.store([link(1, 'TB-1')])
    expect(() => ledger.links.store([link(2, 'tb-1')])).toThrow('UNIQUE')
    expect(ledger.links.bySku([sku('tb-1')]).map((found) => found.itemId)).toEqual(['1'])
    ledger.links.remove(itemId(1))
    ledger.links.store([link(2, 'tb-1')])
    expect(ledger.links.bySku([sku('TB-1')]).map((found) => found.itemId)).toEqual(['2'])
  })
})

describe('facets', () => {
  test('keep what Magento acknowledged, refused and was last seen to hold, each by itself', () => {
    const { ledger, clock } = withItems(1)
    ledger.facets.remember([{ ...price(1), value: { price: '10' } }])
    clock.forward(MINUTE)
    ledger.facets.refuse([{ ...price(1), fingerprint: print('b') }])
    ledger.facets.acknowledge([{ ...price(1), fingerprint: print('a'), value: { price: '12.5' } }])
    expect(ledger.facets.of([itemId(1)])).toEqual([
      {
        ...price(1),
        fingerprint: print('a'),
        value: { price: '12.5' },
        acknowledgedAt: '2026-03-02T09:01:00.000Z',
        refused: null,
        readValue: { price: '10' },
        readAt: START,
      },
    ])
    ledger.facets.refuse([{ ...price(1), fingerprint: print('c') }])
    expect(ledger.facets.of([itemId(1)])[0]).toMatchObject({ fingerprint: print('a'), refused: print('c') })
  })

  test('that a broken shop could not take are sent again after a pause, which grows with every try', () => {
    const { ledger, clock } = withItems(1, 2)
    const pauseMs = (tries: number) => tries * 10 * MINUTE
    const broken = [{ ...stock(1, 'main'), fingerprint: print('a') }]
    ledger.facets.refuse([{ ...price(2), fingerprint: print('b') }])
    ledger.facets.refuseInPassing(broken, pauseMs)
    clock.forward(9 * MINUTE)
    expect(ledger.facets.wakeRefused('rested', 500)).toEqual([])
    clock.forward(MINUTE)
    expect(ledger.facets.wakeRefused('rested', 500)).toEqual(['1'])
    expect(ledger.facets.wakeRefused('rested', 500)).toEqual([])
    ledger.facets.refuseInPassing(broken, pauseMs)
    clock.forward(19 * MINUTE)
    expect(ledger.facets.wakeRefused('rested', 500)).toEqual([])
    clock.forward(MINUTE)
    expect(ledger.facets.wakeRefused('rested', 500)).toEqual(['1'])

    ledger.facets.acknowledge([{ ...stock(1, 'main'), fingerprint: print('a'), value: { quantity: '1' } }])
    ledger.facets.refuseInPassing(broken, pauseMs)
    clock.forward(10 * MINUTE)
    expect(ledger.facets.wakeRefused('rested', 500)).toEqual(['1'])
    ledger.facets.refuseInPassing(broken, pauseMs)
    expect(ledger.facets.wakeRefused('every', 500)).toEqual(['1'])
    // what the shop refused in words stands, also when a person asks for a sync
    expect(ledger.facets.of([itemId(2)])[0]).toMatchObject({ refused: print('b') })
  })

  test('are one per source for stock, and can be voided so that they are written again', () => {
    const { ledger } = withItems(1, 2)
    const value = { quantity: '1', in_stock: '1' }
    ledger.facets.acknowledge([
      { ...stock(1, 'main'), fingerprint: print('a'), value },
      { ...stock(1, 'outlet'), fingerprint: print('b'), value },
      { ...price(1), fingerprint: print('c'), value: { price: '3' } },
      { ...price(2), fingerprint: print('d'), value: { price: '4' } },
    ])
    const prints = () =>
      ledger.facets.of([itemId(1), itemId(2)]).map((row) => row.fingerprint?.charAt(0) ?? null)
    expect(prints()).toEqual(['c', 'a', 'b', 'd'])
    ledger.facets.void(itemId(1), 'stock')
    expect(prints()).toEqual(['c', null, null, 'd'])
    ledger.facets.void(itemId(1), 'every')
    expect(prints()).toEqual([null, null, null, 'd'])
    expect(ledger.facets.of([itemId(1)])[0]?.value).toEqual({ price: '3' })
    ledger.facets.forget(itemId(1))
    expect(prints()).toEqual(['d'])
  })
})
