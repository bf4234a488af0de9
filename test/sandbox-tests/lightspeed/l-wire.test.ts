import { afterEach, describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'
import { serve } from '../../sandbox/http.ts'
import type { Options } from '../../sandbox/lightspeed/options.ts'
import { type Answer, openSandbox, path } from './connected.ts'

const open = (options: Partial<Options> = {}, items = 30) => {
  const opened = openSandbox({
    load: generateShop({ items, seed: 7 }),
    options: { registers: 500, ...options },
  })
  const { access_token } = opened.connect()
  const ask = (url: string, headers = {}) => opened.get(access_token, url, headers)
  const write = (method: string, url: string, body: object = {}) =>
    opened.send(
      method,
      url,
      { authorization: `Bearer ${access_token}`, accept: 'application/json' },
      JSON.stringify(body),
    )
  const { till, state, faults } = opened.lightspeed
  return {
    ...opened,
    till,
    state,
    faults,
    access: access_token,
    ask,
    write,
    read: (url: string) => JSON.parse(ask(url).body),
  }
}

const refused = ({ status, body }: Answer): string => `${status} ${JSON.parse(body).message}`

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

test('L01 every scalar is a string, slashes are escaped, numbers have no trailing zeros, tiny ones an exponent', () => {
  const { ask, till, state } = open()
  till.edit(1, { description: 'US/Pacific', tax: true, avgCost: 1e-8, defaultCost: 6.5, archived: false })
  state.itemShops.change(state.itemShops.having('itemID', 1)[0]?.itemShopID ?? 0, {
    averageCost: 11.486_002_5,
  })
  const { body } = ask(path('Item/1', { load_relations: '["ItemShops"]' }))
  expect(body).toContain('"description":"US\\/Pacific"')
  const scalars: unknown[] = []
  JSON.parse(body, (_key, value: unknown) => {
    if (typeof value !== 'object') scalars.push(typeof value)
    return value
  })
  expect(new Set(scalars)).toEqual(new Set(['string']))
  expect(JSON.parse(body).Item).toMatchObject({
    tax: 'true',
    avgCost: '1.0E-8',
    defaultCost: '6.5',
    archived: 'false',
  })
  expect(body).toContain('"averageCost":"11.4860025"')
})

describe('L02 lists collapse', () => {
  test('L02 one member stands alone, at the top, in relations and in lists of words', () => {
    const { read, till, state } = open()
    till.retag(1, ['one'])
    till.retag(2, ['one', 'two'])
    const tags = (itemID: number) =>
      read(path(`Item/${itemID}`, { load_relations: '["TagRelations","Tags"]' })).Item
    expect([
      Array.isArray(read(path('Item', { itemID: '1' })).Item),
      Array.isArray(read(path('Item')).Item),
    ]).toEqual([false, true])
    expect([tags(1).Tags, tags(2).Tags]).toEqual([
      { '@attributes': { count: '1' }, tag: 'one' },
      { '@attributes': { count: '2' }, tag: ['one', 'two'] },
    ])
    expect([
      Array.isArray(tags(1).TagRelations.TagRelation),
      Array.isArray(tags(2).TagRelations.TagRelation),
    ]).toEqual([false, true])
    state.matrices.change(1, { attributeValues: [['Moss'], ['S', 'M'], []] })
    expect(read(path('ItemMatrix/1')).ItemMatrix).toMatchObject({
      attribute1Values: 'Moss',
      attribute2Values: ['S', 'M'],
      attribute3Values: '',
    })
  })

  test('L02 none is an absent key in some places and an empty string in others', () => {
    const { read, till } = open()
    till.edit(1, { tagIDs: [], vendorNums: undefined })
    const item = read(path('Item/1', { load_relations: '["Tags","TagRelations","ItemVendorNums"]' })).Item
    expect([item.Tags, 'TagRelations' in item, 'ItemVendorNums' in item]).toEqual(['', false, false])
    expect(read(path('Item', { itemID: '0' }))).toEqual({ '@attributes': { next: '', previous: '' } })
    expect(read(path('PriceLevel/1')).PriceLevel.Calculation).toBe('')
  })
})

test('L03 XML comes unless JSON is asked for, and Accept beats the ending', () => {
  const { ask } = open()
  const type = (url: string, accept?: string) =>
    ask(url, accept === undefined ? { accept: '' } : { accept }).headers['Content-Type']
  const [bare, ending] = [path('Shop').replace('.json', ''), path('Shop')]
  expect([
    type(bare),
    type(ending),
    type(bare, 'application/json'),
    type(ending, 'application/xml'),
    ask(bare, { accept: '' }).body.slice(0, 21),
  ]).toEqual([
    'application/vnd.merchantos.pos-v1+xml',
    'application/json',
    'application/json',
    'application/vnd.merchantos.pos-v1+xml',
    '<?xml version="1.0"?>',
  ])
})

describe('L04 writing', () => {
  test('L04 POST, PUT and DELETE answer 200 with one whole record and relations that nobody asked for', () => {
    const { write, till } = open({}, 3)
    const created = write('POST', path('Item'), {
      description: 'Onesie',
      Prices: { ItemPrice: { amount: '19.95', useTypeID: 1 } },
    })
    const { '@attributes': attributes, Item } = JSON.parse(created.body)
    expect([created.status, attributes, Item.itemID, Item.systemSku]).toEqual([
      200,
      { count: '1' },
      '4',
      '210000000010',
    ])
    expect([Item.ItemShops.ItemShop.length, Item.Prices.ItemPrice[0].amount]).toEqual([3, '19.95'])
    till.setQoh(4, 7)
    const updated = JSON.parse(
      write('PUT', path('Item/4'), { customSku: 'ONE', publishToEcom: 'true' }).body,
    ).Item
    expect([updated.description, updated.customSku, updated.publishToEcom]).toEqual(['Onesie', 'ONE', 'true'])
    const ended = write('DELETE', path('Item/4'))
    expect([
      ended.status,
      JSON.parse(ended.body).Item.archived,
      'ItemShops' in JSON.parse(ended.body).Item,
    ]).toEqual([200, 'true', false])
  })

  test('L04 archiving by writing is passed over, un-archiving is not', () => {
    const { write, till } = open()
    till.unarchive(1)
    const archived = () => JSON.parse(write('PUT', path('Item/1'), { archived: 'true' }).body).Item.archived
    expect(archived()).toBe('false')
    till.archive(1)
    expect(JSON.parse(write('PUT', path('Item/1'), { archived: false }).body).Item.archived).toBe('false')
    expect(
      open({ archivedByWriting: 'refused' }).write('PUT', path('Item/1'), { archived: true }).status,
    ).toBe(400)
  })

  test.each<[string, string, object | undefined, string]>([
    ['POST', path('Item'), {}, '400 Item not created. An Item must have a description.'],
    ['PUT', path('Item/1'), { description: '' }, '400 Item not updated. An Item must have a description.'],
    ['POST', path('Category'), { name: '' }, '400 name cannot be blank.'],
    ['PUT', path('Tag/1'), { name: null }, '400 name cannot be blank.'],
    ['DELETE', path('Category/1'), undefined, '400 A category with sub-categories cannot be deleted.'],
    ['DELETE', path('Manufacturer/1'), undefined, '405 DELETE is not allowed here.'],
    [
      'PUT',
      path('Item/9999'),
      { description: 'x' },
      "404 Object of type 'Item' not found with primary ID '9999'.",
    ],
    [
      'PUT',
      path('Item/1'),
      { ItemShops: { ItemShop: { shopID: 77, qoh: 1 } } },
      '400 ItemShops: each needs the itemShopID or the shopID of a shop, and qoh.',
    ],
    ['POST', path('Shop'), { name: 'x' }, '501 The sandbox does not model POST Shop.'],
  ])('L04 %s %s is refused', (method, url, body, expected) => {
    expect(refused(open().write(method, url, body))).toBe(expected)
  })

  test('L04 a token that may only read may not write', () => {
    const { connect, send } = open()
    const headers = { authorization: `Bearer ${connect('employee:inventory_read').access_token}` }
    expect([
      send('GET', path('Item'), headers).status,
      send('PUT', path('Item/1'), headers, '{}').status,
    ]).toEqual([200, 403])
  })

  test.each<[string, string, object, string]>([
    ['POST', 'Item', { description: 'x' }, '1'],
    [
      'PUT',
      'Item/1',
      {
        Prices: {
          ItemPrice: [
            { useTypeID: 1, amount: 1 },
            { useTypeID: 2, amount: 1 },
          ],
        },
      },
      '2',
    ],
    ['PUT', 'ItemShop/1', { reorderPoint: 2 }, '1'],
    ['POST', 'Category', { name: 'x' }, '10'],
    ['DELETE', 'Tag/1', {}, '1'],
  ])('L04 what it costs: %s %s', (method, resource, body, cost) => {
    const answer = open().write(method, path(resource), body)
    expect([answer.status, answer.headers['x-ls-api-request-cost']]).toEqual([200, cost])
  })
})

describe('L05 errors', () => {
  test('L05 are JSON that is called HTML; 401 has the shape of OAuth', () => {
    const { ask, get } = open()
    const bad = ask(path('Item', { sort: 'upc' }))
    expect([bad.headers['Content-Type'], Object.keys(JSON.parse(bad.body))]).toEqual([
      'text/html; charset=UTF-8',
      ['httpCode', 'httpMessage', 'message', 'errorClass'],
    ])
    const dead = get('dead', path('Item'))
    expect([dead.headers['Content-Type'], Object.keys(JSON.parse(dead.body))]).toEqual([
      'application/json',
      ['error', 'error_description', 'hint'],
    ])
  })

  test.each([502, 503, 504])('L05 %i is a page of the proxy, without any header of the service', (status) => {
    const { faults, ask } = open()
    faults.add({ route: '*', status })
    const answer = ask(path('Item'))
    expect([
      answer.status,
      answer.headers['Content-Type'],
      /x-ls/i.test(Object.keys(answer.headers).join()),
    ]).toEqual([status, 'text/html', false])
    expect(() => JSON.parse(answer.body)).toThrow()
  })
})

test('L06 a raw + in a query is a space, so that a time with it means nothing; %2B works', () => {
  const { read, till } = open()
  till.rename(1, 'Blue + green')
  const found = (text: string) => read(`${path('Item')}?archived=true&${text}`).Item?.itemID
  expect(found('description=Blue+%2B+green')).toBe('1')
  expect(found('description=Blue+++green')).toBeUndefined()
  const after = (time: string) =>
    JSON.stringify(read(`${path('Item')}?archived=true&timeStamp=%3E%3D%2C${time}`)).length
  const raw = after('2026-01-31T08:00:00+00:00')
  const encoded = after('2026-01-31T08:00:00%2B00:00')
  expect(raw).toBeGreaterThan(encoded)
})

test('L07 header casing differs from the documents', () => {
  const names = Object.keys(open().ask(path('Shop')).headers)
  const documented = ['X-LS-Acct-Id', 'X-LS-OAuth-Client-Id', 'X-LS-Api-Bucket-Level', 'X-LS-Api-Drip-Rate']
  expect(documented.filter((name) => names.includes(name))).toEqual([])
  const lower = names.map((name) => name.toLowerCase())
  expect(documented.filter((name) => !lower.includes(name.toLowerCase()))).toEqual([])
})

describe('L15 bad days', () => {
  test('L15 some requests fail by chance, now and then in the service’s own words', () => {
    const { faults, ask } = open()
    faults.add({ route: '*', status: 500, probability: 0.3, seed: 5 })
    const statuses = Array.from({ length: 30 }, () => ask(path('Shop')).status)
    expect(new Set(statuses)).toEqual(new Set([200, 500]))
    faults.clear()
    faults.add({ route: '*', status: 400, message: 'Please try again later.' })
    expect(refused(ask(path('Shop')))).toBe('400 Please try again later.')
  })

  test('L15 a write whose answer is lost was done', () => {
    const { faults, write, read } = open({}, 3)
    faults.add({ route: 'POST Item', loseAnswer: true })
    expect(() => write('POST', path('Item'), { description: 'Once' })).toThrow('dropped')
    expect(read(path('Item', { description: 'Once' })).Item.itemID).toBe('4')
  })

  test('L15 a long page breaks off on its way', async () => {
    const { faults, lightspeed, access } = open({}, 300)
    const served = await serve(lightspeed.handle)
    closing.push(served.close)
    faults.add({ route: 'GET Item', truncated: true })
    const answer = await fetch(`${served.url}${path('Item', { load_relations: 'all' })}`, {
      headers: { authorization: `Bearer ${access}` },
    })
    await expect(answer.json()).rejects.toThrow()
  })
})
