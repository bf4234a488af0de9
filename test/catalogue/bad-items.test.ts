import { describe, expect, test } from 'vitest'
import { openShop } from './shop.ts'
import { spoilRecords } from './spoilt.ts'

// What merchants type, and what imports leave behind: a problem on that item in plain words, and all others go on.

/** One item of this kind beside a sound one; after a sync, what is online and what the merchant reads. */
async function besideASoundOne(item: Parameters<Awaited<ReturnType<typeof openShop>>['addItem']>[0]) {
  const shop = await openShop()
  const odd = shop.addItem({ customSku: 'ODD', description: 'Odd bell', ...item })
  shop.addItem({ customSku: 'SOUND', description: 'Sound bell' })
  const [run] = await shop.sync()
  return { ...shop, odd, run }
}

describe('a SKU', () => {
  test.each([
    [
      'missing',
      { customSku: '', systemSku: '' },
      'Odd bell: no SKU — The web shop needs a SKU for every product.',
    ],
    ['of blanks alone', { customSku: ' \t ', systemSku: '' }, 'Odd bell: no SKU — The web shop needs a SKU'],
    [
      'over 64 characters',
      { customSku: 'x'.repeat(65) },
      'Odd bell: the SKU is longer than 64 characters — The web shop takes at most 64.',
    ],
    [
      'with an emoji',
      { customSku: 'BELL🔔' },
      'Odd bell: the SKU holds characters that the web shop cannot store — Emoji and some rare characters',
    ],
    [
      'with a control character',
      { customSku: 'BELL\u0007' },
      'Odd bell: the SKU holds characters that the web shop cannot store',
    ],
    [
      'with half a character',
      { customSku: 'BELL\ud83d' },
      'Odd bell: the SKU holds characters that the web shop cannot store',
    ],
  ])('that is %s is a problem of that item, and the others go on', async (_title, item, sentence) => {
    const shop = await besideASoundOne(item)
    expect([shop.web.shop.skus(), shop.run?.outcome]).toEqual([
      ['SOUND'],
      { kind: 'done-with-problems', problems: 1 },
    ])
    expect(shop.told()).toEqual([expect.stringContaining(sentence)])
    shop.till.setCustomSku(Number(shop.odd), 'MENDED')
    await shop.sync()
    expect([shop.web.shop.skus(), shop.told()]).toEqual([['SOUND', 'MENDED'], []])
  })

  test('of exactly 64 characters goes online', async () => {
    const shop = await besideASoundOne({ customSku: 'é'.repeat(64) })
    expect([shop.web.shop.skus(), shop.told()]).toEqual([['é'.repeat(64), 'SOUND'], []])
  })

  test('that two items have is a problem of both, and each names it', async () => {
    const shop = await besideASoundOne({})
    shop.addItem({ customSku: 'TWICE', description: 'Brass bell' })
    shop.addItem({ customSku: 'twice', description: 'Steel bell' })
    await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['ODD', 'SOUND'])
    expect(shop.told()).toEqual([
      expect.stringMatching(
        /^Steel bell: another item has the same SKU — The SKU twice belongs to another item/,
      ),
      expect.stringMatching(
        /^Brass bell: another item has the same SKU — The SKU TWICE belongs to another item/,
      ),
    ])
  })
})

