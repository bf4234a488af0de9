import { describe, expect, test } from 'vitest'
import { defaultMapping, type MappingRule, type Source, type Step } from '../../shared/mapping.ts'
import { openShop } from './shop.ts'

type TestShop = Awaited<ReturnType<typeof openShop>>

const amount: Step = { kind: 'number', decimals: 4, zeroIsEmpty: true }
const level = (useTypeId: number): Source => ({ kind: 'price', useTypeId: String(useTypeId) })
const custom = (id: number): Source => ({ kind: 'custom-field', customFieldId: String(id) })
const rule = (target: string, source: Source, steps: Step[] = []): MappingRule => ({
  target,
  source,
  steps,
  policy: 'always',
})

const DEFAULT = 1
const SALE = 3

/** A shop whose third price level is the sale price, with its days in two custom fields. */
async function openSale(over: Parameters<typeof openShop>[0] = {}) {
  const shop = await openShop(over)
  const [from, to] = [
    shop.till.addCustomField('Sale from', 'date'),
    shop.till.addCustomField('Sale to', 'date'),
  ]
  shop.ledger.mapping.set({
    ...defaultMapping,
    rules: [
      ...defaultMapping.rules,
      rule('special_price', level(SALE), [amount]),
      rule('special_from_date', custom(from)),
      rule('special_to_date', custom(to)),
    ],
  })
  return {
    ...shop,
    sale: (itemId: string, price: number, days: readonly [string, string]) => {
      shop.till.setPrice(Number(itemId), price, SALE)
      shop.till.edit(Number(itemId), { customValues: { [from]: days[0], [to]: days[1] } })
    },
    prices: (sku: string) =>
      shop.shown(sku, 'price', 'special_price', 'special_from_date', 'special_to_date'),
  }
}

const settles = async (shop: TestShop): Promise<void> => {
  shop.forgetRequests()
  await shop.sync()
  expect(shop.web.requests.all()).toEqual([])
}

describe('a sale price with its days', () => {
  test('comes with a new product', async () => {
    const shop = await openSale()
    const bell = shop.addItem({
      prices: [
        { useTypeID: DEFAULT, amount: 20 },
        { useTypeID: SALE, amount: 15 },
      ],
    })
    shop.sale(bell, 15, ['2026-02-01', '2026-02-28'])
    await shop.sync()
    expect(shop.prices('BELL-1')).toEqual({
      price: '20.000000',
      special_price: '15.000000',
      special_from_date: '2026-02-01 00:00:00',
      special_to_date: '2026-02-28 00:00:00',
    })
    await settles(shop)
  })

  test('begins, moves and ends with one call each', async () => {
    const shop = await openSale()
    const bell = shop.addItem()
    await shop.sync()
    shop.forgetRequests()
    shop.sale(bell, 15, ['2026-02-01', '2026-02-28'])
    await shop.sync()
    shop.sale(bell, 15, ['2026-02-01', '2026-03-31'])
    await shop.sync()
    expect(shop.prices('BELL-1')).toMatchObject({
      special_price: '15.000000',
      special_to_date: '2026-03-31 00:00:00',
    })
    shop.sale(bell, 0, ['2026-02-01', '2026-03-31'])
    await shop.sync()
    expect(shop.prices('BELL-1')).toEqual({ price: '19.950000' })
    expect(shop.writes()).toMatchObject({
      'POST /V1/products/special-price': 2,
      'POST /V1/products/special-price-delete': 1,
    })
    await settles(shop)
  })

  test('goes on for good once its last day is taken away', async () => {
    const shop = await openSale()
    const bell = shop.addItem()
    shop.sale(bell, 15, ['', '2026-02-28'])
    await shop.sync()
    shop.sale(bell, 14, ['', ''])
    await shop.sync()
    expect(shop.prices('BELL-1')).toMatchObject({ special_price: '14.000000', special_to_date: undefined })
    await settles(shop)
  })

  test('is scheduled in Adobe Commerce: at once where its day is over, or on its day', async () => {
    const shop = await openSale()
    shop.web.shop.settings.edition = 'Enterprise'
    shop.connectAnew({ edition: 'Enterprise' })
    const bell = shop.addItem()
    await shop.sync()
    shop.sale(bell, 15, ['2026-03-01', ''])
    await shop.sync()
    expect(shop.prices('BELL-1')).toMatchObject({
      special_price: '15.000000',
      special_from_date: '2026-03-01 00:00:00',
    })
    shop.sale(bell, 14, ['2026-01-01', ''])
    await shop.sync()
    const begin = shop.prices('BELL-1')?.special_from_date ?? ''
    const minutes = (Date.parse(`${begin.replace(' ', 'T')}Z`) - shop.clock.now()) / 60_000
    expect([shop.prices('BELL-1')?.special_price, minutes < 15]).toEqual(['14.000000', true])
    shop.sale(bell, 0, ['', ''])
    await shop.sync()
    expect(shop.prices('BELL-1')).toEqual({ price: '19.950000' })
    expect(shop.problems()).toEqual([])
    await settles(shop)
  })
})

