import { describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'
import type { Options } from '../../sandbox/lightspeed/options.ts'
import { openSandbox, path } from './connected.ts'

const open = (options: Partial<Options> = {}, items = 250) => {
  const opened = openSandbox({
    load: generateShop({ items, seed: 7 }),
    options: { registers: 100, ...options },
  })
  const { access_token } = opened.connect()
  const ask = (url: string, headers = {}) => opened.get(access_token, url, headers)
  const read = (url: string) => JSON.parse(ask(url).body)
  return { ...opened, till: opened.lightspeed.till, state: opened.lightspeed.state, ask, read }
}

type Body = { '@attributes': { next: string; previous: string }; [key: string]: unknown }

const list = (value: unknown): Record<string, string>[] => {
  if (value === undefined) return []
  const rows: Record<string, string>[] = Array.isArray(value) ? value : [value]
  return rows
}
const ids = (body: Body, name = 'Item'): number[] =>
  list(body[name]).map((row) => Number(row[`${lower(name)}ID`]))
const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

describe('pages', () => {
  test('a list is read to its end by following next, and back by following previous', () => {
    const { read, state } = open()
    const first: Body = read(path('Item', { archived: 'true', description: '!=,nothing' }))
    expect(first['@attributes']).toEqual({
      next: 'https://api.example/API/V3/Account/314551/Item.json?archived=true&description=!%3D%2Cnothing&limit=100&sort=itemID&after=WzEwMF0%3D',
      previous: '',
    })
    const second: Body = read(first['@attributes'].next)
    const third: Body = read(second['@attributes'].next)
    expect([...ids(first), ...ids(second), ...ids(third)]).toEqual(
      state.items.ordered('itemID').map((item) => item.itemID),
    )
    expect(third['@attributes'].next).toBe('')
    expect(ids(read(third['@attributes'].previous))).toEqual(ids(second))
    expect(read(second['@attributes'].previous)['@attributes'].previous).toBe('')
  })

  test('sorted by time, both ways, rows of the same second are neither lost nor repeated', () => {
    const { read, state } = open()
    const sameSecond = new Set(state.items.ordered('timeStamp').map((item) => item.timeStamp))
    expect(sameSecond.size).toBeLessThan(250)
    for (const sort of ['timeStamp', '-timeStamp']) {
      const seen: number[] = []
      let url = path('Item', { archived: 'true', sort, limit: '7' })
      while (url !== '') {
        const body: Body = read(url)
        seen.push(...ids(body))
        url = body['@attributes'].next
      }
      const ordered = state.items.ordered('timeStamp').map((item) => item.itemID)
      expect(seen).toEqual(sort === 'timeStamp' ? ordered : ordered.toReversed())
    }
  })

  test.each([
    ['an offset', { offset: '100' }, 'offset is not supported in this version of the API.'],
    ['an order', { orderby: 'itemID' }, 'orderby is not supported in this version of the API.'],
    [
      'a sort by another field',
      { sort: 'upc' },
      'Cannot sort by upc. Allowed: itemID, timeStamp, description.',
    ],
    ['counting a page', { count: '1', limit: '10' }, 'count cannot be combined with limit.'],
    ['a broken cursor', { after: 'abc' }, 'The cursor is not valid.'],
    ['more than a hundred rows', { limit: '101' }, 'limit must be a number from 0 to 100.'],
    ['an unknown relation', { load_relations: '["Sizes"]' }, 'Sizes is not a relation that can be loaded.'],
    [
      'relations that are no list',
      { load_relations: 'ItemShops' },
      'load_relations must be a JSON array of relation names.',
    ],
    [
      'a filter on a relation that is not loaded',
      { 'ItemShops.qoh': '1' },
      'ItemShops.qoh: the relation ItemShops must be loaded.',
    ],
    ['too many values', { itemID: `IN,[${Array(101).fill(1)}]` }, 'itemID: IN takes at most 100 values.'],
  ])('%s is refused, in JSON that is called HTML', (_title, query, message) => {
    const answer = open().ask(path('Item', query))
    expect([answer.status, answer.headers['Content-Type'], JSON.parse(answer.body)]).toEqual([
      400,
      'text/html; charset=UTF-8',
      { httpCode: '400', httpMessage: 'Bad Request', message, errorClass: 'Exception' },
    ])
  })

  test('what is not known for sure of the service can be switched', () => {
    const { ask, read } = open({ limitOver100: 'cut', unknownRelation: 'ignored', unknownFilter: 'refused' })
    expect(ids(read(path('Item', { limit: '500' })))).toHaveLength(100)
    expect(ask(path('Item', { load_relations: '["Sizes"]' })).status).toBe(200)
    expect(ask(path('Item', { colour: 'red' })).status).toBe(400)
    expect(open().ask(path('Item', { colour: 'red' })).status).toBe(200)
  })
})

describe('filters', () => {
  const { read, till } = open()
  till.edit(3, {
    description: 'Blue Kettle',
    upc: '000000000003',
    ean: '',
    archived: false,
    publishToEcom: true,
  })
  till.edit(4, {
    description: 'blue kettle XL',
    upc: '',
    ean: '4000000000004',
    archived: false,
    publishToEcom: true,
  })
  till.edit(5, { description: 'Tea +50% free', archived: false, publishToEcom: false })
  till.setQoh(5, -7)
  const found = (query: Record<string, string>) => ids(read(path('Item', { limit: '5', ...query })))

  test.each<[string, Record<string, string>, number[]]>([
    ['equal', { itemID: '3' }, [3]],
    ['equal, said', { itemID: '=,3' }, [3]],
    ['text, whatever its case', { description: 'BLUE kettle' }, [3]],
    ['between', { itemID: '><,3,5' }, [3, 4, 5]],
    ['less', { itemID: '<,3' }, [1, 2]],
    ['at most', { itemID: '<=,3' }, [1, 2, 3]],
    ['not', { itemID: '><,3,5', description: '!=,Blue Kettle' }, [4, 5]],
    ['like', { description: '~,blue kettle%' }, [3, 4]],
    ['not like', { itemID: '><,3,5', description: '!~,blue%' }, [5]],
    ['in, with brackets', { itemID: 'IN,[5,3]' }, [3, 5]],
    ['in, without', { itemID: 'IN,3,4' }, [3, 4]],
    ['a code that is an EAN', { itemCode: '4000000000004' }, [4]],
    ['a code that is an id or a UPC', { itemCode: 'IN,4,000000000003' }, [3, 4]],
    ['yes or no', { itemID: '><,3,5', publishToEcom: 'false' }, [5]],
    ['a related record', { load_relations: '["ItemShops"]', 'ItemShops.qoh': '-7' }, [5]],
    ['a plus sign that was encoded', { description: 'Tea +50% free' }, [5]],
  ])('%s', (_title, query, expected) => expect(found(query)).toEqual(expected))

  test('a plus sign that was not encoded is a space', () => {
    expect(read(`${path('Item')}?description=Tea++50%25+free`).Item).toBeUndefined()
  })

  test('or: raw pipes divide, what is inside is encoded once more', () => {
    const or = (text: string) => ids(read(`${path('Item')}?sort=itemID&or=${text}`))
    expect(or('itemID%3D3|upc%3D999')).toEqual([3])
    expect(
      or(`description%3D${encodeURIComponent(encodeURIComponent('~,blue kettle%'))}|itemID%3D5`),
    ).toEqual([3, 4, 5])
    expect(or('description%3DBlue Kettle%7CitemID%3D5')).toEqual([])
  })

  test('times are compared in any notation, to the second', () => {
    const seconds = [
      '2026-01-31T08:00:00+00:00',
      '2026-01-31T09:00:00+0100',
      '2026-01-31T08:00:00Z',
      '2026-01-31T08:00:00',
    ]
    for (const text of seconds)
      expect(ids(read(path('Item', { timeStamp: `>=,${text}`, sort: 'timeStamp' })))).toEqual([3, 4, 5])
    expect(ids(read(path('Item', { timeStamp: '>,2026-01-31T08:00:00Z' })))).toEqual([])
  })
})

describe('how it is written', () => {
  test('one is not a list, none is no key, empty containers are empty strings, slashes are escaped', () => {
    const { ask, read, till, state } = open({}, 60)
    till.edit(1, {
      prices: [{ useTypeID: 1, amount: 20.5 }],
      tagIDs: [2],
      attributes: undefined,
      vendorNums: undefined,
    })
    const one = read(
      path('Item/1', { load_relations: '["TagRelations.Tag","ItemVendorNums","ItemAttributes"]' }),
    )
    expect(one['@attributes']).toEqual({ count: '1' })
    expect(one.Item.TagRelations).toEqual({
      TagRelation: { tagID: '2', Tag: { tagID: '2', name: 'newarrival' } },
    })
    expect(one.Item.Prices.ItemPrice[0]).toEqual({ amount: '20.5', useTypeID: '1', useType: 'Default' })
    expect([one.Item.ItemVendorNums, one.Item.ItemAttributes]).toEqual([undefined, undefined])
    expect(read(path('Item', { itemID: '1' })).Item.itemID).toBe('1')
    expect(read(path('Item', { itemID: '0' }))).toEqual({ '@attributes': { next: '', previous: '' } })
    expect(read(path('PriceLevel/3')).PriceLevel.Calculation).toBe('')
    const category =
      state.categories.ordered('categoryID').find((each) => each.nodeDepth === 1)?.categoryID ?? 0
    expect(ask(path(`Category/${category}`)).body).toContain('Apparel\\/')
    const sets: string[] = list(read(path('ItemMatrix')).ItemMatrix).map(
      (matrix) => matrix.attribute3Values ?? '?',
    )
    expect(new Set(sets)).toEqual(new Set(['']))
  })

  test('the older version pages by offset and counts', () => {
    const { read } = open({}, 120)
    const old = '/API/Account/314551/Item.json?archived=true&limit=50&offset=100'
    const body = read(old)
    expect(body['@attributes']).toEqual({ count: '120', offset: '100', limit: '50' })
    expect(ids(body)).toHaveLength(20)
  })
})
