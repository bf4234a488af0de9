import { type Exchange, recorded } from '../magento/recordings.ts'
import { isObject, type Json, type JsonObject, parseJson } from '../sandbox/magento/web/json.ts'
import { parseQuery } from '../sandbox/magento/web/php.ts'
import type { SandboxRequest, SandboxResponse } from '../sandbox/types.ts'

/** Where each route's answer comes from; of several the first. */
const files = [
  'auth',
  'store-and-modules',
  'products-create',
  'stock-default-source-shop',
  'inventory-setup',
  'checkout-setup',
  'attributes',
  'source-items',
  'errors',
]

/** A write that arrived. */
export type Write = { readonly route: string; readonly body: Json }

/**
 * A Magento that answers each route as it was recorded, whoever asks: a good request with the first good answer of its
 * route, a created product with the recorded one in which what was sent is filled in. What no recording knows is
 * refused in the words recorded for that.
 */
export function recordedWebShop() {
  const exchanges = files.flatMap(recorded)
  const products: JsonObject[] = []
  const writes: Write[] = []

  function handle({ method, url, body }: SandboxRequest): SandboxResponse {
    const route = routeOf(method, url)
    const sent = parseJson(body) ?? null
    // asked with nothing in it, to see whether writing is allowed
    const isEmpty =
      method === 'POST' && isObject(sent) && Object.values(sent).every((list) => isEmptyList(list))
    if (method !== 'GET' && !isEmpty) writes.push({ route, body: sent })
    const known = exchanges.find(
      (one) =>
        routeOf(one.request.method, one.request.path) === route &&
        (isEmpty ? JSON.stringify(one.request.body) === body : one.response.status === 200),
    )
    if (known === undefined) return answerOf(noRoute(exchanges))
    if (route === 'GET /V1/products') return answerOf(known, search(known, products, url))
    if (route === 'POST /V1/products') {
      const made = create(known, sent, products.length + 1)
      products.push(made)
      return answerOf(known, made)
    }
    return answerOf(known)
  }

  return { handle, writes }
}

const isEmptyList = (value: Json): boolean => Array.isArray(value) && value.length === 0

/** `GET /V1/products`: without the address's front, the store code and the query. */
function routeOf(method: string, url: string): string {
  const path = url.split('?')[0] ?? ''
  return `${method} ${path.replace(/^\/rest(\/\w+)?\/V1/, '/V1')}`
}

function answerOf({ response }: Exchange, body = response.body ?? null): SandboxResponse {
  return {
    status: response.status,
    headers: { ...response.headers },
    body: response.text ?? JSON.stringify(body),
  }
}

/** `Request does not match any route.` */
function noRoute(exchanges: readonly Exchange[]): Exchange {
  const found = exchanges.find(({ response }) => response.status === 404)
  if (found === undefined) throw new Error('no recording refuses a route')
  return found
}

/** The recorded empty search with the products in it that have one of the SKUs asked for. */
function search({ response }: Exchange, products: readonly JsonObject[], url: string): Json {
  const asked = JSON.stringify(parseQuery(url.split('?')[1] ?? ''))
  const skus = [...asked.matchAll(/"value":("(?:[^"\\]|\\.)*")/g)].flatMap(([, text]) => {
    const value = String(JSON.parse(text ?? '""'))
    return [value, ...value.split(',')]
  })
  const items = products.filter(({ sku }) => skus.includes(String(sku)))
  return { ...(isObject(response.body) ? response.body : {}), items, total_count: items.length }
}

/** The recorded new product with all that was sent in the place of what was recorded. */
function create({ response }: Exchange, sent: Json, id: number): JsonObject {
  const product = isObject(sent) && isObject(sent.product) ? sent.product : {}
  const recordedOne = isObject(response.body) ? response.body : {}
  const attributes = [recordedOne.custom_attributes ?? null, product.custom_attributes ?? null]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .flatMap((one) => (isObject(one) ? [[String(one.attribute_code), one] as const] : []))
  return { ...recordedOne, ...product, id, custom_attributes: [...new Map(attributes).values()] }
}