describe('where the shop keeps prices by website', () => {
  test('each website gets the price, and every view the sale price', async () => {
    const shop = await openSale()
    shop.web.shop.settings.priceScope = 'website'
    shop.web.shop.addWebsite('second', 'second_en')
    shop.connectAnew({
      websites: [
        { id: 1, code: 'base', name: 'Main Website' },
        { id: 2, code: 'second', name: 'second' },
      ],
    })
    const bell = shop.addItem()
    await shop.sync()
    for (const view of ['default', 'second_en']) shop.web.shop.overrideInView('BELL-1', view, { price: 99 })
    shop.till.setPrice(Number(bell), 24)
    shop.sale(bell, 15, ['', ''])
    await shop.sync()
    const views = shop.web.shop.product('BELL-1')?.views ?? {}
    expect(
      ['all', 'default', 'second_en'].map((view) => [views[view]?.price, views[view]?.special_price]),
    ).toEqual([
      ['24.000000', '15.000000'],
      ['24.000000', '15.000000'],
      ['24.000000', '15.000000'],
    ])
    await settles(shop)
  })
})

describe('prices for many pieces or a group of customers', () => {
  const MSRP = 2

  async function openTiers(over: Parameters<typeof openShop>[0] = {}) {
    const shop = await openShop(over)
    shop.ledger.mapping.set({
      ...defaultMapping,
      tiers: [
        { group: 'Wholesale', quantity: 1, source: level(MSRP), steps: [amount] },
        { group: 'ALL GROUPS', quantity: 10, source: level(SALE), steps: [amount] },
      ],
    })
    const itemId = shop.addItem({
      prices: [
        { useTypeID: DEFAULT, amount: 20 },
        { useTypeID: MSRP, amount: 16 },
        { useTypeID: SALE, amount: 18.5 },
      ],
    })
    return {
      ...shop,
      bell: Number(itemId),
      tiers: async (): Promise<string[]> => {
        const rows = await shop.tierPrices('BELL-1')
        return rows.map((row) => `${row.customer_group} from ${row.quantity}: ${row.price}`).sort()
      },
    }
  }

  test('come with a new product, change, and go once the till has none', async () => {
    const shop = await openTiers()
    const [run] = await shop.sync()
    expect(run?.outcome).toEqual({ kind: 'done' })
    expect(await shop.tiers()).toEqual(['Wholesale from 1: 16', 'all groups from 10: 18.5'])
    await settles(shop)
    shop.till.setPrice(shop.bell, 15.25, MSRP)
    shop.till.setPrice(shop.bell, 0, SALE)
    await shop.sync()
    expect(await shop.tiers()).toEqual(['Wholesale from 1: 15.25'])
    expect(shop.writes()).toEqual({
      'POST /V1/products/tier-prices': 1,
      'POST /V1/products/tier-prices-delete': 1,
    })
    await settles(shop)
  })

  test('of other groups are the merchant’s own and stay', async () => {
    const shop = await openTiers()
    await shop.sync()
    await shop.setTierPrice('BELL-1', 'General', 5, 17)
    shop.till.setPrice(shop.bell, 15, MSRP)
    await shop.sync()
    expect(await shop.tiers()).toEqual([
      'General from 5: 17',
      'Wholesale from 1: 15',
      'all groups from 10: 18.5',
    ])
  })

  test('that the shop has already are left as they are', async () => {
    const shop = await openTiers()
    shop.web.shop.addProduct({ sku: 'BELL-1', name: 'Brass bell', price: 20 })
    await shop.setTierPrice('BELL-1', 'wholesale', 1, 16)
    await shop.setTierPrice('BELL-1', 'all groups', 10, 18.5)
    shop.forgetRequests()
    await shop.sync()
    expect(Object.keys(shop.writes()).filter((route) => route.includes('tier'))).toEqual([])
    await settles(shop)
  })

  test.each(['2.2', '2.3', '2.4.3'] as const)('reach Magento %s', async (version) => {
    const shop = await openTiers({ multiSource: version !== '2.2' })
    shop.web.shop.settings.version = version
    await shop.sync()
    expect(await shop.tiers()).toEqual(['Wholesale from 1: 16', 'all groups from 10: 18.5'])
    await settles(shop)
  })

  test('never travel in scope all, which would cost the product its picture roles', async () => {
    const shop = await openTiers()
    const scopes: string[] = []
    const { http } = shop.network
    shop.network.http = (request, signal) => {
      if (/tier-prices(-delete)?$/.test(request.url))
        scopes.push(new URL(request.url).pathname.split('/V1/')[0] ?? '')
      return http(request, signal)
    }
    await shop.sync()
    expect(scopes).toEqual(['/rest'])
  })
})
