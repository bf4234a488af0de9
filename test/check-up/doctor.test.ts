import { afterAll, beforeAll, expect, test } from 'vitest'
import { CheckUp, type Finding, toMend } from '../../shared/check-up.ts'
import { openShop, type Shop } from '../harness/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop(60)
  await shop.connect()
})
afterAll(() => shop.close())

async function checkUp(): Promise<CheckUp> {
  return CheckUp.parse(JSON.parse((await shop.tillbridge('doctor', '--json')).out))
}
const of = ({ findings }: CheckUp, check: Finding['check']) =>
  findings.filter((finding) => finding.check === check).map(({ verdict, what }) => [verdict, what.key])

test('a shop in good order has nothing to mend, and is not written by looking', async () => {
  const before = shop.sandbox.magento.shop.products()
  const told = await shop.tillbridge('doctor')
  expect(told.out).toMatch(/^Nothing to mend\.\n/)
  expect(told.out).toContain('Good: Every permission is given.')
  expect(told.out).toContain('Good: This computer’s clock is right.')
  expect(told.out).toContain('Good: No input limit of the web shop is in the way.')
  expect(told.out).toContain('is not measured yet')
  expect(told.code).toBe(0)
  expect(shop.sandbox.magento.shop.products()).toEqual(before)
})

test('two items with one SKU are named, with what to do, and the doctor ends with 3', async () => {
  for (const description of ['Brass bell', 'Copper bell'])
    shop.sandbox.lightspeed.till.addItem({
      description,
      customSku: 'bell/1',
      publishToEcom: true,
      prices: [{ useTypeID: 1, amount: 19.95 }],
      stock: { 1: 3 },
    })
  await shop.tillbridge('sync', 'catalogue')
  const told = await shop.tillbridge('doctor')
  expect(told.out).toMatch(/^\d+ things? to mend before you start\.\n/)
  expect(told.out).toMatch(/bell\/1: Brass bell, Copper bell/)
  expect(told.out).toContain('→ Give each item a SKU of its own in Lightspeed.')
  expect(told.code).toBe(3)
})

test('a stock location that the settings name and the shop lacks is told by name, until it is mended', async () => {
  const rules = JSON.stringify([{ shopId: '1', source: 'attic' }])
  await shop.tillbridge('settings', 'set', 'shopSources', rules)
  const found = await checkUp()
  expect(of(found, 'sources')).toContainEqual(['mend', 'checkUp.sources.missing'])
  expect(found.findings.find(({ what }) => what.key === 'checkUp.sources.missing')?.names).toEqual(['attic'])
  await shop.tillbridge('settings', 'set', 'shopSources', '[]')
  expect(of(await checkUp(), 'sources')).not.toContainEqual(['mend', 'checkUp.sources.missing'])
})

test('one stock location that serves several stocks is told', async () => {
  shop.sandbox.magento.shop.addStock('Second', ['default'], ['base'])
  expect(of(await checkUp(), 'sources')).toContainEqual(['mend', 'magento.warning.shared-source'])
})

test('a web shop of several currencies is a thing to mend, as prices go out as they are', async () => {
  const config = (code: string, base_currency_code: string) => ({
    id: 1,
    code,
    website_id: 1,
    base_currency_code,
  })
  shop.sandbox.magento.faults.add({
    route: 'GET /V1/store/storeConfigs',
    status: 200,
    body: JSON.stringify([config('default', 'USD'), config('canada', 'CAD')]),
  })
  const told = await shop.tillbridge('doctor')
  expect(told.out).toContain(
    'The web shop has several base currencies (CAD, USD). Prices are sent as they are, without conversion.',
  )
  expect(told.code).toBe(3)
  expect(of(await checkUp(), 'currency')).toEqual([['good', 'checkUp.currency.good']])
})

test('a shop with input limits tells how many rows it takes, before a sync meets them', async () => {
  const { settings } = shop.sandbox.magento.shop
  const { version } = settings
  settings.version = '2.4.3'
  const found = await checkUp()
  settings.version = version
  expect(found.findings.find(({ check }) => check === 'limits')).toMatchObject({
    verdict: 'know',
    what: { key: 'checkUp.limits.small', params: { rows: 20 } },
  })
})

test('once products were sent, the measured time tells how long the rest takes', async () => {
  await shop.tillbridge('go')
  const found = await checkUp()
  expect(of(found, 'overrides')).toEqual([['good', 'checkUp.overrides.good']])
  expect(of(found, 'speed')).toEqual([['know', expect.stringMatching(/^checkUp\.speed\.(known|first)$/)]])
  for (const at of [1, 2, 3])
    shop.sandbox.lightspeed.till.addItem({
      description: `Cable lock ${at}`,
      customSku: `CABLE-${at}`,
      publishToEcom: true,
      prices: [{ useTypeID: 1, amount: 24.95 }],
      stock: { 1: 3 },
    })
  await shop.tillbridge('sync', 'catalogue', '--dry-run')
  const told = (await checkUp()).findings.find(({ check }) => check === 'speed')?.what
  expect(told).toMatchObject({ key: 'checkUp.speed.first', params: { ms: expect.any(Number) } })
  const { ms, count, seconds } = told?.params ?? {}
  expect(Number(count)).toBeGreaterThanOrEqual(3)
  expect(Math.abs(Number(seconds) * 1000 - Number(ms) * Number(count))).toBeLessThanOrEqual(
    1000 + Number(count),
  )
})

test('a store view with a name of its own is told, and not cleared', async () => {
  const { shop: web } = shop.sandbox.magento
  const [sku = ''] = web.skus()
  web.overrideInView(sku, 'default', { name: 'Une cloche' })
  const found = (await checkUp()).findings.find(({ check }) => check === 'overrides')
  expect(found).toMatchObject({ verdict: 'know', names: [`${sku} (default): name`] })
  expect(web.product(sku)?.views.default?.name).toBe('Une cloche')
})

test('an integration that was switched off is told, and the till is checked all the same', async () => {
  const { magento } = shop.sandbox
  magento.shop.deactivateIntegration('Tillbridge')
  const found = await checkUp()
  expect(of(found, 'connection')).toEqual([['mend', 'magento.refused-keys.inactive']])
  expect(toMend(found)).toBeGreaterThan(0)
})
