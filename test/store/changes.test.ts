import { describe, expect, test } from 'vitest'
import { HOUR, itemId, MINUTE, price, runId, START, stock, withItems } from './support.ts'

describe('changes', () => {
  const change = (id: number, more = {}) => ({
    ...price(id),
    runId: runId(1),
    before: { price: '10' },
    after: { price: '4' },
    danger: null,
    ...more,
  })

  test('are the history of an item, newest first, with what Magento held before', () => {
    const { ledger, clock } = withItems(1, 2)
    ledger.changes.record([change(1, { before: null }), change(2)])
    clock.forward(MINUTE)
    ledger.changes.record([change(1, { after: { price: null }, danger: 'price-fall' })])
    expect(ledger.changes.of(itemId(1), 10)).toEqual([
      change(1, { after: { price: null }, danger: 'price-fall', at: '2026-03-02T09:01:00.000Z' }),
      change(1, { before: null, at: START }),
    ])
    expect(ledger.changes.lastAt()).toBe('2026-03-02T09:01:00.000Z')
    expect(ledger.items.get(itemId(2))?.lastSentAt).toBe(START)
  })

  test('of one danger are counted by product, over the last 24 hours', () => {
    const { ledger, clock } = withItems(1, 2)
    ledger.changes.record([change(1, { danger: 'disable' })])
    clock.forward(20 * HOUR)
    ledger.changes.record([change(2, { danger: 'disable' }), change(2, { danger: 'disable' }), change(1)])
    expect(ledger.changes.dangerSince('disable', START)).toBe(2)
    expect(ledger.changes.dangerSince('disable', '2026-03-02T10:00:00.000Z')).toBe(1)
    expect(ledger.changes.dangerSince('zero-stock', START)).toBe(0)
  })

  test('are counted for the charts: products once, stock by row', () => {
    const { ledger, clock } = withItems(1, 2)
    ledger.changes.record([
      change(1),
      change(1, { facet: 'details' }),
      change(2),
      { ...change(1), ...stock(1, 'a') },
    ])
    clock.forward(20 * MINUTE)
    ledger.changes.record([
      { ...change(1), ...stock(1, 'a') },
      { ...change(1), ...stock(1, 'b') },
    ])
    clock.forward(3 * HOUR)
    const hours = (job: 'stock' | 'catalogue') => ledger.sent.hours(job).map((count, hour) => [hour, count])
    const notZero = ([, count]: readonly (number | undefined)[]) => count !== 0
    expect(hours('catalogue').filter(notZero)).toEqual([[20, 2]])
    expect(hours('stock').filter(notZero)).toEqual([[20, 3]])
    expect(hours('stock')).toHaveLength(24)
    expect([
      ledger.sent.since('stock', START),
      ledger.sent.since('stock', '2026-03-02T09:15:00.000Z'),
    ]).toEqual([3, 2])
    clock.forward(24 * HOUR)
    expect(ledger.sent.hours('stock')).toEqual(new Array(24).fill(0))
  })

  test('are forgotten page by page once they are old', () => {
    const { ledger, clock } = withItems(1)
    ledger.changes.record([change(1), change(1), change(1)])
    clock.forward(MINUTE)
    ledger.changes.record([change(1)])
    const prune = () => ledger.changes.prune('2026-03-02T09:00:30.000Z', 2)
    expect([prune(), prune(), prune()]).toEqual([2, 1, 0])
    expect(ledger.changes.of(itemId(1), 10)).toHaveLength(1)
  })
})
