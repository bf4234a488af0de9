import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { isObject, type Json, type JsonObject } from '../sandbox/magento/web/json.ts'
import type { SandboxRequest, SandboxResponse } from '../sandbox/types.ts'

const folder = new URL('../../../shared/lightspeed-recordings/', import.meta.url)

/** Recorded answers of Lightspeed, where this checkout has them beside it. */
export const haveTillRecordings = existsSync(folder)

const Recording = z.array(
  z.object({
    request: z.object({ path: z.string() }),
    response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.json() }),
  }),
)

/** The lists of the account that the program reads, and the field that is a record's id. */
const lists: Readonly<Record<string, string>> = {
  Account: 'accountID',
  Shop: 'shopID',
  PriceLevel: 'priceLevelID',
  Item: 'itemID',
  ItemMatrix: 'itemMatrixID',
  ItemShop: 'itemShopID',
}

/**
 * A Lightspeed of recorded records: each list answers with every record of it that a recording shows, on its own or
 * within another one. What no recording knows is refused in the words recorded for that.
 *
 * Two things differ from the recordings, which are older than V3 of the API: lists have no offset, and items say
 * whether they are published.
 */
export function recordedTill() {
  const recordings = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => Recording.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))))
  const records = new Map(Object.keys(lists).map((name) => [name, new Map<string, JsonObject>()]))
  for (const { response } of recordings) gather(response.body, '', records)
  const refusal = recordings.find(({ response }) => response.status === 404)?.response
  const headers = recordings.find(({ request }) => request.path.includes('/PriceLevel'))?.response.headers
  const asked: string[] = []

  function handle({ method, url, body }: SandboxRequest): SandboxResponse {
    const { pathname, searchParams } = new URL(url, 'http://till.test')
    asked.push(`${method} ${pathname}`)
    if (method === 'POST' && pathname === '/auth/oauth/token') return answer(200, tokens(body))
    const name = /^\/API\/V3\/(?:Account\/123456\/)?(\w+)\.json$/.exec(pathname)?.[1] ?? ''
    const list = records.get(name)
    if (method !== 'GET' || list === undefined) return answer(404, refusal?.body ?? null)
    const since = Date.parse((searchParams.get('timeStamp') ?? '>=,1970-01-01').split(',')[1] ?? '')
    const rows = [...list.values()].filter(({ timeStamp }) => Date.parse(String(timeStamp ?? 0)) >= since)
    return answer(200, {
      '@attributes': { count: String(rows.length), next: '', previous: '' },
      // a collection of one is the record itself, and an empty one is not there (recorded)
      ...(rows.length === 0 ? {} : { [name]: rows.length === 1 ? (rows[0] ?? null) : rows }),
    })
  }

  const answer = (status: number, body: Json): SandboxResponse => ({
    status,
    headers: { ...headers, Date: new Date().toUTCString(), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

  return { handle, asked, items: () => [...(records.get('Item')?.values() ?? [])] }
}

/** The newest of each record, and of equally old ones the fullest: relations were not always asked for. */
function gather(value: Json, name: string, records: ReadonlyMap<string, Map<string, JsonObject>>): void {
  if (Array.isArray(value)) for (const one of value) gather(one, name, records)
  if (!isObject(value)) return
  const [list, id] = [records.get(name), value[lists[name] ?? '']]
  if (list !== undefined && typeof id === 'string') {
    const known = list.get(id)
    if (known === undefined || weight(value) >= weight(known))
      list.set(id, name === 'Item' ? { ...value, publishToEcom: 'true' } : value)
  }
  for (const [key, inner] of Object.entries(value)) if (inner !== undefined) gather(inner, key, records)
}

const weight = ({ timeStamp = '', archived, ItemShops }: JsonObject): string =>
  `${timeStamp} ${archived === 'true' ? 1 : 0} ${ItemShops === undefined ? 0 : 1}`

/** Tokens were never recorded; their shape is documented. */
const tokens = (body: string): Json =>
  body.includes('code_verifier') || body.includes('refresh_token')
    ? {
        token_type: 'bearer',
        expires_in: 3600,
        access_token: 'recorded.access',
        refresh_token: 'recorded.refresh',
      }
    : { error: 'invalid_request' }
