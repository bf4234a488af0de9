import type { SandboxRequest } from '../../types.ts'
import type { Json } from './json.ts'
import { parseJson } from './json.ts'
import { internalError, Refusal, refuse } from './refusal.ts'

/** The body of a request as JSON; none at all, and XML, count as an empty object. */
export function readBody({ body, headers }: SandboxRequest): Json {
  if (body === '') return {}
  const header = headers['content-type'] ?? ''
  if (header === '') throw refuse(400, 'Content-Type header is empty.')
  const [type = '', ...options] = header.split(';').map((part) => part.trim())
  const charset = options.find((option) => /^charset=/i.test(option))
  if (charset !== undefined && !/^charset="?utf-8"?$/i.test(charset))
    throw refuse(400, 'UTF-8 is the only supported charset.')
  if (type === 'application/x-www-form-urlencoded') throw internalError()
  if (type === 'application/xml' || type === 'text/xml') return {}
  if (type !== 'application/json')
    throw refuse(400, `Server cannot understand Content-Type HTTP header media type ${type}`)
  // Bytes that are no UTF-8 have become U+FFFD on the way in.
  const value = body.includes('\uFFFD') ? undefined : parseJson(body)
  if (value === undefined) throw new Refusal({ kind: 'undecodable' })
  return value
}
