import { standingClock } from '../../sandbox/clock.ts'
import type { MagentoSandbox } from '../../sandbox/magento/magento.ts'
import { createMagento } from '../../sandbox/magento/magento.ts'
import type { JsonObject } from '../../sandbox/magento/web/json.ts'
import { encodeJson, isObject, parseJson } from '../../sandbox/magento/web/json.ts'
import type { SandboxRequest, SandboxResponse } from '../../sandbox/types.ts'
import type { Recorded } from './recordings.ts'
import type { Keys, ToSign } from './signing.ts'
import { oauthHeader, signatureOf } from './signing.ts'

export type Replayed = { recorded: Recorded; answer: SandboxResponse }

const HOST = 'shop.example'

/** Requests that the note says were signed by the letter of RFC 5849. */
const rfcSigned = new Set([69, 71, 74, 77, 79, 314, 1262, 1268, 1269, 1273])
/** The apostrophe stands in the path and, as it is, in the text that was signed. */
const signedAsSent = new Set([1267])

/** What was signed instead of the request that was sent. */
const signedFor = new Map<number, Partial<ToSign>>([
  [1219, { host: 'other.example' }],
  [1220, { scheme: 'https' }],
  [1222, { method: 'POST' }],
])

/** What was set or done in the shop before an exchange, and set back after the last one it names. */
const settings: [from: number, to: number, set: (shop: MagentoSandbox['shop']['settings']) => void][] = [
  [60, 62, (set) => Object.assign(set, { bearerTokens: true })],
  [477, 478, (set) => Object.assign(set, { maxPageSize: 10 })],
  [1131, 1132, (set) => Object.assign(set, { maxItems: 20 })],
  [1133, 1135, (set) => Object.assign(set, { maintenance: true })],
  [1176, 1181, (set) => Object.assign(set, { priceScope: 'website' })],
  [1190, 1198, (set) => Object.assign(set, { developerMode: true })],
]
const usual = {
  bearerTokens: false,
  maxPageSize: undefined,
  maxItems: undefined,
  maintenance: false,
  priceScope: 'global',
  developerMode: false,
} as const

type MovingClock = ReturnType<typeof standingClock>
type Send = (method: string, path: string, body?: JsonObject, nonce?: string) => void

/** What was done in the shop and not recorded. */
const done = new Map<number, (magento: MagentoSandbox, send: Send, clock: MovingClock) => void>([
  [1278, (_magento, send) => send('GET', '/V1/modules', undefined, 'fixednonce00000000000000000000ab')],
  [
    353,
    ({ shop }, send) => {
      shop.addProduct({ sku: 'left out' })
      send('DELETE', '/all/V1/products/left%20out')
    },
  ],
  [537, ({ shop }) => shop.removeStrayOptions('CFG-1')],
  [591, ({ shop }) => shop.cleanCache()],
  [847, ({ shop }) => shop.reindex()],
  [1035, ({ consumer }) => void consumer.run(2)],
  [1036, ({ consumer }) => void consumer.run(3)],
  [
    1071,
    ({ consumer }) => {
      while (consumer.waiting() > 0) consumer.run()
    },
  ],
  [1140, race],
  [1159, ({ shop }) => shop.reserve('ORD-A', 1, 2)],
  [
    1166,
    ({ shop }) => {
      shop.reserve('ORD-A', 1, -2)
      shop.setQuantity('ORD-A', 'default', 8)
    },
  ],
  [1170, ({ shop }) => shop.reserve('ORD-A', 1, 8)],
  [1174, ({ shop }) => shop.reserve('ORD-A', 1, -8)],
  [1225, ({ shop }) => void shop.addWebsite('second', 'second_en')],
])

/** The thousand products of the measurements, and four times the same write at the same moment. */
function race({ shop }: MagentoSandbox, send: Send, clock: MovingClock): void {
  for (let n = 0; n < 1000; n += 1) shop.addProduct({ sku: `PERF-${n}` })
  for (const source of ['default', 'main_shop'])
    shop.setQuantity('PERF-1', source, source === 'default' ? 7 : 0)
  shop.settings.saveMs = 10
  const product = { sku: 'RACE-1', name: 'Race', attribute_set_id: 4, price: 5, weight: 1, type_id: 'simple' }
  for (let n = 0; n < 4; n += 1) {
    send('POST', '/all/V1/products', { product })
    send('POST', '/V1/products/attributes/color/options', { option: { label: 'RaceColor' } })
    send('POST', '/V1/categories', { category: { name: 'RaceCat', is_active: true, parent_id: 2 } })
  }
  shop.settings.saveMs = 0
  clock.advance(1000)
}

