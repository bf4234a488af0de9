import type { SandboxRequest, SandboxResponse } from '../types.ts'
import type { Json } from './web/json.ts'
import { encodeJson, isObject, parseJson } from './web/json.ts'
import { parseQuery } from './web/php.ts'

/** A recorded request and its answer, as the files of recordings hold them. */
export type Exchange = {
  n: number
  note?: string
  request: { method: string; path: string; body?: Json; raw_body?: string }
  response: { status: number; headers: Record<string, string>; body?: Json; text?: string }
}

/**
 * Stands in for a shop with what it once answered: a request gets the next unused answer that was recorded for the
 * same method, path, query and body, or the last one again. It verifies nothing else. What was never recorded is
 * answered 501 with the name of the request.
 */
export function playRecordings(exchanges: readonly Exchange[]): (request: SandboxRequest) => SandboxResponse {
  const waiting = new Map<string, Exchange[]>()
  for (const exchange of exchanges) {
    const { method, path, body, raw_body } = exchange.request
    const key = keyOf(method, path, raw_body ?? (body === undefined || body === null ? '' : encodeJson(body)))
    waiting.set(key, [...(waiting.get(key) ?? []), exchange])
  }
  return ({ method, url, body }) => {
    const queue = waiting.get(keyOf(method, url, body))
    const exchange = queue !== undefined && queue.length > 1 ? queue.shift() : queue?.[0]
    if (exchange === undefined) {
      const message = `nothing was recorded for ${method} ${url} ${body}`.trim()
      return { status: 501, headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body: message }
    }
    const { status, headers, body: recorded, text } = exchange.response
    return { status, headers: { ...headers }, body: text ?? encodeJson(recorded ?? null) }
  }
}

/** Two requests that mean the same have the same key: order and encoding of parameters and members do not count. */
function keyOf(method: string, url: string, body: string): string {
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const query = mark < 0 ? {} : parseQuery(url.slice(mark + 1))
  const value = body === '' ? null : (parseJson(body) ?? body)
  return [method, decodePath(path), JSON.stringify(sorted(query)), JSON.stringify(sorted(value))].join('\n')
}

function decodePath(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => encodeURIComponent(safeDecode(segment)))
    .join('/')
}

function safeDecode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  )
}
