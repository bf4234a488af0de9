import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { attribute, attributeSets, attributesOfSet, taxClasses } from '../../main/magento/attributes.ts'
import { readCapabilities } from '../../main/magento/capabilities.ts'
import { createMagento as connect, type Magento } from '../../main/magento/magento.ts'
import { removeSpecialPrices, writeBasePrices, writeSpecialPrices } from '../../main/magento/prices.ts'
import { createProduct, type Product, productsBySku, updateProduct } from '../../main/magento/products.ts'
import { encode } from '../../main/magento/signature.ts'
import { sourceItemsBySku, sources, stocks } from '../../main/magento/sources.ts'
import { writeLegacyStock, writeSourceItems } from '../../main/magento/stock.ts'
import { systemClock } from '../../main/support/clock.ts'
import { axiosHttp } from '../../main/support/http.ts'
import { systemRandom } from '../../main/support/random.ts'
import { Decimal, Sku, SourceCode } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import { wallClock } from '../sandbox/clock.ts'
import { type Served, serve } from '../sandbox/http.ts'
import { createMagento, type MagentoSandbox } from '../sandbox/magento/magento.ts'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }
const oddSkus = [
  'A/B',
  'A&B',
  'A+B',
  'A%B',
  'A#B',
  'A B',
  'A,B',
  "A'B",
  'A(B)*!',
  'é-1',
  '日本',
  'A"B',
  'A%2FB',
].map((text) => Sku.parse(text))

let sandbox: MagentoSandbox
let served: Served
let magento: Magento

beforeEach(async () => {
  sandbox = createMagento({ clock: wallClock })
  served = await serve(sandbox.handle)
  magento = clientWith('all')
})
afterEach(() => served.close())

function clientWith(rights: readonly string[] | 'all', name = 'Tillbridge'): Magento {
  const keys = { kind: 'integration', ...sandbox.shop.addIntegration(name, rights) } as const
  return connect({
    http: axiosHttp,
    clock: systemClock,
    random: systemRandom,
    log: silent,
    url: served.url,
    keys,
  })
}

function got<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

const values = (name: string, more: Record<string, string> = {}) => ({
  name,
  attribute_set_id: '4',
  price: '10',
  status: '1',
  visibility: '4',
  tax_class_id: '2',
  ...more,
})

const make = async (sku: Sku, name: string = sku): Promise<Product> =>
  got(
    await createProduct(magento, {
      sku,
      values: values(name, { url_key: `key-${oddSkus.indexOf(sku)}-${name.length}` }),
      websiteIds: [1],
    }),
  )

describe('SKUs with every odd character', () => {
  test.each(oddSkus)('"%s" is made, found, changed, priced and counted', async (sku) => {
    const made = await make(sku)
    expect([made.sku, made.websiteIds, made.values.price]).toEqual([sku, [1], '10'])
    const changed = got(await updateProduct(magento, { sku, values: { status: '2' } }))
    expect([changed.id, changed.values.status]).toEqual([made.id, '2'])
    const priced = await writeBasePrices(magento, [{ sku, price: Decimal.parse('12.5'), storeId: 0 }])
    expect([priced.done.length, priced.refused]).toEqual([1, []])
    const row = { sku, source: SourceCode.parse('default'), quantity: 3, inStock: true }
    expect((await writeSourceItems(magento, [row])).done).toEqual([row])
    const found = got(await productsBySku(magento, [sku]))
    expect(found.get(sku)?.map(({ id, values: held }) => [id, held.price])).toEqual([[made.id, '12.5']])
    expect(got(await sourceItemsBySku(magento, [sku]))).toEqual([row])
  })

  test.each(oddSkus)('stock of "%s" reaches a shop without sources', async (sku) => {
    sandbox.shop.withoutMsi()
    await make(sku)
    expect(await writeLegacyStock(magento, { sku, quantity: 7, inStock: true })).toEqual({
      ok: true,
      value: null,
    })
    expect(sandbox.shop.product(sku)?.stock).toEqual({ qty: 7, isInStock: true })
    expect(sandbox.shop.count().products).toBe(1)
  })

  test.each(oddSkus)('a path that holds "%s" is signed as Magento signs it', async (sku) => {
    await make(sku)
    const path = `stockItems/${encode(sku)}`
    const answer = await magento.request({ method: 'GET', path, scope: null, effect: 'read' })
    expect(answer).toMatchObject({ ok: true, value: { stock_id: 1 } })
  })

  test('stock of a product that the shop lost makes no new product', async () => {
    sandbox.shop.withoutMsi()
    const answer = await writeLegacyStock(magento, { sku: Sku.parse('A/B'), quantity: 7, inStock: true })
    expect(answer).toMatchObject({ ok: false, error: { kind: 'rejected', status: 400 } })
    expect(sandbox.shop.count().products).toBe(0)
  })

  test('all of them are found in one search', async () => {
    for (const sku of oddSkus) await make(sku)
    sandbox.requests.clear()
    const found = got(await productsBySku(magento, oddSkus))
    expect([...found].map(([sku, products]) => [sku, products.map(({ sku: held }) => held)])).toEqual(
      oddSkus.map((sku) => [sku, [sku]]),
    )
    expect(sandbox.requests.all()).toHaveLength(1)
  })
})

