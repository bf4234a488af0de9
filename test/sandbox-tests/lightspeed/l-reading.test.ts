import { describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'
import type { Catalogue } from '../../sandbox/lightspeed/catalogue.ts'
import type { Options } from '../../sandbox/lightspeed/options.ts'
import { openSandbox, path, startTime } from './connected.ts'

const now = startTime / 1000

const open = (
  options: Partial<Options> = {},
  items = 30,
  change: (shop: Catalogue) => Catalogue = (shop) => shop,
) => {
  const load = change(generateShop({ items, seed: 7 }))
  const opened = openSandbox({ load, options: { registers: 1000, ...options } })
  const { access_token } = opened.connect()
  const ask = (url: string) => opened.get(access_token, url)
  const write = (method: string, url: string, body: object = {}) =>
    opened.send(
      method,
      url,
      { authorization: `Bearer ${access_token}`, accept: 'application/json' },
      JSON.stringify(body),
    )
  const { till, state } = opened.lightspeed
  return { ...opened, till, state, ask, write, read: (url: string) => JSON.parse(ask(url).body) }
}

type Opened = ReturnType<typeof open>

/** Ids of the records of an answer. */
const ids = (body: Record<string, unknown>, name = 'Item'): number[] =>
  [body[name] ?? []]
    .flat()
    .map((row) => Number(Object(row)[`${name.charAt(0).toLowerCase()}${name.slice(1)}ID`]))

const rowsOf = ({ state }: Opened, itemID: number) => state.itemShops.having('itemID', itemID)
const stampOf = ({ state }: Opened, itemID: number) => state.items.get(itemID)?.timeStamp

describe('L16 pages', () => {
  test('L16 next and previous are whole addresses with all that was asked, limit, sort and a cursor to take as it is', () => {
    const { read } = open({}, 150)
    const query = { archived: 'true', load_relations: '["ItemShops"]', description: '!=,x' }
    const { next, previous } = read(path('Item', query))['@attributes']
    const address = new URL(next)
    expect([previous, address.pathname, Object.fromEntries(address.searchParams)]).toEqual([
      '',
      '/API/V3/Account/314551/Item.json',
      { ...query, limit: '100', sort: 'itemID', after: 'WzEwMF0=' },
    ])
    expect(read(next)['@attributes'].next).toBe('')
    expect(ids(read(read(next)['@attributes'].previous))).toHaveLength(100)
  })

  test.each<[string, Record<string, string>, number]>([
    ['offset', { offset: '1' }, 400],
    ['orderby', { orderby: 'itemID' }, 400],
    ['orderby_desc', { orderby_desc: '1' }, 400],
    ['a sort by a field that is not offered', { sort: 'customSku' }, 400],
    ['counting together with a limit', { count: '1', limit: '1' }, 400],
    ['101 values', { itemID: `IN,[${Array.from({ length: 101 }, (_each, at) => at)}]` }, 400],
    ['an address of more than 4 kB', { description: 'x'.repeat(4100) }, 404],
    ['100 values', { itemID: `IN,[${Array.from({ length: 100 }, (_each, at) => at)}]` }, 200],
  ])('L16 %s', (_title, query, status) => {
    expect(open().ask(path('Item', query)).status).toBe(status)
  })

  test('L16 a refused sort names those that are allowed; counting costs ten and answers nothing else', () => {
    const { read, ask } = open()
    expect(read(path('Item', { sort: 'upc' })).message).toContain('itemID, timeStamp, description')
    const counted = ask(path('Item', { count: '1', archived: 'true' }))
    expect([counted.headers['x-ls-api-request-cost'], JSON.parse(counted.body)]).toEqual([
      '10',
      { '@attributes': { count: '30' } },
    ])
  })

  test.each<[Options['limitOver100'], number]>([
    ['refused', 400],
    ['cut', 200],
  ])('L16 more than a hundred rows are %s', (limitOver100, status) => {
    expect(open({ limitOver100 }).ask(path('Item', { limit: '250' })).status).toBe(status)
  })
})

test('L17 archived rows are hidden, also from deltas, unless all or only they are asked for, or one by its id', () => {
  const { till, state, read } = open({}, 5)
  for (const { itemID } of state.items.ordered('itemID')) till.unarchive(itemID)
  till.archive(2)
  const delta = { timeStamp: '>=,2026-01-31T08:00:00Z', sort: 'timeStamp' }
  const found = (query: Record<string, string>) => ids(read(path('Item', query)))
  expect([
    found(delta),
    found({ ...delta, archived: 'true' }),
    found({ ...delta, archived: 'only' }),
  ]).toEqual([[1, 3, 4, 5], [1, 2, 3, 4, 5], [2]])
})

describe('L18 times', () => {
  test.each([
    '2026-01-31T08:00:00+00:00',
    '2026-01-31T03:00:00-0500',
    '2026-01-31T08:00:00-00:00',
    '2026-01-31T08:00:00Z',
    '2026-01-31T08:00:00',
  ])('L18 are taken as %s', (time) => {
    const { till, read } = open()
    till.publish(4)
    expect(ids(read(path('Item', { archived: 'true', timeStamp: `>=,${time}` })))).toEqual([4])
  })

  test('L18 are kept to the second, so that > loses rows of the same second and >= repeats them', () => {
    const { till, read, clock } = open()
    clock.advance(300)
    till.publish(4)
    const delta = (operator: string) =>
      ids(
        read(
          path('Item', {
            archived: 'true',
            sort: 'timeStamp',
            timeStamp: `${operator},2026-01-31T08:00:00Z`,
          }),
        ),
      )
    expect(delta('>=')).toEqual([4])
    clock.advance(300)
    till.publish(5)
    expect([delta('>'), delta('>=')]).toEqual([[], [4, 5]])
  })
})

describe('L19 what moves a time stamp', () => {
  test.each<[string, (till: Opened['till']) => void]>([
    ['a sale', (till) => till.sell(1, 1)],
    ['a delivery', (till) => till.receive(1, 1)],
    ['a count', (till) => till.setQoh(1, 77)],
  ])('L19 %s moves the rows of its shop and of the total, and not the item', (_title, act) => {
    const shop = open()
    const before = stampOf(shop, 1)
    act(shop.till)
    expect(stampOf(shop, 1)).toBe(before)
    const moved = rowsOf(shop, 1).filter((row) => row.timeStamp === now)
    expect(moved.map((row) => row.shopID).sort()).toEqual([0, 1])
  })

  test('L19 whether the total’s row moves too is a switch', () => {
    const shop = open({ totalRowMoves: false })
    shop.till.sell(1, 1)
    expect(
      rowsOf(shop, 1)
        .filter((row) => row.timeStamp === now)
        .map((row) => row.shopID),
    ).toEqual([1])
  })

  test.each([
    [false, false],
    [true, true],
  ])('L19 whether tags and images move the item is a switch (%s)', (relatedMovesItem, moves) => {
    const shop = open({ relatedMovesItem })
    const before = stampOf(shop, 1)
    shop.till.addImage(1, 'front.jpg')
    shop.till.tag(2, 'sale')
    expect([stampOf(shop, 1) !== before, stampOf(shop, 2) === now]).toEqual([moves, moves])
  })
})

describe('L20 stock rows', () => {
  test('L20 shop 0 is a total; quantities fall below zero, what is for sale does not', () => {
    const shop = open()
    shop.till.setQoh(1, -1, 1)
    shop.till.setQoh(1, 4, 2)
    const rows = shop.read(path('ItemShop', { itemID: '1' })).ItemShop
    const shown = rows.map((row: Record<string, string>) => [row.shopID, row.qoh, row.sellable])
    expect(shown.sort()).toEqual([
      ['0', '3', '3'],
      ['1', '-1', '0'],
      ['2', '4', '4'],
    ])
  })

  test('L20 whether the total for sale is that of the total or the sum is a switch', () => {
    const shop = open({ totalSellable: 'sum' })
    shop.till.setQoh(1, -1, 1)
    shop.till.setQoh(1, 4, 2)
    expect(rowsOf(shop, 1).find((row) => row.shopID === 0)).toMatchObject({ qoh: 3, sellable: 4 })
  })

  test.each<[Options['rowsOfNewShop'], boolean]>([
    ['at-once', true],
    ['when-moved', false],
  ])('L20 items get a row in a new shop %s', (rowsOfNewShop, atOnce) => {
    const shop = open({ rowsOfNewShop })
    const opened = shop.till.openShop('Harbour')
    const has = () => rowsOf(shop, 1).some((row) => row.shopID === opened)
    expect(has()).toBe(atOnce)
    shop.till.receive(1, 2, opened)
    expect(has()).toBe(true)
  })
})

describe('L21 codes', () => {
  test('L21 the system SKU is not always 210000000000 and the id; custom SKUs may be blank or the same', () => {
    const { state } = open({}, 2000)
    const items = state.items.ordered('itemID')
    const plain = items.filter((item) => item.systemSku === String(210_000_000_000 + item.itemID))
    expect([plain.length > 100, plain.length < items.length]).toEqual([true, true])
    const skus = items.map((item) => item.customSku)
    expect([skus.includes(''), new Set(skus).size < skus.length]).toEqual([true, true])
  })

  test('L21 writing the stock of an item that shares its EAN is refused with 422, and changes nothing', () => {
    const { till, write, state } = open()
    till.edit(1, { ean: '4006381333931', upc: '' })
    till.edit(2, { ean: '4006381333931', upc: '' })
    till.setQoh(1, 5)
    const put = (body: object) => write('PUT', path('Item/1'), body)
    const refused = put({ description: 'New', ItemShops: { ItemShop: { shopID: 1, qoh: 9 } } })
    expect([refused.status, state.items.get(1)?.description === 'New']).toEqual([422, false])
    till.edit(2, { ean: '' })
    expect(put({ ItemShops: { ItemShop: { shopID: 1, qoh: 9 } } }).status).toBe(200)
    expect(state.itemShops.having('itemID', 1).find((row) => row.shopID === 1)?.qoh).toBe(9)
  })
})

describe('L22 price levels', () => {
  const levels = (read: Opened['read']) =>
    read(path('Item/1')).Item.Prices.ItemPrice.map(
      (price: Record<string, string>) => `${price.useTypeID} ${price.useType}`,
    )

  test('L22 are renamed by merchants, there may be more, and a price that is not set is 0', () => {
    const { read, till } = open({}, 30, (shop) => ({
      ...shop,
      priceLevels: [
        ...shop.priceLevels,
        { priceLevelID: 5, name: 'Wholesale', archived: false, type: 'fixed' },
      ],
    }))
    till.renamePriceLevel(3, 'Boutique en ligne')
    expect(levels(read)).toEqual(['1 Default', '2 MSRP', '3 Boutique en ligne', '5 Wholesale'])
    till.setPrice(1, 0, 2)
    expect(read(path('Item/1')).Item.Prices.ItemPrice[1].amount).toBe('0')
  })

  test('L22 some accounts have only two', () => {
    const { read } = open({}, 30, (shop) => ({ ...shop, priceLevels: shop.priceLevels.slice(0, 2) }))
    expect(levels(read)).toEqual(['1 Default', '2 MSRP'])
  })
})

describe('L23 matrices', () => {
  const shop = generateShop({ items: 2000, seed: 7 })
  const childrenOf = (itemMatrixID: number) => shop.items.filter((item) => item.itemMatrixID === itemMatrixID)
  const some = (holds: (matrix: Catalogue['matrices'][number], children: Catalogue['items']) => boolean) =>
    shop.matrices.some((matrix) => holds(matrix, childrenOf(matrix.itemMatrixID)))

  test('L23 the set “Size” keeps its values in the second attribute', () => {
    expect(shop.attributeSets.find(({ name }) => name === 'Size')).toMatchObject({
      attributeName1: '',
      attributeName2: 'Size',
    })
    const sized = shop.matrices.filter((matrix) => matrix.itemAttributeSetID === 2)
    expect(sized.length).toBeGreaterThan(0)
    expect(sized.every(({ attributeValues }) => attributeValues?.[0].length === 0)).toBe(true)
  })

  test('L23 children are archived, have other prices, other names, or the same attributes as a sister', () => {
    const combination = ({ attributes }: Catalogue['items'][number]) =>
      `${attributes?.attribute1}/${attributes?.attribute2}`
    expect({
      archived: some((_matrix, children) => children.some((child) => child.archived)),
      price: some((matrix, children) =>
        children.some((child) => child.prices[0]?.amount !== matrix.prices[0]?.amount),
      ),
      name: some((matrix, children) =>
        children.some((child) => !child.description.startsWith(matrix.description)),
      ),
      twins: some((_matrix, children) => new Set(children.map(combination)).size < children.length),
    }).toEqual({ archived: true, price: true, name: true, twins: true })
  })

  test('L23 archiving a matrix archives its children; a matrix has no SKU', () => {
    const opened = open({}, 200)
    const answer = JSON.parse(opened.write('DELETE', path('ItemMatrix/1')).body).ItemMatrix
    expect([answer.archived, 'customSku' in answer, 'systemSku' in answer]).toEqual(['true', false, false])
    expect(opened.state.items.having('itemMatrixID', 1).every((item) => item.archived)).toBe(true)
  })
})

describe('L24 categories and makers', () => {
  test('L24 a new category renumbers the tree, and so moves the time stamp of others', () => {
    const { write, read, state } = open()
    const added = JSON.parse(write('POST', path('Category'), { name: 'Aardvarks' }).body).Category
    expect([added.leftNode, added.rightNode, added.nodeDepth, added.fullPathName]).toEqual([
      '1',
      '2',
      '0',
      'Aardvarks',
    ])
    const moved = read(path('Category', { timeStamp: '>=,2026-01-31T08:00:00Z' })).Category
    expect(moved).toHaveLength(state.categories.ordered('categoryID').length)
  })

  test('L24 a deleted category is gone, and its items have none', () => {
    const { write, state, till, read } = open()
    const leaf = till.addCategory('Leaf')
    till.edit(1, { categoryID: leaf, archived: false })
    const gone = write('DELETE', path(`Category/${leaf}`))
    expect([
      gone.status,
      JSON.parse(gone.body).Category.name,
      read(path('Category', { categoryID: String(leaf) })),
    ]).toEqual([200, 'Leaf', { '@attributes': { next: '', previous: '' } }])
    expect(state.items.get(1)?.categoryID).toBe(0)
  })

  test('L24 an item without category, maker or vendor says 0 and lacks the relation', () => {
    const { till, read } = open()
    till.edit(1, { categoryID: 0, manufacturerID: 0, defaultVendorID: 0 })
    const { Item } = read(path('Item/1', { load_relations: '["Category","Manufacturer"]' }))
    expect([
      Item.categoryID,
      Item.manufacturerID,
      Item.defaultVendorID,
      'Category' in Item,
      'Manufacturer' in Item,
    ]).toEqual(['0', '0', '0', false, false])
  })
})

describe('L25 tags', () => {
  test('L25 are normalised when written, have no time stamp and come by name', () => {
    const { write, read } = open()
    const tag = JSON.parse(write('POST', path('Tag'), { name: 'A Brand New Tag' }).body).Tag
    expect(tag).toEqual({ tagID: '21', name: 'abrandnewtag' })
    const names = read(path('Tag')).Tag.map((each: { name: string }) => each.name)
    expect(names).toEqual(names.toSorted())
    expect(read(path('Tag', { sort: 'timeStamp' })).httpCode).toBe('400')
  })

  test('L25 deleting one takes it from its items without a trace', () => {
    const shop = open()
    shop.till.retag(1, ['sale', 'new'])
    const { tagID } = shop.state.tags.ordered('name').find((tag) => tag.name === 'sale') ?? {}
    const before = stampOf(shop, 1)
    shop.clock.advance(60_000)
    expect(shop.write('DELETE', path(`Tag/${tagID}`)).status).toBe(200)
    const item = shop.read(path('Item/1', { load_relations: '["Tags"]' })).Item
    expect([item.Tags.tag, stampOf(shop, 1)]).toEqual(['new', before])
  })

  test('L25 writing an item’s tags replaces them all', () => {
    const shop = open()
    const put = (Tags: unknown) => shop.write('PUT', path('Item/1'), { Tags }).status
    const tags = () => shop.read(path('Item/1', { load_relations: '["Tags"]' })).Item.Tags
    expect([put({ tag: ['b', 'A 1'] }), tags().tag.sort()]).toEqual([200, ['a1', 'b']])
    expect([put(''), tags()]).toEqual([200, ''])
  })
})

test('L26 of two items that are merged one is archived, its stock goes to the other, and only the log tells', () => {
  const shop = open()
  for (const itemID of [1, 2]) shop.till.unarchive(itemID)
  shop.till.setQoh(1, 3, 1)
  shop.till.setQoh(2, 4, 1)
  shop.till.merge(1, 2)
  const { Item } = shop.read(path('Item/1'))
  const qoh = (itemID: number, shopID: number) =>
    rowsOf(shop, itemID).find((row) => row.shopID === shopID)?.qoh
  expect([Item.archived, qoh(1, 1), qoh(1, 0), qoh(2, 1)]).toEqual(['true', 0, 0, 7])
  const log = shop.read(
    path('InventoryLog', { inventoryLogID: '>,2', sort: 'inventoryLogID', shopID: '1' }),
  ).InventoryLog
  expect(log.map((row: Record<string, string>) => [row.itemID, row.qohChange, row.reason])).toEqual([
    ['1', '-3', 'DeletedByMerge'],
    ['2', '3', 'ModifiedByMerge'],
  ])
})

test.each<[Options['unknownFilter'], number]>([
  ['ignored', 200],
  ['refused', 400],
])('L27 a filter on a field that does not exist is %s', (unknownFilter, status) => {
  const { ask } = open({ unknownFilter })
  const answer = ask(path('Item', { colour: 'red', archived: 'true' }))
  expect([answer.status, status === 200 ? ids(JSON.parse(answer.body)).length : 30]).toEqual([status, 30])
})
