import { createHmac } from 'node:crypto'
import type { MagentoKeys } from '../../shared/connect.ts'

export type OAuthKeys = Extract<MagentoKeys, { kind: 'integration' }>

/**
 * How Magento puts the path into what it signs.
 *
 * `decoded`: reserved characters such as `%2F` are decoded first (recorded Magento 2.4.7).
 * `as-sent`: the path as it travels, as RFC 5849 has it (2.4.5 and before).
 */
export type PathForm = 'decoded' | 'as-sent'

export type ToSign = {
  readonly method: string
  /** The whole address as it is sent. */
  readonly url: string
  readonly keys: OAuthKeys
  /** Used once per consumer, whatever its time (recorded Magento 2.4.7). */
  readonly nonce: string
  /** Whole seconds since the epoch; over 600 s ahead of Magento's clock is refused, the past is not. */
  readonly timestamp: number
  readonly pathForm: PathForm
}

/** Percent-encoding that leaves letters, digits and `-._~` only; Magento encodes `!'()*` too. */
export function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/**
 * The Authorization header of a call: OAuth 1.0a with HMAC-SHA256, as Magento verifies it.
 *
 * Source: developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-oauth/, and where Magento
 * leaves RFC 5849, recorded Magento 2.4.7.
 */
export function authorization(toSign: ToSign): string {
  const oauth = oauthParameters(toSign)
  const key = `${encode(toSign.keys.consumerSecret)}&${encode(toSign.keys.accessTokenSecret)}`
  const signature = createHmac('sha256', key).update(baseString(toSign)).digest('base64')
  const all = [...oauth, ['oauth_signature', signature] as const]
  return `OAuth ${all.map(([name, value]) => `${name}="${encode(value)}"`).join(', ')}`
}

/** What is signed: method, address without query, and every parameter once, sorted as Magento sorts. */
export function baseString(toSign: ToSign): string {
  const { origin, path, query } = parts(toSign.url)
  const parameters = new Map([...queryPairs(query), ...oauthParameters(toSign)])
  const encoded = [...parameters]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([left], [right]) => naturalOrder(left, right))
    .map(([name, value]) => `${name}=${value}`)
  const address = `${origin}${toSign.pathForm === 'decoded' ? decodedPath(path) : path}`
  return [toSign.method, encode(address), encode(encoded.join('&'))].join('&')
}

function oauthParameters({ keys, nonce, timestamp }: ToSign): (readonly [string, string])[] {
  return [
    ['oauth_consumer_key', keys.consumerKey],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', 'HMAC-SHA256'],
    ['oauth_timestamp', String(timestamp)],
    ['oauth_token', keys.accessToken],
    ['oauth_version', '1.0'],
  ]
}

function parts(url: string): { origin: string; path: string; query: string } {
  const [address = '', query = ''] = url
    .split('#', 1)
    .join('')
    .split(/\?(.*)/s)
  const origin = /^[^/]*\/\/[^/]*/.exec(address)?.[0] ?? ''
  return { origin: new URL(origin).origin, path: address.slice(origin.length) || '/', query }
}

/** A pair that does not have exactly one `=` is left out; `+` stays a plus sign; of equal names the last one counts. */
function queryPairs(query: string): (readonly [string, string])[] {
  return query
    .split('&')
    .map((pair) => pair.split('='))
    .flatMap(([name, value, ...more]) =>
      name === undefined || value === undefined || more.length > 0
        ? []
        : [[decodeURIComponent(name), decodeURIComponent(value)] as const],
    )
}

/** Letters, digits, `-._~` and `:@&=+$,/;%` are decoded; then a `%` without two hex digits becomes `%25` again. */
function decodedPath(path: string): string {
  return path
    .replace(/%[0-9a-f]{2}/gi, (code) => {
      const sign = String.fromCharCode(Number.parseInt(code.slice(1), 16))
      return /[\w.~:@&=+$,/;%-]/.test(sign) ? sign : code.toUpperCase()
    })
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
}

/** PHP's `strnatcmp`: runs of digits compare as numbers, so `[2]` comes before `[10]`. */
export function naturalOrder(left: string, right: string): number {
  const [a, b] = [runs(left), runs(right)]
  for (const [index, x] of a.entries()) {
    const y = b[index]
    if (y === undefined) return 1
    const order = /^\d/.test(x) && /^\d/.test(y) ? byNumber(x, y) : byCharacter(x, y)
    if (order !== 0) return order
  }
  return a.length - b.length
}

/** Digits together, every other character alone. */
const runs = (text: string): string[] => text.match(/\d+|\D/g) ?? []

const byCharacter = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0)

function byNumber(x: string, y: string): number {
  const [a, b] = [x.replace(/^0+(?=\d)/, ''), y.replace(/^0+(?=\d)/, '')]
  return a.length - b.length || byCharacter(a, b)
}