describe('a name', () => {
  test.each([
    [
      'with markup',
      '<img src=x onerror="alert(1)"> & <b>bell</b>',
      '<img src=x onerror="alert(1)"> & <b>bell</b>',
    ],
    ['with control characters', 'Bell\u0000 of\u0007 brass\u001b[2J', 'Bell of brass[2J'],
    ['with an emoji', 'Bell 🔔 brass', 'Bell  brass'],
    ['with half a character', 'Bell \ud83d brass', 'Bell  brass'],
    ['with our own placeholders', '{{count}} $t(status.upToDate) %1', '{{count}} $t(status.upToDate) %1'],
    ['of 300 characters', 'é'.repeat(300), 'é'.repeat(255)],
    ['of several lines', 'Brass\nbell', 'Brass\nbell'],
  ])('%s arrives as text, and a second sync writes nothing', async (_title, description, name) => {
    const shop = await besideASoundOne({ description })
    expect([shop.shown('ODD', 'name'), shop.shown('SOUND', 'name')]).toEqual([
      { name },
      { name: 'Sound bell' },
    ])
    expect(shop.told()).toEqual([])
    shop.forgetRequests()
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.writes()).toEqual({})
  })

  test.each([
    ['missing', ''],
    ['of blanks alone', '   '],
    ['of an emoji alone', '🔔'],
  ])(
    'that is %s is a problem of that item, which is called by its SKU where no name shows',
    async (_title, description) => {
      const shop = await besideASoundOne({ description })
      const called = description.trim() === '' ? 'ODD' : description
      expect([shop.web.shop.skus(), shop.told()]).toEqual([
        ['SOUND'],
        [expect.stringContaining(`${called}: no name — A product needs a name.`)],
      ])
      shop.till.rename(Number(shop.odd), 'Odd bell')
      await shop.sync()
      expect([shop.web.shop.skus(), shop.told()]).toEqual([['SOUND', 'ODD'], []])
    },
  )

  test('that the shop refuses is a problem with the shop’s own words, markup and all', async () => {
    const shop = await openShop()
    shop.addItem({ customSku: 'ODD', description: '{{reason}} $t(nav.overview)' })
    shop.addItem({ customSku: 'SOUND', description: 'Sound bell' })
    shop.web.faults.add({
      route: 'POST /V1/products',
      status: 400,
      body: JSON.stringify({
        message: '<b>No</b> {{name}} $t(nav.overview) &amp; "%1"',
        parameters: ['<i>x</i>'],
      }),
    })
    await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['SOUND'])
    expect(shop.told()).toEqual([
      '{{reason}} $t(nav.overview): the web shop refused it — ' +
        'The web shop says: <b>No</b> {{name}} $t(nav.overview) &amp; "<i>x</i>". ' +
        'Tillbridge tries again when the item changes, or when you send it again.',
    ])
  })
})

describe('a price', () => {
  test.each([
    ['zero', 0],
    ['below zero', -5],
    ['so small that it rounds to nothing', 0.00001],
  ])('of %s keeps a new item back, and the price that a product has', async (_title, amount) => {
    const shop = await besideASoundOne({ prices: [{ useTypeID: 1, amount }] })
    expect([shop.web.shop.skus(), shop.told()]).toEqual([
      ['SOUND'],
      [expect.stringContaining('Odd bell: no price — The chosen price level is empty, 0 or less')],
    ])
    shop.till.setPrice(Number(shop.odd), 5)
    await shop.sync()
    expect(shop.told()).toEqual([])
    shop.till.setPrice(Number(shop.odd), amount)
    shop.till.rename(Number(shop.odd), 'Odd brass bell')
    await shop.sync()
    expect([shop.shown('ODD', 'price', 'name'), shop.shown('SOUND', 'price')]).toEqual([
      { price: '5.000000', name: 'Odd brass bell' },
      { price: '19.950000' },
    ])
    expect(shop.told()).toEqual([
      expect.stringMatching(/^Odd brass bell: no price — .*one that is online keeps its price/),
    ])
    shop.till.setPrice(Number(shop.odd), 5)
    await shop.sync()
    expect(shop.told()).toEqual([])
  })

  test('that only the web shop has is left alone without a word', async () => {
    const shop = await openShop()
    shop.web.shop.addProduct({ sku: 'ODD', name: 'Bell', price: 25 })
    shop.addItem({ customSku: 'ODD', description: 'Odd bell', prices: [] })
    await shop.sync()
    expect([shop.shown('ODD', 'name', 'price'), shop.told()]).toEqual([
      { name: 'Odd bell', price: '25.000000' },
      [],
    ])
  })

  test.each([
    [19.99999, '20.000000'],
    [19.12345, '19.123500'],
    [0.0001, '0.000100'],
    [1_234_567.89, '1234567.890000'],
  ])('of %d is rounded to the four decimals of the shop, once and for all', async (amount, price) => {
    const shop = await besideASoundOne({ prices: [{ useTypeID: 1, amount }] })
    expect([shop.shown('ODD', 'price'), shop.told()]).toEqual([{ price }, []])
    shop.forgetRequests()
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.writes()).toEqual({})
  })

  test('that the shop finds too large is a problem of that item', async () => {
    const shop = await besideASoundOne({})
    shop.till.setPrice(Number(shop.odd), 30)
    shop.web.faults.add({
      route: 'POST /V1/products/base-prices',
      status: 400,
      message: 'Price is out of range',
      times: 1,
    })
    await shop.sync()
    expect(shop.told()).toEqual([expect.stringContaining('Odd bell: the web shop refused it')])
  })
})

