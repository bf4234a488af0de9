import { expect, test } from 'vitest'
import type { ItemFilter, ItemState } from '../../shared/item.ts'
import { anItem, itemId, openTestLedger, runId, sku, standingClock } from './support.ts'

const HOUR = 3_600_000
const TODAY = '2026-03-02T00:00:00.000Z'

function aCatalogue() {
  const clock = standingClock()
  const ledger = openTestLedger(clock)
  ledger.items.store([
    anItem(1, { name: 'Vélo bleu', customSku: 'V-1', sku: sku('V-1'), upc: '012345678905' }),
    anItem(2, { name: 'Blue bike [XL]', customSku: 'B*2', sku: sku('B*2') }),
    anItem(3, { name: '自転車 ヘルメット', ean: '4006381333931' }),
    anItem(4, { name: 'antenne 50%' }),
  ])
  const states: ItemState[] = ['online', 'waiting', 'not-online', 'needs-you']
  ledger.items.show(
    states.map((state, index) => ({
      itemId: itemId(index + 1),
      price: null,
      stock: null,
      state,
      reason: null,
    })),
  )
  const list = (filter: ItemFilter, search = '', offset = 0, limit = 100) =>
    ledger.itemList.page({ filter, search, today: TODAY, offset, limit })
  const ids = (...question: Parameters<typeof list>) => list(...question).rows.map((row) => row.itemId)
  return { ledger, clock, list, ids }
}

test('every item is listed by name, with how many there are in each state', () => {
  const { list } = aCatalogue()
  const page = list('all')
  expect(page).toMatchObject({
    total: 4,
    counts: { all: 4, online: 1, waiting: 1, 'not-online': 1, 'needs-you': 1, 'changed-today': 0 },
  })
  expect(page.rows.map((row) => row.name)).toEqual([
    'antenne 50%',
    'Blue bike [XL]',
    'Vélo bleu',
    '自転車 ヘルメット',
  ])
  expect(page.rows[2]).toEqual({
    itemId: '1',
    name: 'Vélo bleu',
    sku: 'V-1',
    price: null,
    stock: null,
    state: 'online',
    lastSentAt: null,
  })
})

test('the counts follow what comes and moves, and what is taken back', () => {
  const { ledger, list } = aCatalogue()
  const show = (id: number, state: ItemState) =>
    ledger.items.show([{ itemId: itemId(id), price: null, stock: null, state, reason: null }])
  ledger.items.store([anItem(5), anItem(6), anItem(1)])
  show(5, 'online')
  show(1, 'online')
  const counts = { all: 6, online: 2, waiting: 2, 'not-online': 1, 'needs-you': 1, 'changed-today': 0 }
  expect(list('all').counts).toEqual(counts)
  expect(() =>
    ledger.transaction(() => {
      ledger.items.store([anItem(7)])
      show(6, 'needs-you')
      throw new Error('power cut')
    }),
  ).toThrow('power cut')
  expect(list('all').counts).toEqual(counts)
})

test('a filter shows one state, and pages go on where the one before ended', () => {
  const { ids, list } = aCatalogue()
  expect(ids('needs-you')).toEqual(['4'])
  expect([ids('all', '', 0, 3), ids('all', '', 3, 3), ids('all', '', 6, 3)]).toEqual([
    ['4', '2', '1'],
    ['3'],
    [],
  ])
  expect(list('all', '', 6, 3).total).toBe(4)
})

test.each([
  ['a part of the name', 'elo', ['1']],
  ['without accents and case', 'VELO BLEU', ['1']],
  ['words in any order', 'bike blu', ['2']],
  ['a part of the SKU', 'v-1', ['1']],
  ['a barcode', '4006381333931', ['3']],
  ['one letter of Japanese', '車', ['3']],
  ['what looks like a pattern', '[x', ['2']],
  ['an asterisk', 'b*', ['2']],
  ['a per cent sign', '50%', ['4']],
  ['what no item has', 'tandem', []],
  ['the same word twice, among many', 'b l u e b i k e', ['2']],
  ['nothing but blanks', '  ', ['4', '2', '1', '3']],
])('a search finds %s', (_what, search, found) => {
  const { ids, list } = aCatalogue()
  expect(ids('all', search)).toEqual(found)
  expect(list('all', search).total).toBe(found.length)
})

test('a search and a filter go together, and the counts are of the search', () => {
  const { list, ids } = aCatalogue()
  expect(list('waiting', 'bl').counts).toEqual({
    all: 2,
    online: 1,
    waiting: 1,
    'not-online': 0,
    'needs-you': 0,
    'changed-today': 0,
  })
  expect(ids('waiting', 'bl')).toEqual(['2'])
})

test('changed today are the items whose product was written since midnight', () => {
  const { ledger, clock, ids } = aCatalogue()
  const change = (id: number) => ({
    runId: runId(1),
    itemId: itemId(id),
    facet: 'price' as const,
    source: null,
    before: null,
    after: { price: '5' },
    danger: null,
  })
  clock.forward(-10 * HOUR)
  ledger.changes.record([change(3)])
  clock.forward(10 * HOUR)
  ledger.changes.record([change(1)])
  expect(ids('changed-today')).toEqual(['1'])
  expect(ids('changed-today', 'velo')).toEqual(['1'])
  expect(ids('changed-today', 'bike')).toEqual([])
  expect(ledger.itemList.counts(TODAY)['changed-today']).toBe(1)
})

test.each([
  ['its SKU, in any case', 'v-1', '1'],
  ['its barcode', '012345678905', '1'],
  ['its item id', '3', '3'],
  ['its whole name', 'velo bleu', '1'],
  ['a part of its SKU', 'v-', null],
  ['nothing', '  ', null],
  ['an id that no item has', '12345', null],
])('an item is found by %s', (_what, text, found) => {
  expect(aCatalogue().ledger.itemList.find(text)).toBe(found)
})

test('a SKU comes before an item id of the same text', () => {
  const { ledger } = aCatalogue()
  ledger.items.store([anItem(5, { customSku: '3', sku: sku('3') })])
  expect(ledger.itemList.find('3')).toBe('5')
})