/** Sends every recorded request to a sandbox brought to the recorded starting state, in order, re-signed. */
export function replay(exchanges: readonly Recorded[]): Replayed[] {
  const clock = standingClock(Date.parse('2026-11-23T22:00:00Z'))
  const magento = createMagento({
    clock,
    options: { administrator: { name: 'labadmin', password: '<admin-password>' } },
  })
  magento.consumer.stop()
  const { shop } = magento
  const limited = ['Magento_Catalog::catalog', 'Magento_Catalog::products']
  const integrations = {
    full: shop.addIntegration('full'),
    limited: shop.addIntegration('limited', limited),
    sales: shop.addIntegration('sales', ['Magento_Sales::actions_view']),
    inactive: shop.addIntegration('inactive'),
  }
  shop.deactivateIntegration('inactive')
  shop.addStoreView('fr', 'French Store View', 'fr_FR')

  let sent = 0
  const send: Send = (method, path, body, nonce = `unrecorded ${sent}`) => {
    const request = { method, scheme: 'http' as const, host: HOST, url: `/rest${path}` }
    sent += 1
    const seconds = Math.floor(clock.now() / 1000)
    const authorization = oauthHeader(request, integrations.full, { nonce, seconds })
    magento.handle({
      ...request,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? '' : encodeJson(body),
    })
  }

  const learned: Learned = { ids: new Map(), bulks: new Map() }
  return exchanges.map((recorded) => {
    const { n } = recorded
    clock.advance(Math.max(0, Date.parse(recorded.recorded) - clock.now()))
    Object.assign(shop.settings, usual)
    for (const [from, to, set] of settings) if (n >= from && n <= to) set(shop.settings)
    done.get(n)?.(magento, send, clock)
    const seconds = Math.floor(clock.now() / 1000)
    const answer = magento.handle(requestOf(withOurIds(recorded, learned), integrations, seconds))
    learn(recorded, answer, learned)
    return { recorded, answer }
  })
}

type Learned = { ids: Map<number, number>; bulks: Map<string, string> }

/** Products and bulks have other numbers here. */
function withOurIds(known: Recorded, { ids, bulks }: Learned): Recorded {
  const path = known.request.path.replace(
    /(\/bulk\/|value\]=)([0-9a-f-]{36})/,
    (_all, before: string, uuid: string) => `${before}${bulks.get(uuid) ?? uuid}`,
  )
  const recorded = { ...known, request: { ...known.request, path } }
  const { body } = recorded.request
  const product = isObject(body) && isObject(body.product) ? body.product : undefined
  const ours = typeof product?.id === 'number' ? ids.get(product.id) : undefined
  if (ours === undefined || !isObject(body)) return recorded
  return {
    ...recorded,
    request: { ...recorded.request, body: { ...body, product: { ...product, id: ours } } },
  }
}

function learn({ response }: Recorded, answer: SandboxResponse, { ids, bulks }: Learned): void {
  const ours = 'body' in answer ? parseJson(answer.body) : undefined
  const theirs = response.body
  if (!isObject(theirs) || !isObject(ours)) return
  if (typeof theirs.bulk_uuid === 'string' && typeof ours.bulk_uuid === 'string')
    bulks.set(theirs.bulk_uuid, ours.bulk_uuid)
  if (theirs.sku !== ours.sku) return
  if (typeof theirs.id === 'number' && typeof ours.id === 'number') ids.set(theirs.id, ours.id)
}

function requestOf(
  { n, request, note }: Recorded,
  integrations: Record<string, Keys>,
  seconds: number,
): SandboxRequest {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== null) headers[name.toLowerCase()] = value
  const { body, raw_body } = request
  const [, port = '', path = ''] = /^(:\d+)?(.*)$/.exec(request.path) ?? []
  const sent: ToSign = { method: request.method, scheme: 'http', host: `${HOST}${port}`, url: path }
  if (headers.authorization !== undefined)
    headers.authorization = authorize(n, note ?? '', headers.authorization, sent, integrations, seconds)
  return {
    ...sent,
    scheme: 'http',
    headers,
    body:
      raw_body === '<bytes>'
        ? '{"product":{"sku":"\uFFFD"}}'
        : (raw_body ?? (body === undefined || body === null ? '' : encodeJson(body))),
  }
}

/** Puts keys, nonce, time and signature in the place of a header's placeholders. */
function authorize(
  n: number,
  note: string,
  header: string,
  sent: ToSign,
  integrations: Record<string, Keys>,
  seconds: number,
): string {
  const name = /<(\w+)-(?:consumer-key|token)>/.exec(header)?.[1] ?? 'full'
  const held = integrations[name] ?? integrations.full
  if (held === undefined) throw new Error(`no integration ${name}`)
  const keys = note === 'wrong token secret' ? { ...held, accessTokenSecret: 'wrong' } : held
  const filled = header
    .replace(/<\w+-consumer-key>/, keys.consumerKey)
    .replace(/<\w+-token>/, keys.accessToken)
    .replace('<nonce>', `nonce${n}`)
    .replace('<now>', String(seconds))
    .replace('<wrong-signature>', encodeURIComponent('d3Jvbmc='))
  if (!filled.includes('<signature>')) return filled
  const oauth = new Map(
    [...filled.matchAll(/(oauth_\w+)="([^"]*)"/g)]
      .map(([, key = '', value = '']): [string, string] => [key, value])
      .filter(([key]) => key !== 'oauth_signature'),
  )
  const style = rfcSigned.has(n) || signedAsSent.has(n) ? 'rfc' : 'magento'
  const signature = signatureOf({ ...sent, ...signedFor.get(n) }, oauth, keys, style)
  return filled.replace('<signature>', encodeURIComponent(signature))
}
