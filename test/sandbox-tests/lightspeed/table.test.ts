import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'
import { pageOf } from '../../sandbox/lightspeed/page.ts'
import { createState, loadCatalogue } from '../../sandbox/lightspeed/state.ts'
import { createTable } from '../../sandbox/lightspeed/table.ts'
import { createRandom } from '../../sandbox/random.ts'

type Row = { id: number; group: number; stamp: number; name: string }

describe('rows kept in order', () => {
  test.each([1, 2, 3, 4, 5])('stay true through any changes (seed %i)', (seed) => {
    const random = createRandom(seed)
    const table = createTable<Row>('id')
    const plain = new Map<number, Row>()
    const make = (id: number): Row => ({
      id,
      group: random.between(1, 5),
      stamp: random.between(1, 20),
      name: random.hex(1),
    })
    table.load(Array.from({ length: 30 }, (_each, at) => make(at + 1)))
    for (const row of table.ordered('id')) plain.set(row.id, { ...row })
    for (const column of ['stamp', 'name']) table.ordered(column)
    table.having('group', 1)

    for (let step = 0; step < 300; step++) {
      const id = random.between(1, 60)
      if (!plain.has(id)) {
        const row = make(id)
        table.add({ ...row })
        plain.set(id, row)
      } else if (random.chance(0.2)) {
        table.remove(id)
        plain.delete(id)
      } else {
        const { id: _same, ...columns } = make(id)
        table.change(id, columns)
        plain.set(id, { id, ...columns })
      }
    }

    const rows = [...plain.values()].sort((a, b) => a.id - b.id)
    const by = (column: 'stamp' | 'name') =>
      rows.toSorted((a, b) => (a[column] < b[column] ? -1 : a[column] > b[column] ? 1 : a.id - b.id))
    expect(table.ordered('id')).toEqual(rows)
    expect(table.ordered('stamp')).toEqual(by('stamp'))
    expect(table.ordered('name')).toEqual(by('name'))
    for (const group of [1, 2, 3, 4, 5])
      expect(table.having('group', group)).toEqual(rows.filter((row) => row.group === group))
    for (let id = 1; id <= 60; id++) expect(table.get(id)).toEqual(plain.get(id))
  })
})

test('a page deep in a long list looks at no more rows than it answers', () => {
  const table = createTable<Row>('id')
  table.load(
    Array.from({ length: 50_000 }, (_each, at) => ({ id: at + 1, group: 1, stamp: at >> 3, name: '' })),
  )
  let looked = 0
  const request = {
    column: 'stamp',
    descending: false,
    limit: 100,
    low: 5000,
    after: { value: 5100, id: 40_803 },
  }
  const page = pageOf(table.ordered('stamp'), 'id', request, () => {
    looked += 1
    return true
  })
  expect([page.rows[0]?.id, page.rows.length, page.hasNext, looked]).toEqual([40_804, 100, true, 101])
})

describe('a shop of 200,000 items', () => {
  const begun = performance.now()
  const shop = generateShop({ items: 200_000, seed: 7 })

  test('is the same on every machine', () => {
    const digest = createHash('sha256')
    for (const rows of [shop.items, shop.itemShops, shop.images, shop.matrices])
      for (let at = 0; at < rows.length; at += 997) digest.update(JSON.stringify(rows[at]))
    expect([shop.items.length, shop.itemShops.length, digest.digest('hex').slice(0, 16)]).toEqual([
      200_000,
      800_000,
      'a23063dcf2a1f855',
    ])
  })

  test('is made and loaded in seconds', () => {
    const state = createState({ accountID: 1, name: '' })
    loadCatalogue(state, shop)
    expect([
      state.items.get(200_000)?.itemID,
      state.itemShops.having('itemID', 200_000).length,
      state.items.ordered('timeStamp').length,
    ]).toEqual([200_000, 4, 200_000])
    expect(performance.now() - begun).toBeLessThan(30_000)
  })
})
