import { describe, expect, test } from 'vitest'
import { message } from '../../shared/message.ts'
import { ok } from '../../shared/result.ts'
import { createWords } from '../../shared/say.ts'
import { openShop, type TestShop } from './shop.ts'
import { type Json, spoil, spoilRecords } from './spoilt.ts'

// Answers that are not what they should be: one bad record is a problem of its item, a bad answer a clear failure of the
// run, and once the service is well everything is as if nothing had been.

const english = createWords({ language: 'en' })

/** How a run ended, in the merchant's words. */
function ended(run: Awaited<ReturnType<TestShop['run']>>): string {
  const { outcome } = run
  if (outcome?.kind === 'failed') return english.say(outcome.reason, 0)
  if (outcome?.kind === 'stopped-by-guard') return english.say(outcome.reason, 0)
  return outcome === null ? '' : english.say(message(`outcome.${outcome.kind}`, { count: 1 }), 0)
}

/** Three bells online, with the requests forgotten. */
async function threeBells() {
  const shop = await openShop()
  const bells = ['BELL-1', 'BELL-2', 'BELL-3'].map((customSku) =>
    Number(shop.addItem({ customSku, description: customSku.toLowerCase() })),
  )
  await shop.sync()
  shop.forgetRequests()
  return { ...shop, bells }
}

/** The shop shows all three, enabled, with their stock, and nothing needs the merchant. */
async function expectAllWell(shop: TestShop): Promise<void> {
  await shop.sync({ scope: { kind: 'full' } })
  expect(['BELL-1', 'BELL-2', 'BELL-3'].map((sku) => [shop.shown(sku, 'status'), shop.stockOf(sku)])).toEqual(
    Array.from({ length: 3 }, () => [{ status: '1' }, { default: 3 }]),
  )
  expect(shop.told()).toEqual([])
}

const json = { 'Content-Type': 'application/json' }
const unreadable =
  'Lightspeed answered in a way that Tillbridge does not understand. Details say what is odd.'

describe('the till answers what is no list of items', () => {
  test.each([
    [
      'half an answer',
      { status: 200, headers: json, body: '{"@attributes":{"next":""},"Item":[{"itemID":"1"' },
    ],
    ['nothing at all', { status: 200, headers: json, body: '' }],
    ['a list', { status: 200, headers: json, body: '[]' }],
    ['null', { status: 200, headers: json, body: 'null' }],
    ['another list', { status: 200, headers: json, body: '{"Shop":[{"shopID":"1"}]}' }],
  ])(
    '%s: the run fails with its sentence, the shop is left alone, and the next one goes on',
    async (_title, fault) => {
      const shop = await threeBells()
      shop.tillSandbox.faults.add({ route: 'GET Item', ...fault, times: 20 })
      const run = await shop.run('catalogue', { scope: { kind: 'full' } })
      expect([ended(run), shop.web.requests.all()]).toEqual([unreadable, []])
      shop.tillSandbox.faults.clear()
      await expectAllWell(shop)
    },
  )
})

