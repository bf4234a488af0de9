import type { RunningSandbox } from '../start.ts'
import type { Findings } from './findings.ts'
import { strangerEntry } from './install.ts'

type Answer = {
  status: number
  data: { items?: { sku: string }[]; total_count?: number; sku?: string } & Record<string, unknown>
}
/** magento-api-rest: signs with oauth-1.0a and builds search criteria of its own. */
type Client = {
  get(endpoint: string, params?: object): Promise<Answer>
  post(endpoint: string, data: object): Promise<Answer>
  put(endpoint: string, data: object): Promise<Answer>
  delete(endpoint: string): Promise<Answer>
}
type Package = { default: { default: new (options: object) => Client } }

/** Reads and writes the shop with a client that somebody else wrote for the real one. */
export async function driveMagento({ magento }: RunningSandbox, { expect }: Findings): Promise<void> {
  const { default: entry }: Package = await import(strangerEntry('magento-api-rest'))
  const { consumerKey, consumerSecret, accessToken, accessTokenSecret: tokenSecret } = magento.keys
  const client = (options: object = {}) =>
    new entry.default({
      url: magento.url,
      consumerKey,
      consumerSecret,
      accessToken,
      tokenSecret,
      sha: 256,
      ...options,
    })
  const api = client()
  const product = (sku: string, price: number) => ({
    product: {
      sku,
      name: `Stranger ${sku}`,
      price,
      attribute_set_id: 4,
      type_id: 'simple',
      visibility: 4,
      status: 1,
    },
  })
  const status = async (asked: Promise<Answer>): Promise<number> => {
    try {
      return (await asked).status
    } catch (cause) {
      return cause instanceof Error && 'response' in cause ? Object(cause.response).status : 0
    }
  }
  const skus = async (params: object): Promise<string[]> =>
    ((await api.get('products', params)).data.items ?? []).map((item) => item.sku)

  expect('signs so that it gets in', await status(api.get('store/storeViews')), 200)
  expect(
    'is refused with a wrong secret',
    await status(client({ tokenSecret: 'wrong' }).get('store/storeViews')),
    401,
  )

  for (const sku of ['S-1', 'S 2', 'S-3', 'É-4']) await api.post('products', product(sku, 10))
  expect('creates products', magento.shop.skus(), ['S-1', 'S 2', 'S-3', 'É-4'])
  expect('reads one by its SKU', (await api.get('products/S-1')).data.sku, 'S-1')
  expect('reads one with a space in its SKU', await status(api.get('products/S%202')), 200)
  expect('gets 404 for an unknown one', await status(api.get('products/none')), 404)

  expect('searches by one field', await skus({ sku: 'S-3' }), ['S-3'])
  expect('searches by either', (await skus({ $or: [{ sku: 'S-1' }, { sku: 'S-3' }] })).sort(), ['S-1', 'S-3'])
  expect(
    'pages and sorts as the database does',
    await skus({ $perPage: 2, $page: 2, $sort: { sku: 'asc' } }),
    ['S-1', 'S-3'],
  )

  await api.put('products/S-1', { product: { sku: 'S-1', price: 12.5 } })
  expect('changes a price', (await api.get('products/S-1')).data.price, 12.5)
  const rows = [{ sku: 'S-1', source_code: 'default', quantity: 7, status: 1 }]
  await api.post('inventory/source-items', { sourceItems: rows })
  expect(
    'sets stock',
    magento.shop.sourceItems('S-1').map(({ quantity }) => quantity),
    [7],
  )
  expect(
    'deletes a product',
    [await status(api.delete('products/S-3')), await status(api.get('products/S-3'))],
    [200, 404],
  )

  // Magento signs differently from the standard here, so a client that keeps to the standard is refused.
  expect('is refused for a SKU with a slash, as by a real shop', await status(api.get('products/A%2FB')), 401)
  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_each, at) => [`field${at}`, 'x']))
  expect('is refused for eleven filters, as by a real shop', await status(api.get('products', eleven)), 401)
}
