import type { SandboxRequest } from '../types.ts'
import { decode } from './query.ts'

/** The fields of a form sent as JSON, urlencoded or multipart; undefined where the body cannot be read. */
export function readForm(request: SandboxRequest): ReadonlyMap<string, string> | undefined {
  const type = request.headers['content-type'] ?? ''
  if (type.includes('application/json')) return readJson(request.body)
  if (type.includes('multipart/form-data')) return readMultipart(request.body, type)
  if (type.includes('application/x-www-form-urlencoded')) return readUrlencoded(request.body)
  return new Map()
}

function readJson(body: string): Map<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    return new Map(Object.entries(value).map(([name, each]) => [name, String(each)]))
  } catch {
    return undefined
  }
}

function readUrlencoded(body: string): Map<string, string> {
  const pairs = body.split('&').map((pair) => pair.split('='))
  return new Map(pairs.map(([name = '', ...value]) => [decode(name), decode(value.join('='))]))
}

function readMultipart(body: string, type: string): Map<string, string> {
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1] ?? ''
  const fields = new Map<string, string>()
  for (const part of body.split(`--${boundary}`)) {
    const [head = '', ...rest] = part.split('\r\n\r\n')
    const name = /name="([^"]+)"/.exec(head)?.[1]
    if (name !== undefined) fields.set(name, rest.join('\r\n\r\n').replace(/\r\n$/, ''))
  }
  return fields
}
