import { createHash } from 'node:crypto'
import type { RunningSandbox } from '../start.ts'
import type { Findings } from './findings.ts'
import { strangerEntry } from './install.ts'

type Row = Record<string, string>
type Query = Record<string, unknown>

/** The part of lightspeed-retail-sdk that is used here. */
type Sdk = {
  baseUrl: string
  tokenUrl: string
  executeApiRequest(options: object): Promise<{ Item?: Row; data?: unknown }>
  getAllData(options: object): Promise<Row[]>
}
type Storage = { getTokens(): Promise<{ refresh_token?: string }>; setTokens(tokens: object): Promise<void> }
type Package = {
  default: new (options: object) => Sdk
  InMemoryTokenStorage: new () => Storage
}

/** Connects, then reads and writes the till with a client that somebody else wrote for the real service. */
export async function driveLightspeed({ lightspeed }: RunningSandbox, { expect }: Findings): Promise<void> {
  const { default: LightspeedSdk, InMemoryTokenStorage }: Package = await import(
    strangerEntry('lightspeed-retail-sdk')
  )
  const { accountID, clientId, clientSecret = '' } = lightspeed.options
  const tokenStorage = new InMemoryTokenStorage()
  const first = await connect(lightspeed)
  await tokenStorage.setTokens({ refresh_token: first })
  const sdk = new LightspeedSdk({ clientID: clientId, clientSecret, accountID, tokenStorage })
  sdk.tokenUrl = `${lightspeed.url}/auth/oauth/token`
  const base = `${lightspeed.url}/API/V3/Account/${accountID}`
  const list = (resource: string, params: Query = {}) =>
    sdk.getAllData({ url: `${base}/${resource}.json`, method: 'GET', params })

  const all = lightspeed.state.items.ordered('itemID').map((item) => String(item.itemID))
  const read = await list('Item', { archived: 'true', load_relations: ['ItemShops', 'TagRelations.Tag'] })
  expect(
    'refreshes its token and follows the pages of a list to the end',
    read.map((row) => row.itemID),
    all,
  )
  const second = (await tokenStorage.getTokens()).refresh_token
  expect('is given another refresh token', [second !== first, second?.startsWith('def50200')], [true, true])

  expect('reads one record', (await list('Item/7'))[0]?.itemID, '7')
  const many = await list('Item', { itemID: 'IN,[3,5,8]', archived: 'true' })
  expect(
    'reads several by their ids',
    many.map((row) => row.itemID),
    ['3', '5', '8'],
  )
  expect('finds nothing without an error', await list('Item', { itemID: '0' }), [])

  lightspeed.till.publish(4)
  const since = new Date(Date.now() - 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
  const changed = await list('Item', { archived: 'true', timeStamp: since, sort: 'timeStamp' })
  expect(
    'reads what changed, with an operator that it does not encode',
    changed.map((row) => row.itemID),
    ['4'],
  )

  const counts = async (resource: string) => (await list(resource)).length
  expect(
    'reads the other lists',
    [await counts('Category'), await counts('Vendor'), await counts('Manufacturer'), await counts('Shop')],
    [
      lightspeed.state.categories.ordered('categoryID').length,
      lightspeed.state.vendors.ordered('vendorID').filter((vendor) => !vendor.archived).length,
      lightspeed.state.manufacturers.ordered('manufacturerID').length,
      lightspeed.state.shops.ordered('shopID').length,
    ],
  )

  const write = async (method: string, resource: string, data?: object) =>
    (await sdk.executeApiRequest({ url: `${base}/${resource}.json`, method, data })).Item
  const created = await write('POST', 'Item', { description: 'A stranger’s kettle' })
  const itemID = created?.itemID ?? ''
  expect('creates an item', [created?.description, created?.archived], ['A stranger’s kettle', 'false'])
  const renamed = await write('PUT', `Item/${itemID}`, {
    description: 'Kettle',
    ItemShops: { ItemShop: { shopID: 1, qoh: 3 } },
  })
  expect(
    'changes it and its stock',
    [
      renamed?.description,
      lightspeed.state.itemShops.having('itemID', Number(itemID)).find((row) => row.shopID === 1)?.qoh,
    ],
    ['Kettle', 3],
  )
  expect('archives it', (await write('DELETE', `Item/${itemID}`))?.archived, 'true')

  lightspeed.faults.add({ route: 'GET Shop', status: 503 })
  expect('goes on after a 503', await counts('Shop'), lightspeed.state.shops.ordered('shopID').length)
}

/** The merchant's consent, and the code turned into tokens as the documents say. @returns the refresh token */
async function connect(lightspeed: RunningSandbox['lightspeed']): Promise<string> {
  const verifier = 's'.repeat(64)
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: lightspeed.options.clientId,
    scope: 'employee:all',
    state: 'stranger',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const back = new URL(lightspeed.approve(`${lightspeed.url}/auth/oauth/authorize?${query}`))
  const answer = await fetch(`${lightspeed.url}/auth/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: lightspeed.options.clientId,
      client_secret: lightspeed.options.clientSecret ?? '',
      code: back.searchParams.get('code') ?? '',
      code_verifier: verifier,
    }),
  })
  const tokens: { refresh_token?: string } = JSON.parse(await answer.text())
  if (tokens.refresh_token === undefined) throw new Error(`no tokens: ${JSON.stringify(tokens)}`)
  return tokens.refresh_token
}