describe('a quantity', () => {
  test.each([
    ['below zero is none', -4, 0],
    ['with a fraction arrives with it', 2.5, 2.5],
    ['with more decimals than the shop takes is rounded to four', 0.123456, 0.1235],
  ])('%s', async (_title, qoh, quantity) => {
    const shop = await besideASoundOne({ stock: { 1: qoh } })
    expect([shop.stockOf('ODD'), shop.stockOf('SOUND'), shop.told()]).toEqual([
      { default: quantity },
      { default: 3 },
      [],
    ])
    shop.forgetRequests()
    await shop.sync({ scope: { kind: 'full' } })
    expect(shop.writes()).toEqual({})
  })

  test.each([
    ['null', null],
    ['empty', ''],
    ['a word', 'many'],
    ['an object', { not: 'a number' }],
    ['missing', undefined],
  ])('that is %s is not told: never zero, and everything else of the item goes on', async (_title, qoh) => {
    const shop = await openShop()
    const odd = shop.addItem({ customSku: 'ODD', description: 'Odd bell', stock: { 1: 5 } })
    shop.addItem({ customSku: 'SOUND', description: 'Sound bell' })
    await shop.sync()
    const isOdd = (row: Record<string, unknown>) => row.itemID === String(odd) && row.shopID !== '2'
    const mend = spoilRecords(shop, 'ItemShop', isOdd, (row) => ({ ...row, qoh }))
    shop.till.sell(Number(odd), 1)
    shop.till.rename(Number(odd), 'Odd brass bell')
    await shop.sync()
    expect([shop.stockOf('ODD'), shop.shown('ODD', 'name')]).toEqual([
      { default: 5 },
      { name: 'Odd brass bell' },
    ])
    expect(shop.told()).toEqual([
      expect.stringContaining(
        'Odd brass bell: the till did not tell its stock — A missing number is not zero',
      ),
    ])
    mend()
    shop.till.sell(Number(odd), 1)
    await shop.sync()
    expect([shop.stockOf('ODD'), shop.told()]).toEqual([{ default: 3 }, []])
  })

  test('that does not come with a new item keeps its stock back, not the item', async () => {
    const shop = await openShop()
    shop.addItem({ customSku: 'ODD', description: 'Odd bell', stock: { 1: 5 } })
    const withoutQoh = (row: unknown) => ({ ...(row as object), qoh: null })
    const mend = spoilRecords(
      shop,
      'Item',
      () => true,
      (item) => {
        const { ItemShop: rows = [] } = (item.ItemShops ?? {}) as { ItemShop?: unknown[] }
        return { ...item, ItemShops: { ItemShop: rows.map(withoutQoh) } }
      },
    )
    await shop.sync()
    expect([shop.shown('ODD', 'name'), shop.problems()]).toEqual([
      { name: 'Odd bell' },
      [['stock-missing', 'ODD']],
    ])
    mend()
    await shop.sync()
    expect([shop.stockOf('ODD'), shop.told()]).toEqual([{ default: 5 }, []])
    shop.tillSandbox.requests.clear()
    await shop.sync()
    expect(shop.tillSandbox.requests.all().map(({ route }) => route)).toEqual([
      'GET Item',
      'GET ItemMatrix',
      'GET ItemShop',
    ])
  })
})
