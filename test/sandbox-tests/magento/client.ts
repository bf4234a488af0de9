import { standingClock } from '../../sandbox/clock.ts'
import { createMagento } from '../../sandbox/magento/magento.ts'
import type { Settings } from '../../sandbox/magento/state/model.ts'
import type { Json, JsonObject } from '../../sandbox/magento/web/json.ts'
import { parseJson } from '../../sandbox/magento/web/json.ts'
import { oauthHeader } from './signing.ts'

export type Answered = { status: number; body: Json | undefined }

/** A fresh shop with an integration that may do everything, called in-process with signed requests. */
export function aShop(options: Partial<Settings> = {}) {
  const clock = standingClock(Date.parse('2026-11-24T09:00:00Z'))
  const magento = createMagento({ clock, options })
  const keys = magento.shop.addIntegration('Tillbridge')
  let nonce = 0

  /** @param path below `/rest`, such as `/all/V1/products` */
  function call(method: string, path: string, body?: JsonObject): Answered {
    const request = { method, scheme: 'http' as const, host: 'shop.example', url: `/rest${path}` }
    nonce += 1
    const seconds = Math.floor(clock.now() / 1000)
    const answer = magento.handle({
      ...request,
      headers: {
        accept: 'application/json',
        authorization: oauthHeader(request, keys, { nonce: `nonce ${nonce}`, seconds }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? '' : JSON.stringify(body),
    })
    if ('dropConnection' in answer) return { status: 0, body: undefined }
    return { status: answer.status, body: parseJson(answer.body) }
  }

  return { ...magento, clock, keys, call }
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
