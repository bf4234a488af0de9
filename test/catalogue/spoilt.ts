import type { Http } from '../../main/support/http.ts'
import type { TestShop } from './shop.ts'

/** A JSON object as it came. */
export type Json = Record<string, unknown>

/**
 * From now on the till's answers to one list are changed on their way, until the function that comes back is called.
 *
 * @param change gets the whole answer, parsed
 */
export function spoil(shop: TestShop, resource: string, change: (body: Json) => unknown): () => void {
  const { http } = shop.tillNetwork
  const spoilt: Http = async (request, signal) => {
    const answer = await http(request, signal)
    if (!answer.ok || !new URL(request.url).pathname.endsWith(`/${resource}.json`)) return answer
    return {
      ...answer,
      value: { ...answer.value, body: JSON.stringify(change(JSON.parse(answer.value.body))) },
    }
  }
  shop.tillNetwork.http = spoilt
  return () => {
    shop.tillNetwork.http = http
  }
}

/** The same for single records: those that `wanted` names. */
export function spoilRecords(
  shop: TestShop,
  resource: string,
  wanted: (record: Json) => boolean,
  change: (record: Json) => unknown,
): () => void {
  return spoil(shop, resource, (body) => {
    const held = body[resource]
    const records = (Array.isArray(held) ? held : held === undefined ? [] : [held]) as Json[]
    return { ...body, [resource]: records.map((record) => (wanted(record) ? change(record) : record)) }
  })
}
