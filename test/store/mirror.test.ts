import { describe, expect, test } from 'vitest'
import type { NewItem } from '../../main/store/item.ts'
import type { Ledger } from '../../main/store/ledger.ts'
import { Fingerprint, type ItemId, SourceCode } from '../../shared/ids.ts'
import { message } from '../../shared/message.ts'
import { anItem, aShopRow, due, itemId, openTestLedger, START, settleAll, sku } from './support.ts'

describe('items of the till', () => {
  test('a new item is stored with its record, due for catalogue and stock', () => {
    const ledger = openTestLedger()
    expect(ledger.items.store([anItem(7, { upc: '012345678905', matrixId: '3' })])).toEqual({
      changed: 1,
      created: 1,
    })
    expect(ledger.items.get(itemId(7))).toEqual({
      itemId: '7',
      timeStamp: '2026-02-01T08:00:00+00:00',
      archived: false,
      vanished: false,
      matrixId: '3',
      itemType: 'default',
      name: 'Trail helmet 7',
      customSku: 'TB-7',
      systemSku: '21000007',
      manufacturerSku: '',
      upc: '012345678905',
      ean: '',
      published: true,
      categoryId: null,
      tagIds: [],
      sku: 'TB-7',
      due: { catalogue: 1, stock: 1 },
      shown: { price: null, stock: null, state: 'waiting', reason: null },
      lastSentAt: null,
    })
    expect(ledger.items.raw(itemId(7))).toEqual({ itemID: '7', description: 'Trail helmet 7' })
  })

  test('an item that is read again as it was is neither written nor due', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1), anItem(2)])
    settleAll(ledger)
    expect(ledger.items.store([anItem(1), anItem(2)])).toEqual({ changed: 0, created: 0 })
    expect(due(ledger)).toEqual([
      ['1', 0, 0],
      ['2', 0, 0],
    ])
  })

  test('only what the mirror holds in another state, or not at all, has to be read', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1), anItem(2), anItem(3)])
    ledger.fullRead.begin()
    ledger.fullRead.met([itemId(1), itemId(2)])
    ledger.fullRead.markVanished('items', 500)
    const states = [anItem(1), anItem(2, { name: 'Road helmet' }), anItem(3), anItem(4)]
    expect([...ledger.items.differing(states)]).toEqual([
      ['2', 'record'],
      ['3', 'record'],
      ['4', 'record'],
    ])
  })

  test('an item with other stock than it came with before is known but for that, until it was seen', () => {
    const ledger = openTestLedger()
    const [first, second] = [anItem(1), anItem(2)]
    const withStock = (item: NewItem, stock: string) => ({ ...item, digest: { ...item.digest, stock } })
    ledger.items.store([withStock(first, 'three'), second])
    const states = [withStock(first, 'four'), withStock(second, 'one')]
    expect([...ledger.items.differing(states)]).toEqual([
      ['1', 'stock'],
      ['2', 'stock'],
    ])
    ledger.items.stockSeen(states)
    expect([...ledger.items.differing(states)]).toEqual([])
    ledger.itemShops.store([aShopRow(2, 1, 8)])
    expect([...ledger.items.differing(states)]).toEqual([['2', 'stock']])
    expect(ledger.items.store([first, second])).toEqual({ changed: 0, created: 0 })
  })

  test.each([
    ['its name', anItem(1, { name: 'Road helmet' })],
    ['a part of its record that no column holds', anItem(1, { raw: { itemID: '1', Note: { note: 'x' } } })],
    ['its SKU, because the rule is another one', anItem(1, { sku: sku('21000001') })],
  ])('an item is due again when Lightspeed changes %s', (_what, changed) => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1), anItem(2)])
    settleAll(ledger)
    expect(ledger.items.store([changed, anItem(2)])).toEqual({ changed: 1, created: 0 })
    expect(due(ledger)).toEqual([
      ['1', 1, 1],
      ['2', 0, 0],
    ])
  })

  test('an item that changes while a plan is being made stays due', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1)])
    const planned = ledger.items.page({ kind: 'due', job: 'catalogue' }, null, 500)
    ledger.items.store([anItem(1, { name: 'Road helmet' })])
    ledger.items.settle('catalogue', planned)
    expect(ledger.items.count({ kind: 'due', job: 'catalogue' })).toBe(1)
    ledger.items.settle('catalogue', ledger.items.page({ kind: 'all' }, null, 500))
    expect(ledger.items.count({ kind: 'due', job: 'catalogue' })).toBe(0)
    expect(ledger.items.count({ kind: 'due', job: 'stock' })).toBe(1)
  })

  test('names with letters of every kind, and NUL in them, arrive whole', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1, { name: 'Vélo\0 ショップ 🚲 "é"', raw: { description: 'a\0b' } })])
    expect(ledger.items.get(itemId(1))?.name).toBe('Vélo ショップ 🚲 "é"')
    expect(ledger.items.raw(itemId(1))).toEqual({ description: 'a\0b' })
  })

  test('all are marked due page by page when mapping or rules change', () => {
    const ledger = openTestLedger()
    ledger.items.store([1, 2, 3, 10, 9].map((id) => anItem(id)))
    settleAll(ledger)
    const first = ledger.items.markPageDue(null, 2)
    const second = ledger.items.markPageDue(first, 2)
    expect([first, second, ledger.items.count({ kind: 'due', job: 'stock' })]).toEqual(['2', '9', 4])
    expect(ledger.items.markPageDue(second, 2)).toBe('10')
    expect(ledger.items.markPageDue(itemId(10), 2)).toBeNull()
  })

  test('a new SKU rule changes only the items for which it makes another SKU', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1), anItem(2), anItem(3)])
    settleAll(ledger)
    const resolved = [
      { itemId: itemId(1), sku: sku('TB-1') },
      { itemId: itemId(2), sku: sku('21000002') },
      { itemId: itemId(3), sku: null },
    ]
    expect(ledger.items.resolveSkus(resolved)).toBe(2)
    expect(due(ledger)).toEqual([
      ['1', 0, 0],
      ['2', 1, 1],
      ['3', 1, 1],
    ])
    expect(ledger.items.withSku([sku('21000002'), sku('TB-3')]).map((item) => item.itemId)).toEqual(['2'])
  })

  test('SKUs that differ in case only are the same one, as they are for Magento', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1, { sku: sku('Abc') }), anItem(2, { sku: sku('aBC') }), anItem(3)])
    expect(ledger.items.withSku([sku('ABC')]).map((item) => item.itemId)).toEqual(['1', '2'])
  })

  test('a page holds 500 rows at most', () => {
    const ledger = openTestLedger()
    const many = Array.from({ length: 501 }, (_, index) => anItem(index + 1))
    expect(() => ledger.items.store(many)).toThrow(RangeError)
  })

  test('items of a selection: not archived, no matrix, published where that is asked', () => {
    const ledger = openTestLedger()
    ledger.items.store([
      anItem(1),
      anItem(2, { published: false }),
      anItem(3, { archived: true }),
      anItem(-4),
    ])
    expect(ledger.items.countSelected({ kind: 'published' })).toBe(1)
    expect(ledger.items.countSelected({ kind: 'all' })).toBe(2)
  })
})

