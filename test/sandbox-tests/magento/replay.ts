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
]
const usual = {
  bearerTokens: false,
  maxPageSize: undefined,
  maxItems: undefined,
  maintenance: false,
  priceScope: 'global',
} as const

type Send = (method: string, path: string, body?: JsonObject) => void

/** What was done in the shop and not recorded. */
const done = new Map<number, (shop: MagentoSandbox['shop'], send: Send) => void>([
  [
    353,
    (shop, send) => {
      shop.addProduct({ sku: 'left out' })
      send('DELETE', '/all/V1/products/left%20out')
    },
  ],
  [537, (shop) => shop.removeStrayOptions('CFG-1')],
  [591, (shop) => shop.cleanCache()],
  [847, (shop) => shop.reindex()],
  [1225, (shop) => void shop.addWebsite('second', 'second_en')],
])

/** Sends every recorded request to a sandbox brought to the recorded starting state, in order, re-signed. */
export function replay(exchanges: readonly Recorded[]): Replayed[] {
  const clock = standingClock(Date.parse('2026-11-23T22:00:00Z'))
  const magento = createMagento({ clock })
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
  const send: Send = (method, path, body) => {
    const request = { method, scheme: 'http' as const, host: HOST, url: `/rest${path}` }
    sent += 1
    const seconds = Math.floor(clock.now() / 1000)
    const authorization = oauthHeader(request, integrations.full, { nonce: `unrecorded ${sent}`, seconds })
    magento.handle({
      ...request,
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? '' : encodeJson(body),
    })
  }

  const ids = new Map<number, number>()
  return exchanges.map((recorded) => {
    const { n } = recorded
    clock.advance(Math.max(0, Date.parse(recorded.recorded) - clock.now()))
    Object.assign(shop.settings, usual)
    for (const [from, to, set] of settings) if (n >= from && n <= to) set(shop.settings)
    done.get(n)?.(shop, send)
    const seconds = Math.floor(clock.now() / 1000)
    const answer = magento.handle(requestOf(withOurIds(recorded, ids), integrations, seconds))
    learnId(recorded, answer, ids)
    return { recorded, answer }
  })
}

/** Products have other numbers here, as not every recorded creation is modelled. */
function withOurIds(recorded: Recorded, ids: ReadonlyMap<number, number>): Recorded {
  const { body } = recorded.request
  const product = isObject(body) && isObject(body.product) ? body.product : undefined
  const ours = typeof product?.id === 'number' ? ids.get(product.id) : undefined
  if (ours === undefined || !isObject(body)) return recorded
  return {
    ...recorded,
    request: { ...recorded.request, body: { ...body, product: { ...product, id: ours } } },
  }
}

function learnId({ response }: Recorded, answer: SandboxResponse, ids: Map<number, number>): void {
  const ours = 'body' in answer ? parseJson(answer.body) : undefined
  const theirs = response.body
  if (!isObject(theirs) || !isObject(ours) || theirs.sku !== ours.sku) return
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
  const sent: ToSign = { method: request.method, scheme: 'http', host: HOST, url: request.path }
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
