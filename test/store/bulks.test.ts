import { describe, expect, test } from 'vitest'
import { itemId, MINUTE, START, withItems } from './support.ts'

describe('what the shop was given to do later', () => {
  test('is remembered before it is sent, and is over with its last request', () => {
    const { ledger, clock } = withItems(1, 2)
    const id = ledger.bulks.begin('create', [itemId(2), itemId(1)])
    clock.forward(MINUTE)
    ledger.bulks.named(id, 'u-1')
    ledger.bulks.looked(id)
    expect(ledger.bulks.all()).toEqual([
      { id, kind: 'create', uuid: 'u-1', size: 2, sentAt: START, lookedAt: '2026-03-02T09:01:00.000Z' },
    ])
    expect(ledger.bulks.places(id)).toEqual([
      { place: 0, itemId: '2' },
      { place: 1, itemId: '1' },
    ])
    ledger.bulks.ended(id, [0])
    expect([ledger.bulks.held([itemId(1), itemId(2)]), ledger.bulks.all().length]).toEqual([
      [{ itemId: '1', since: START }],
      1,
    ])
    ledger.bulks.ended(id, [1])
    expect([ledger.bulks.held([itemId(1)]), ledger.bulks.all()]).toEqual([[], []])
  })

  test('can be asked about the same item twice, and of another shop nothing stays', () => {
    const { ledger } = withItems(1)
    const first = ledger.bulks.begin('update', [itemId(1)])
    ledger.bulks.begin('update', [itemId(1)])
    ledger.bulks.begin('canary', [])
    ledger.bulks.ended(first, [0])
    expect(ledger.bulks.held([itemId(1)])).toEqual([{ itemId: '1', since: START }])
    ledger.bulks.removeAll()
    expect([ledger.bulks.all(), ledger.bulks.held([itemId(1)])]).toEqual([[], []])
  })

  test('is forgotten whole where the shop surely did not take it', () => {
    const { ledger } = withItems(1)
    ledger.bulks.forget(ledger.bulks.begin('create', [itemId(1)]))
    expect([ledger.bulks.all(), ledger.bulks.held([itemId(1)])]).toEqual([[], []])
  })
})