describe('matrices', () => {
  const variant = (id: number, attribute1: string, more = {}) =>
    anItem(id, {
      matrixId: '7',
      raw: { ItemAttributes: { attribute1, attribute2: '', attribute3: '' } },
      ...more,
    })
  const matrix = (more = {}) =>
    anItem(-7, {
      name: 'Trail tee',
      raw: { ItemAttributeSet: { attributeName1: 'Color', attributeName2: '', attributeName3: '' } },
      ...more,
    })

  test('come after the items, each in the order of the till, and never on a page with them', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(-2), anItem(3), anItem(-10), anItem(1)])
    const pages: string[][] = []
    for (let after: ItemId | null = null; ; ) {
      const page = ledger.items.page({ kind: 'all' }, after, 500)
      const last = page.at(-1)
      if (last === undefined) break
      pages.push(page.map((item) => item.itemId))
      after = last.itemId
    }
    expect(pages).toEqual([
      ['1', '3'],
      ['-2', '-10'],
    ])
    expect([
      ledger.items.count({ kind: 'all' }),
      ledger.items.count({ kind: 'items' }),
      ledger.items.count({ kind: 'matrices' }),
    ]).toEqual([4, 2, 2])
  })

  test('know their variants, and variants their sisters, with what tells them apart', () => {
    const ledger = openTestLedger()
    ledger.items.store([variant(1, 'Moss'), variant(2, 'Sand', { archived: true }), anItem(3), matrix()])
    const families = ledger.mirror.page({ kind: 'all' }, null, 500).map(({ family }) => family)
    expect(families[2]).toBeNull()
    expect(families[0]).toEqual(families[1])
    expect(ledger.mirror.get(itemId(-7))?.family).toEqual(families[0])
    expect(families[0]).toMatchObject({
      matrixId: '7',
      matrix: { itemId: '-7', name: 'Trail tee', archived: false },
      names: ['Color', '', ''],
      variants: [
        { itemId: '1', archived: false, values: ['Moss', '', ''], product: null },
        { itemId: '2', archived: true, values: ['Sand', '', ''], product: null },
      ],
    })
  })

  test.each([
    ['a variant changes', (ledger: Ledger) => ledger.items.store([variant(1, 'Rust')]), ['-7', '1', '2']],
    [
      'the matrix changes',
      (ledger: Ledger) => ledger.items.store([matrix({ name: 'Tee' })]),
      ['-7', '1', '2'],
    ],
    [
      'a variant stands elsewhere',
      (ledger: Ledger) =>
        ledger.items.show([{ itemId: itemId(1), price: null, stock: null, state: 'online', reason: null }]),
      ['-7'],
    ],
    [
      'a variant is gone from the till',
      (ledger: Ledger) => {
        ledger.fullRead.begin()
        ledger.fullRead.met([itemId(2), itemId(3)])
        ledger.fullRead.markVanished('items', 500)
      },
      ['-7', '1'],
    ],
  ] as const)('are due with their variants when %s', (_what, happens, expected) => {
    const ledger = openTestLedger()
    ledger.items.store([variant(1, 'Moss'), variant(2, 'Sand'), anItem(3), matrix()])
    settleAll(ledger)
    happens(ledger)
    expect(
      due(ledger)
        .flatMap(([id, catalogue]) => (Number(catalogue) > 0 ? [String(id)] : []))
        .toSorted(),
    ).toEqual(expected)
  })

  test('that a read of all matrices does not meet are gone, and no item with them', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1), matrix(), anItem(-8)])
    ledger.fullRead.begin()
    ledger.fullRead.met([itemId(-8)])
    expect([ledger.fullRead.unmet('matrices'), ledger.fullRead.markVanished('matrices', 500)]).toEqual([
      1,
      ['-7'],
    ])
    expect(ledger.items.get(itemId(1))?.vanished).toBe(false)
  })
})

