import { standingClock } from '../../sandbox/clock.ts'
import { createMagento } from '../../sandbox/magento/magento.ts'
import type { Settings } from '../../sandbox/magento/state/model.ts'
import type { Json, JsonObject } from '../../sandbox/magento/web/json.ts'
import { parseJson } from '../../sandbox/magento/web/json.ts'
import type { Keys, Signing } from './signing.ts'
import { oauthHeader } from './signing.ts'

/** How a request differs from a usual one. */
export type Sent = {
  keys?: Keys
  signing?: Partial<Signing>
  headers?: Record<string, string>
  body?: string
}

/** An answer as it came; status 0 where the connection was dropped. */
export type Whole = { status: number; text: string; type?: string | undefined; latencyMs: number }

export type Answered = { status: number; body: Json | undefined }

/** A fresh shop with an integration that may do everything, called in-process with signed requests. */
export function aShop(options: Partial<Settings> = {}) {
  const clock = standingClock(Date.parse('2026-11-24T09:00:00Z'))
  const magento = createMagento({ clock, options })
  const keys = magento.shop.addIntegration('Tillbridge')
  let nonce = 0

  /** @param path below `/rest`, such as `/all/V1/products` */
  function send(method: string, path: string, sent: Sent = {}): Whole {
    const request = { method, scheme: 'http' as const, host: 'shop.example', url: `/rest${path}` }
    nonce += 1
    const signing = { nonce: `nonce ${nonce}`, seconds: Math.floor(clock.now() / 1000), ...sent.signing }
    const answer = magento.handle({
      ...request,
      headers: {
        accept: 'application/json',
        authorization: oauthHeader(request, sent.keys ?? keys, signing),
        ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      body: sent.body ?? '',
    })
    if ('dropConnection' in answer) return { status: 0, text: '', latencyMs: answer.latencyMs ?? 0 }
    const { status, body: text, headers, latencyMs = 0 } = answer
    return { status, text, type: headers['Content-Type'], latencyMs }
  }

  /** A request with a JSON body, and its JSON answer. */
  function call(method: string, path: string, body?: Json): Answered {
    const { status, text } = send(method, path, body === undefined ? {} : { body: JSON.stringify(body) })
    return { status, body: parseJson(text) }
  }

  return { ...magento, clock, keys, call, send }
}

export type TestShop = ReturnType<typeof aShop>

/** The smallest product that a shop takes. */
export function aProduct(sku: string, more: JsonObject = {}): JsonObject {
  return { product: { sku, name: `Name of ${sku}`, attribute_set_id: 4, price: 10, ...more } }
}

/** `searchCriteria` of one filter. */
export function filter(field: string, value: string, condition = 'eq'): string {
  const at = 'searchCriteria[filterGroups][0][filters][0]'
  const parts = { field, value, conditionType: condition }
  return Object.entries(parts)
    .map(([name, text]) => `${at}[${name}]=${encodeURIComponent(text)}`)
    .join('&')
}