test('eleven filter groups are signed as Magento signs them', async () => {
  const query = Array.from({ length: 11 }, (_, group) => [
    [`searchCriteria[filterGroups][${group}][filters][0][field]`, 'sku'] as const,
    [`searchCriteria[filterGroups][${group}][filters][0][value]`, 'A'] as const,
  ]).flat()
  const answer = await magento.request({
    method: 'GET',
    path: 'products',
    scope: 'all',
    query,
    effect: 'read',
  })
  expect(answer).toMatchObject({ ok: true, value: { total_count: 0 } })
})

describe('products', () => {
  test('URL key already exists: two products of one name', async () => {
    await make(Sku.parse('ONE'), 'Wool socks')
    const second = { sku: Sku.parse('TWO'), values: values('Wool socks'), websiteIds: [1] }
    const first = { ...second, sku: Sku.parse('THREE') }
    got(await createProduct(magento, first))
    expect(await createProduct(magento, second)).toMatchObject({
      ok: false,
      error: { kind: 'url-key-taken' },
    })
    const withKey = { ...second, values: { ...second.values, url_key: 'wool-socks-two' } }
    expect(got(await createProduct(magento, withKey)).values.url_key).toBe('wool-socks-two')
  })

  test('a value that the attribute set has no place for is dropped in silence: the answer shows it', async () => {
    const sku = Sku.parse('DROP')
    const made = got(
      await createProduct(magento, {
        sku,
        values: values('Dropped', { no_such_attribute: 'x' }),
        websiteIds: [1],
      }),
    )
    expect(made.values).not.toHaveProperty('no_such_attribute')
  })

  test('an emptied special price is none, and never a price of 0', async () => {
    const sku = Sku.parse('SALE')
    await make(sku)
    await writeSpecialPrices(magento, [{ sku, price: Decimal.parse('4.99'), storeId: 0 }])
    expect(got(await productsBySku(magento, [sku])).get(sku)?.[0]?.values.special_price).toBe('4.99')
    await updateProduct(magento, { sku, values: { special_price: '' } })
    expect(got(await productsBySku(magento, [sku])).get(sku)?.[0]?.values).not.toHaveProperty('special_price')
    await writeSpecialPrices(magento, [{ sku, price: Decimal.parse('3'), storeId: 0 }])
    expect((await removeSpecialPrices(magento, [{ sku, storeId: 0 }])).refused).toEqual([])
    expect(sandbox.shop.product(sku)?.views.all).not.toHaveProperty('special_price')
  })

  test('250 products are found page by page', async () => {
    const skus = Array.from({ length: 250 }, (_, n) => Sku.parse(`P-${n}`))
    for (const sku of skus) sandbox.shop.addProduct({ sku })
    sandbox.requests.clear()
    const found = got(await productsBySku(magento, skus))
    expect([...found.values()].every((products) => products.length === 1)).toBe(true)
    expect(sandbox.requests.all()).toHaveLength(3)
  })

  test('a lost answer to a create is told, and a look finds the product', async () => {
    const sku = Sku.parse('LOST')
    sandbox.faults.add({ route: 'POST /V1/products', loseAnswer: true })
    const answer = await createProduct(magento, { sku, values: values('Lost'), websiteIds: [1] })
    expect(answer).toMatchObject({ ok: false, error: { kind: 'answer-lost' } })
    expect(got(await productsBySku(magento, [sku])).get(sku)).toHaveLength(1)
    expect(sandbox.shop.count().products).toBe(1)
  })
})