describe('a page of the mirror', () => {
  test('brings each item with its record, stock, link and facets, in the order of the till', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(10), anItem(9), anItem(2)])
    ledger.itemShops.store([aShopRow(10, 1, 4), aShopRow(2, 1, 1)])
    ledger.links.store([
      {
        itemId: itemId(10),
        sku: sku('TB-10'),
        productId: 55,
        urlKey: 'trail',
        state: 'linked',
        origin: 'created',
        itemSku: sku('TB-10'),
      },
    ])
    const fingerprint = Fingerprint.parse('a'.repeat(64))
    ledger.facets.acknowledge([
      {
        itemId: itemId(10),
        facet: 'stock',
        source: SourceCode.parse('main'),
        fingerprint,
        value: { quantity: '4', in_stock: '1' },
      },
    ])
    const [first, ...rest] = ledger.mirror.page({ kind: 'all' }, itemId(2), 500)
    expect(first).toMatchObject({ item: { itemId: '9' }, shops: [], link: null, facets: [] })
    expect(rest).toEqual([
      {
        item: ledger.items.get(itemId(10)),
        raw: { itemID: '10', description: 'Trail helmet 10' },
        shops: ledger.itemShops.of([itemId(10)]),
        parts: [],
        link: {
          itemId: '10',
          sku: 'TB-10',
          productId: 55,
          urlKey: 'trail',
          state: 'linked',
          origin: 'created',
          itemSku: 'TB-10',
          linkedAt: START,
        },
        facets: [
          {
            itemId: '10',
            facet: 'stock',
            source: 'main',
            fingerprint,
            value: { quantity: '4', in_stock: '1' },
            acknowledgedAt: START,
            refused: null,
            readValue: null,
            readAt: null,
          },
        ],
        family: null,
      },
    ])
  })

  test('can be of what is due, or of chosen items', () => {
    const ledger = openTestLedger()
    ledger.items.store([anItem(1), anItem(2), anItem(3)])
    settleAll(ledger)
    ledger.items.markDue('stock', [itemId(2)])
    const ids = (...question: Parameters<Ledger['mirror']['page']>) =>
      ledger.mirror.page(...question).map((entry) => entry.item.itemId)
    expect(ids({ kind: 'due', job: 'stock' }, null, 500)).toEqual(['2'])
    expect(ids({ kind: 'due', job: 'catalogue' }, null, 500)).toEqual([])
    const chosen = { kind: 'items', itemIds: [itemId(3), itemId(1), itemId(77)] } as const
    expect(ids(chosen, null, 500)).toEqual(['1', '3'])
    expect(ids(chosen, itemId(1), 500)).toEqual(['3'])
  })
})

test('what the catalogue page shows of an item is kept with it', () => {
  const ledger = openTestLedger()
  ledger.items.store([anItem(1)])
  const reason = message('why.notPublished', { count: 2 })
  ledger.items.show([{ itemId: itemId(1), price: null, stock: -2.5, state: 'not-online', reason }])
  expect(ledger.items.get(itemId(1))?.shown).toEqual({
    price: null,
    stock: -2.5,
    state: 'not-online',
    reason,
  })
})

test('pairs are paged items first and matrices after them, without a gap', () => {
  const ledger = openTestLedger()
  ledger.items.store([anItem(1), anItem(2), anItem(-5), anItem(-9)])
  const pair = (id: number) => ({
    itemId: itemId(id),
    sku: sku(`P${id}`),
    productId: null,
    urlKey: null,
    state: 'linked' as const,
    origin: 'created' as const,
    itemSku: sku(`P${id}`),
  })
  ledger.links.store([pair(-9), pair(2), pair(-5), pair(1)])
  const pages = [null, itemId(-5), itemId(-9)].map((after) =>
    ledger.links.page(after, 3).map((link) => String(link.itemId)),
  )
  expect(pages).toEqual([['1', '2', '-5'], ['-9'], []])
})
