import { expect, test } from 'vitest'
import { anItem, itemId, openTestLedger, sku } from './support.ts'

test('SKUs that several items carry are told by name, case aside; what does not go online does not count', () => {
  const ledger = openTestLedger()
  const bell = (id: number, text: string, more = {}) =>
    anItem(id, { name: `Bell ${id}`, sku: sku(text), ...more })
  ledger.items.store([
    bell(1, 'BELL'),
    bell(2, 'bell'),
    bell(3, 'LOCK'),
    bell(4, 'LOCK', { archived: true }),
    bell(5, 'LOCK', { published: false }),
  ])
  expect(ledger.doubles.till({ kind: 'published' }, 10)).toEqual([
    { sku: 'BELL', names: ['Bell 1', 'Bell 2'] },
  ])
  expect(ledger.doubles.till({ kind: 'all' }, 10).map((double) => double.sku)).toEqual(['BELL', 'LOCK'])
  expect(ledger.doubles.till({ kind: 'all' }, 1)).toHaveLength(1)
})

test('SKUs that the shop holds twice are told with the item that they belong to', () => {
  const ledger = openTestLedger()
  ledger.items.store([anItem(1), anItem(2)])
  const subject = { kind: 'item', itemId: itemId(2), sku: 'TB-2', name: 'Trail helmet 2' } as const
  ledger.problems.report({ kind: 'product-doubled', subject, params: {}, details: null })
  expect(ledger.doubles.shop(10)).toEqual([{ sku: 'TB-2', names: ['Trail helmet 2'] }])
})
