import { afterEach, describe, expect, test } from 'vitest'
import { readCapabilities } from '../../main/magento/capabilities.ts'
import type { SandboxRequest, SandboxResponse } from '../sandbox/types.ts'
import { json, page, type ScriptedShop, scriptedShop } from './scripted-shop.ts'

let shop: ScriptedShop | undefined
afterEach(() => shop?.close())

const empty = { items: [], total_count: 0 }
const noRight = json(
  {
    message: "The consumer isn't authorized to access %resources.",
    parameters: { resources: 'Some::right' },
  },
  401,
)
const noRoute = json({ message: 'Request does not match any route.' }, 404)

/** Route → answer of a usual shop with multi-source inventory. */
const usual: Readonly<Record<string, SandboxResponse>> = {
  'GET /magento_version': { status: 200, headers: {}, body: 'Magento/2.4 (Community)' },
  'GET store/storeViews': json([
    { id: 0, code: 'admin', name: 'Admin', website_id: 0 },
    { id: 1, code: 'default', name: 'Default', website_id: 1 },
  ]),
  'GET store/websites': json([
    { id: 0, code: 'admin', name: 'Admin' },
    { id: 1, code: 'base', name: 'Main' },
  ]),
  'GET store/storeConfigs': json([{ code: 'default', website_id: 1, base_currency_code: 'EUR' }]),
  'GET directory/currency': json({ base_currency_code: 'EUR' }),
  'GET modules': json(['Magento_InventoryApi']),
  'GET products': json(empty),
  'POST products/base-prices': json([]),
  'GET products/attribute-sets/sets/list': json(empty),
  'GET products/attributes': json(empty),
  'GET categories/1': json({ id: 1 }),
  'GET taxClasses/search': json(empty),
  'GET inventory/sources': json(empty),
  'GET inventory/stocks': json(empty),
  'GET inventory/stock-source-links': json(empty),
  'POST inventory/source-items': json({ message: 'Input data is empty' }, 400),
}

async function connect(
  answers: Readonly<Record<string, SandboxResponse>>,
): Promise<Awaited<ReturnType<typeof readCapabilities>>> {
  const route = ({ method, url }: SandboxRequest): string =>
    `${method} ${(url.split('?')[0] ?? '').replace(/^\/rest\/(all\/)?V1\//, '')}`
  shop = await scriptedShop((request) => answers[route(request)] ?? noRoute)
  return readCapabilities(shop.magento)
}

const rightsOf = (answer: Awaited<ReturnType<typeof readCapabilities>>): unknown =>
  answer.ok && Object.fromEntries(answer.value.permissions.map(({ name, given }) => [name, given]))

describe('connecting a shop', () => {
  test('tells what it is and can do', async () => {
    const answer = await connect(usual)
    expect(answer).toEqual({
      ok: true,
      value: {
        id: shop?.magento.id,
        url: shop?.served.url,
        version: '2.4',
        edition: 'Community',
        multiSource: true,
        websites: [{ id: 1, code: 'base', name: 'Main' }],
        storeViews: [{ id: 1, code: 'default', name: 'Default', websiteId: 1 }],
        currency: 'EUR',
        permissions: [
          { name: 'stores', needed: true, given: true },
          { name: 'products', needed: true, given: true },
          { name: 'prices', needed: true, given: true },
          { name: 'attributes', needed: false, given: true },
          { name: 'categories', needed: false, given: true },
          { name: 'taxes', needed: false, given: true },
          { name: 'stock', needed: true, given: true },
          { name: 'sources', needed: true, given: true },
        ],
        warnings: [],
      },
    })
  })

  test('writes nothing: what it posts are empty lists', async () => {
    await connect(usual)
    expect(shop?.asked.filter(({ method }) => method !== 'GET').map(({ body }) => body)).toEqual([
      { prices: [] },
      { sourceItems: [] },
    ])
    expect(shop?.counts.writes).toBe(0)
  })

  test('names the rights that are missing, and goes on', async () => {
    const answer = await connect({
      ...usual,
      'POST inventory/source-items': noRight,
      'GET products/attributes': noRight,
      'GET store/storeViews': noRight,
      'GET store/websites': noRight,
      'GET store/storeConfigs': noRight,
      'GET modules': noRight,
      'GET inventory/sources': noRight,
      'GET inventory/stock-source-links': noRight,
    })
    expect(rightsOf(answer)).toEqual({
      stores: false,
      products: true,
      prices: true,
      attributes: false,
      categories: true,
      taxes: true,
      stock: false,
      sources: false,
    })
    expect(answer).toMatchObject({ ok: true, value: { multiSource: true, storeViews: [], websites: [] } })
  })

  test('knows a shop without sources by the route that is missing', async () => {
    const legacy = Object.fromEntries(
      Object.entries(usual).filter(([route]) => !route.includes('inventory/')),
    )
    const unknownProduct = json({ message: "The product that was requested doesn't exist." }, 404)
    const answer = await connect({ ...legacy, 'GET stockItems/tillbridge-looks-at-rights': unknownProduct })
    expect(answer).toMatchObject({ ok: true, value: { multiSource: false } })
    expect(rightsOf(answer)).toMatchObject({ stock: true })
  })

  test('takes a shop that gives no right at all for one that does not know the keys', async () => {
    const nobody = Object.fromEntries(Object.keys(usual).map((route) => [route, noRight]))
    expect(await connect(nobody)).toMatchObject({
      ok: false,
      error: { kind: 'refused-keys', fault: 'inactive' },
    })
  })

  test('tells wrong keys, a web page and a moved shop apart', async () => {
    const all = (answer: SandboxResponse): Record<string, SandboxResponse> =>
      Object.fromEntries(Object.keys(usual).map((route) => [route, answer]))
    const wrong = json({ message: 'The signature is invalid. Verify and try again.' }, 401)
    const moved = {
      status: 301,
      headers: { location: 'https://www.shop.example/rest/V1/inventory/sources?x=1' },
      body: '',
    }
    const kinds = []
    for (const answer of [wrong, page(404), moved]) {
      const connected = await connect(all(answer))
      kinds.push(connected.ok ? 'connected' : connected.error.kind)
      await shop?.close()
    }
    expect(kinds).toEqual(['refused-keys', 'not-magento', 'redirected'])
  })

  test('green everywhere and nothing right: warns of what would make numbers wrong', async () => {
    const answer = await connect({
      ...usual,
      'GET modules': json(['Ampersand_DisableStockReservation', 'Magento_InventoryApi']),
      'GET store/storeConfigs': json([
        { code: 'default', website_id: 1, base_currency_code: 'EUR' },
        { code: 'us', website_id: 2, base_currency_code: 'USD' },
      ]),
      'GET inventory/stock-source-links': json({
        items: [
          { stock_id: 1, source_code: 'default' },
          { stock_id: 2, source_code: 'default' },
          { stock_id: 2, source_code: 'shop' },
        ],
        total_count: 3,
      }),
    })
    expect(answer.ok && answer.value.warnings).toEqual([
      { key: 'magento.warning.currencies', params: { currencies: 'EUR, USD' } },
      { key: 'magento.warning.reservations', params: { module: 'Ampersand_DisableStockReservation' } },
      { key: 'magento.warning.shared-source', params: { sources: 'default' } },
    ])
  })

  test('does without a version where the shop hides it', async () => {
    const answer = await connect({ ...usual, 'GET /magento_version': page(404) })
    expect(answer).toMatchObject({ ok: true, value: { version: null, edition: null } })
  })
})
