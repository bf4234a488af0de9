import { createHmac } from 'node:crypto'
import { baseString } from '../../sandbox/magento/web/signature.ts'

export type Keys = {
  consumerKey: string
  consumerSecret: string
  accessToken: string
  accessTokenSecret: string
}

export type ToSign = { method: string; scheme: string; host: string; url: string }

/** How a request is signed: as Magento does it, or by the letter of RFC 5849, which it refuses. */
export type Style = 'magento' | 'rfc'

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** RFC 5849 section 3.4.1: the path as sent, every parameter, sorted by bytes. */
function rfcBaseString(request: ToSign, oauth: ReadonlyMap<string, string>): string {
  const [path = '', query] = request.url.split(/\?(.*)/s)
  const pairs = (query ?? '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.indexOf('=')
      const [name, value] = at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)]
      return [encode(decodeURIComponent(name)), encode(decodeURIComponent(value))]
    })
  for (const [name, value] of oauth) pairs.push([encode(name), encode(value)])
  const parameters = pairs.map(([name, value]) => `${name}=${value}`).sort()
  return [
    request.method,
    encode(`${request.scheme}://${request.host}${path}`),
    encode(parameters.join('&')),
  ].join('&')
}

export function signatureOf(
  request: ToSign,
  oauth: ReadonlyMap<string, string>,
  keys: Keys,
  style: Style,
  hash = 'sha256',
): string {
  const base = style === 'rfc' ? rfcBaseString(request, oauth) : baseString(request, oauth)
  const key = `${encode(keys.consumerSecret)}&${encode(keys.accessTokenSecret)}`
  return createHmac(hash, key).update(base).digest('base64')
}

export type Signing = { nonce: string; seconds: number | string; style?: Style; hash?: 'sha1' | 'sha256' }

/** A whole OAuth header. */
export function oauthHeader(
  request: ToSign,
  keys: Keys,
  { nonce, seconds, style = 'magento', hash = 'sha256' }: Signing,
): string {
  const oauth = new Map([
    ['oauth_consumer_key', keys.consumerKey],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', `HMAC-${hash.toUpperCase()}`],
    ['oauth_timestamp', String(seconds)],
    ['oauth_token', keys.accessToken],
    ['oauth_version', '1.0'],
  ])
  oauth.set('oauth_signature', signatureOf(request, oauth, keys, style, hash))
  return `OAuth ${[...oauth].map(([name, value]) => `${name}="${encode(value)}"`).join(', ')}`
}