describe('batches', () => {
  test('an unknown SKU among prices is refused by itself', async () => {
    const [good, unknown] = [Sku.parse('GOOD'), Sku.parse('NO-1')]
    await make(good)
    const outcome = await writeBasePrices(
      magento,
      [good, unknown].map((sku) => ({ sku, price: Decimal.parse('2'), storeId: 0 })),
    )
    expect([outcome.done.map(({ sku }) => sku), outcome.refused.map(({ row }) => row.sku)]).toEqual([
      [good],
      [unknown],
    ])
    expect(sandbox.shop.product(good)?.views.all?.price).toBe('2.000000')
  })

  test('a source that is gone is found among the rows, the others are through', async () => {
    const sku = Sku.parse('GOOD')
    await make(sku)
    const row = (source: string) => ({ sku, source: SourceCode.parse(source), quantity: 5, inStock: true })
    sandbox.shop.addSource('shop')
    const outcome = await writeSourceItems(magento, [row('default'), row('gone'), row('shop')])
    expect([outcome.done.length, outcome.refused.map(({ row: { source } }) => source)]).toEqual([2, ['gone']])
    expect(
      sandbox.shop
        .sourceItems(sku)
        .map(({ quantity }) => quantity)
        .sort(),
    ).toEqual([5, 5])
  })
})

describe('connecting', () => {
  test('an untouched shop tells what it is', async () => {
    const found = got(await readCapabilities(magento))
    expect(found).toMatchObject({
      id: magento.id,
      url: served.url,
      version: '2.4',
      edition: 'Community',
      multiSource: true,
      currency: 'USD',
      warnings: [],
    })
    expect(found.permissions.every(({ given }) => given)).toBe(true)
    expect(found.websites.map(({ code }) => code)).toEqual(['base'])
    expect(found.storeViews.map(({ code }) => code)).not.toContain('admin')
    expect(sandbox.shop.count().products).toBe(0)
  })

  test('missing rights are named', async () => {
    const poor = clientWith(['Magento_Catalog::products', 'Magento_Backend::store'], 'poor')
    const found = got(await readCapabilities(poor))
    expect(found.permissions.filter(({ given }) => given).map(({ name }) => name)).toEqual([
      'stores',
      'products',
    ])
  })

  test('a switched-off integration and wrong secrets are told apart', async () => {
    sandbox.shop.deactivateIntegration('Tillbridge')
    expect(await readCapabilities(magento)).toMatchObject({
      error: { kind: 'refused-keys', fault: 'inactive' },
    })
    const keys = { kind: 'integration', ...sandbox.shop.addIntegration('other') } as const
    const wrong = connect({
      http: axiosHttp,
      clock: systemClock,
      random: systemRandom,
      log: silent,
      url: served.url,
      keys: { ...keys, consumerSecret: keys.accessToken },
    })
    expect(await readCapabilities(wrong)).toMatchObject({
      error: { kind: 'refused-keys', fault: 'signature' },
    })
  })

  test('a shop without sources says so', async () => {
    sandbox.shop.withoutMsi()
    const found = got(await readCapabilities(magento))
    expect([found.multiSource, found.permissions.find(({ name }) => name === 'stock')?.given]).toEqual([
      false,
      true,
    ])
  })

  test('what the settings offer to choose from', async () => {
    expect(got(await attributeSets(magento))).toContainEqual({ id: 4, name: 'Default' })
    expect(got(await taxClasses(magento))).toContainEqual({ id: '2', name: 'Taxable Goods' })
    expect(got(await sources(magento)).map(({ code, enabled }) => [code, enabled])).toEqual([
      ['default', true],
    ])
    expect(got(await stocks(magento)).map(({ id, websites }) => [id, websites])).toEqual([[1, ['base']]])
    expect(got(await attribute(magento, 'price'))).toMatchObject({ code: 'price', input: 'price' })
    expect(got(await attribute(magento, 'no_such_attribute'))).toBeNull()
    expect(got(await attributesOfSet(magento, 4))).toEqual(expect.arrayContaining(['name', 'price']))
  })
})
