import { describe, expect, test } from 'vitest'
import { defaultMapping, type MappingRule } from '../../shared/mapping.ts'
import { openShop } from '../catalogue/shop.ts'

type TestShop = Awaited<ReturnType<typeof openShop>>

const rule = (target: string, path: string): MappingRule => ({
  target,
  source: { kind: 'field', path },
  steps: [],
  policy: 'always',
})

/** Bodies of what is written from now on, by route. */
function written({ network }: TestShop): { route: string; body: string }[] {
  const seen: { route: string; body: string }[] = []
  const { http } = network
  network.http = (request, signal) => {
    if (request.method !== 'GET')
      seen.push({ route: `${request.method} ${new URL(request.url).pathname}`, body: request.body ?? '' })
    return http(request, signal)
  }
  return seen
}

test('row 15: a new web address by REST leaves the old one dead: here it is chosen once and never changed', async () => {
  const shop = await openShop()
  const bell = Number(shop.addItem())
  await shop.sync()
  const seen = written(shop)
  for (const name of ['Copper bell', 'Silver bell']) {
    shop.till.rename(bell, name)
    await shop.sync()
  }
  await shop.sync({ force: true })
  const keys = seen.flatMap(({ body }) =>
    [...body.matchAll(/"url_key","value":"([^"]*)"/g)].map(([, key]) => key),
  )
  expect([new Set(keys), shop.shown('BELL-1', 'name', 'url_key')]).toEqual([
    new Set(['brass-bell']),
    { name: 'Silver bell', url_key: 'brass-bell' },
  ])
})

test('row 21: a tier price sent in scope all takes the roles from the pictures: here none is', async () => {
  const shop = await openShop()
  shop.ledger.mapping.set({
    ...defaultMapping,
    tiers: [{ group: 'Wholesale', quantity: 1, source: { kind: 'price', useTypeId: '2' }, steps: [] }],
  })
  shop.addItem({
    prices: [
      { useTypeID: 1, amount: 20 },
      { useTypeID: 2, amount: 16 },
    ],
  })
  const seen = written(shop)
  await shop.sync()
  expect(seen.filter(({ route }) => route.includes('tier-prices')).map(({ route }) => route)).toEqual([
    'POST /rest/V1/products/tier-prices',
  ])
  expect(await shop.tierPrices('BELL-1')).toMatchObject([{ customer_group: 'Wholesale', price: 16 }])
})

describe('row 36: options are there twice, and a size of 12 is refused', () => {
  async function sizes(shop: TestShop, ...names: string[]): Promise<string[]> {
    shop.web.shop.addSelect('manufacturer', 'Manufacturer')
    shop.ledger.mapping.set({
      ...defaultMapping,
      rules: [...defaultMapping.rules, rule('manufacturer', 'Manufacturer.name')],
    })
    for (const [at, name] of names.entries())
      shop.addItem({
        customSku: `BELL-${at}`,
        description: `Bell ${at}`,
        manufacturerID: shop.till.addManufacturer(name),
      })
    await shop.sync()
    const labels = shop.web.shop.options('manufacturer')
    return names.map((_, at) => labels[shop.shown(`BELL-${at}`, 'manufacturer')?.manufacturer ?? ''] ?? '')
  }

  test.each(['2.2', '2.3', '2.4.3', '2.4.7'] as const)(
    'here one name makes one option, in Magento %s',
    async (version) => {
      const shop = await openShop({ multiSource: version !== '2.2' })
      shop.web.shop.settings.version = version
      expect(await sizes(shop, 'Komet', 'KOMET', ' Komet ')).toEqual(['Komet', 'Komet', 'Komet'])
      expect(Object.values(shop.web.shop.options('manufacturer'))).toEqual(['Komet'])
    },
  )

  test('here a size that is the number of an option is made all the same', async () => {
    const shop = await openShop()
    shop.web.shop.addSelect('manufacturer', 'Manufacturer')
    const number = shop.web.shop.addOption('manufacturer', 'Komet')
    expect(await sizes(shop, number)).toEqual([number])
    expect(shop.problems()).toEqual([])
  })
})

test('row 37: the texts of swatches are emptied: here an option is sent with its name alone, and once', async () => {
  const shop = await openShop()
  shop.web.shop.addSelect('manufacturer', 'Manufacturer')
  shop.ledger.mapping.set({
    ...defaultMapping,
    rules: [...defaultMapping.rules, rule('manufacturer', 'Manufacturer.name')],
  })
  shop.web.shop.addOption('manufacturer', 'Nord')
  shop.addItem({ customSku: 'BELL-1', manufacturerID: shop.till.addManufacturer('Nord') })
  shop.addItem({
    customSku: 'BELL-2',
    description: 'Steel bell',
    manufacturerID: shop.till.addManufacturer('Komet'),
  })
  const seen = written(shop)
  await shop.sync()
  await shop.sync({ force: true })
  expect(seen.filter(({ route }) => route.includes('attributes'))).toEqual([
    {
      route: 'POST /rest/all/V1/products/attributes/manufacturer/options',
      body: '{"option":{"label":"Komet"}}',
    },
  ])
})

test('row 40: each save of a product empties the cache of its pages: here a price and a sale save none', async () => {
  const shop = await openShop()
  const bell = Number(shop.addItem())
  await shop.sync()
  const seen = written(shop)
  shop.till.setPrice(bell, 24)
  shop.till.sell(bell, 1)
  await shop.sync()
  expect(seen.map(({ route }) => route)).toEqual([
    'POST /rest/all/V1/products/base-prices',
    'POST /rest/all/V1/inventory/source-items',
  ])
})