describe('a record of the till has a field of the wrong type', () => {
  test.each(['archived', 'timeStamp', 'description', 'Prices', 'ItemShops', 'itemMatrixID'])(
    '%s: a problem of that item, which stays as it is, and the others go on',
    async (field) => {
      const shop = await threeBells()
      const wrong = { not: ['what', 'it', 'was'] }
      const spoilt =
        field === 'Prices' || field === 'ItemShops'
          ? { [field.slice(0, 4)]: 1, ItemPrice: wrong, ItemShop: wrong }
          : wrong
      const mend = spoilRecords(
        shop,
        'Item',
        ({ itemID }) => itemID === String(shop.bells[1]),
        (item) => ({ ...item, [field]: spoilt }),
      )
      for (const bell of shop.bells) shop.till.setPrice(bell, 30)
      const run = await shop.run('catalogue', { scope: { kind: 'full' } })
      expect([
        ended(run),
        ['BELL-1', 'BELL-2', 'BELL-3'].map((sku) => shop.shown(sku, 'price', 'status')),
      ]).toEqual([
        expect.any(String),
        [
          { price: '30.000000', status: '1' },
          { price: '19.950000', status: '1' },
          { price: '30.000000', status: '1' },
        ],
      ])
      expect(shop.told()).toEqual([
        'bell-2: what the till sent cannot be read — The item is left as it is in the web shop, all others go on. ' +
          'Open it in Lightspeed and save it once more; Details say what is odd.',
      ])
      mend()
      await shop.sync({ scope: { kind: 'full' } })
      expect([shop.shown('BELL-2', 'price'), shop.told()]).toEqual([{ price: '30.000000' }, []])
    },
  )

  test.each([
    ['missing', undefined],
    ['null', null],
    ['a word', 'seven'],
    ['an object', {}],
  ])(
    'its number is %s: nobody knows whose it is, so nobody is taken for gone, and the others go on',
    async (_title, itemID) => {
      const shop = await threeBells()
      const mend = spoilRecords(
        shop,
        'Item',
        (item) => item.itemID === String(shop.bells[1]),
        (item) => ({ ...item, itemID }),
      )
      shop.till.setPrice(shop.bells[0] ?? 0, 30)
      await shop.run('catalogue', { scope: { kind: 'full' } })
      expect(['BELL-1', 'BELL-2'].map((sku) => shop.shown(sku, 'price', 'status'))).toEqual([
        { price: '30.000000', status: '1' },
        { price: '19.950000', status: '1' },
      ])
      expect(shop.told()).toEqual([expect.stringMatching(/^bell-2: what the till sent cannot be read — /)])
      mend()
      await expectAllWell(shop)
    },
  )

  test('a record is no record at all: the others go on', async () => {
    const shop = await threeBells()
    const mend = spoil(shop, 'Item', (body) => ({
      ...body,
      Item: ['nonsense', 7, null, ...(body.Item as unknown[])],
    }))
    shop.till.setPrice(shop.bells[0] ?? 0, 30)
    await shop.run('catalogue', { scope: { kind: 'full' } })
    expect([shop.shown('BELL-1', 'price'), shop.told()]).toEqual([
      { price: '30.000000' },
      [expect.stringMatching(/^#\?: what the till sent cannot be read — /)],
    ])
    mend()
    await expectAllWell(shop)
  })

  test('a stock row does not say whose it is: the others go on, and no number changes on its account', async () => {
    const shop = await threeBells()
    const mend = spoilRecords(
      shop,
      'ItemShop',
      ({ itemID }) => itemID === String(shop.bells[1]),
      (row) => ({ ...row, itemID: 'nobody' }),
    )
    for (const bell of shop.bells) shop.till.sell(bell, 1)
    await shop.run('stock')
    expect(['BELL-1', 'BELL-2', 'BELL-3'].map((sku) => shop.stockOf(sku))).toEqual([
      { default: 2 },
      { default: 3 },
      { default: 2 },
    ])
    expect(shop.problems()).toEqual([['record-unreadable', null]])
    mend()
    await shop.run('stock', { scope: { kind: 'full' } })
    expect([shop.stockOf('BELL-2'), shop.told()]).toEqual([{ default: 2 }, []])
  })
})

describe('the pages of the till have no end', () => {
  /** Whatever page is asked for, this one comes. Answers how many were asked for. */
  async function readWithout(end: (asked: number, body: Json) => Json) {
    const shop = await threeBells()
    let asked = 0
    let page: Json = {}
    const { http } = shop.tillNetwork
    shop.tillNetwork.http = async (request, signal) => {
      if (!request.url.includes('/Item.json')) return http(request, signal)
      const answer = asked === 0 ? await http(request, signal) : null
      if (answer?.ok) page = JSON.parse(answer.value.body)
      const body = JSON.stringify(end(asked, page))
      asked += 1
      return ok({ status: 200, headers: {}, body })
    }
    const run = await shop.run('catalogue', { scope: { kind: 'full' } })
    shop.tillNetwork.http = http
    await expectAllWell(shop)
    return { sentence: ended(run), asked }
  }
  const leadingTo = (cursor: string | number) => ({
    '@attributes': { next: `/API/V3/Account/314551/Item.json?after=${cursor}`, previous: '' },
  })

  test('the next page is the first one again: it is asked for once', async () => {
    expect(await readWithout((_asked, body) => ({ ...body, ...leadingTo('round') }))).toEqual({
      sentence: unreadable,
      asked: 2,
    })
  })

  test('each page has a new cursor, and they all hold the same', async () => {
    expect(await readWithout((asked, body) => ({ ...body, ...leadingTo(asked) }))).toEqual({
      sentence: unreadable,
      asked: 2,
    })
  })

  test('two pages lead to each other', async () => {
    const turn = (asked: number, body: Json) => {
      const items = body.Item as Json[]
      return { ...leadingTo(asked % 2), Item: asked % 2 === 0 ? items.slice(0, 2) : items.slice(2) }
    }
    expect(await readWithout(turn)).toEqual({ sentence: unreadable, asked: 3 })
  })

  test('a record that comes on two pages is one item', async () => {
    const shop = await openShop({ items: 250 })
    const seen: object[] = []
    spoil(shop, 'Item', (body) => {
      const items = body.Item as object[]
      const page = { ...body, Item: [...seen, ...items] }
      seen.splice(0, seen.length, ...items.slice(-5))
      return page
    })
    await shop.sync()
    const skus = shop.web.shop.skus()
    expect([new Set(skus).size, shop.ledger.links.count('linked')]).toEqual([skus.length, skus.length])
  })
})

describe('the web shop answers what it should not', () => {
  const sentences = {
    page: 'There is a page at this address, but no Magento that can be spoken to. Check the address, or ask whether a firewall or a password keeps Tillbridge out.',
    odd: 'The web shop answered in a way that Tillbridge does not understand.',
  }

  test.each([
    ['a page instead of products', 'GET /V1/products', { status: 200, html: true }, sentences.page],
    [
      'half an answer',
      'GET /V1/products',
      { status: 200, headers: json, body: '{"items":[{"id":1' },
      sentences.odd,
    ],
    [
      'a list instead of a search',
      'GET /V1/products',
      { status: 200, headers: json, body: '[]' },
      sentences.odd,
    ],
    [
      'products without a SKU',
      'GET /V1/products',
      { wrongType: { field: 'sku', becomes: 'null' } },
      sentences.odd,
    ],
    [
      'a saved product of another shape',
      'POST /V1/products',
      { wrongType: { field: 'id', becomes: 'text' } },
      sentences.odd,
    ],
    [
      'yes to a batch of prices, and no list',
      'POST /V1/products/base-prices',
      { status: 200, headers: json, body: '"done"' },
      sentences.odd,
    ],
  ] as const)(
    '%s: the run fails with its sentence, and nothing is made twice',
    async (_title, route, fault, sentence) => {
      const shop = await threeBells()
      shop.web.faults.add({ route, ...fault, times: 20 })
      shop.addItem({ customSku: 'BELL-4', description: 'bell-4' })
      shop.addItem({ customSku: 'BELL-5', description: 'bell-5' })
      shop.web.shop.addProduct({ sku: 'BELL-5' })
      shop.till.setPrice(shop.bells[0] ?? 0, 30)
      const run = await shop.run('catalogue')
      expect(ended(run)).toBe(sentence)
      shop.web.faults.clear()
      await shop.sync()
      expect([shop.web.shop.skus(), shop.shown('BELL-1', 'price'), shop.told()]).toEqual([
        ['BELL-1', 'BELL-2', 'BELL-3', 'BELL-5', 'BELL-4'],
        { price: '30.000000' },
        [],
      ])
    },
  )
})
