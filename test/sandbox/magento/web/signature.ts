import { createHmac } from 'node:crypto'
import { naturalCompare, rawUrlDecode, rawUrlEncode } from './php.ts'

export type Signed = { method: string; scheme: string; host: string; url: string }

/**
 * The text that Magento 2.4.6 and later signs for a request. It is not the one of RFC 5849: parameters are sorted
 * naturally, query words that have not exactly one `=` are left out, `+` stays `+`, and some percent codes of the
 * path are decoded. Source: recorded Magento 2.4.7.
 *
 * @param oauth the `oauth_*` parameters without the signature, decoded
 */
export function baseString(request: Signed, oauth: ReadonlyMap<string, string>): string {
  const mark = request.url.indexOf('?')
  const path = mark < 0 ? request.url : request.url.slice(0, mark)
  const parameters = new Map<string, string>()
  for (const pair of mark < 0 ? [] : request.url.slice(mark + 1).split('&')) {
    const parts = pair.split('=')
    const [name, value] = parts
    if (parts.length === 2 && name !== undefined && value !== undefined)
      parameters.set(rawUrlEncode(rawUrlDecode(name)), rawUrlEncode(rawUrlDecode(value)))
  }
  for (const [name, value] of oauth) parameters.set(rawUrlEncode(name), rawUrlEncode(value))
  const sorted = [...parameters].sort(([left], [right]) => naturalCompare(left, right))
  const url = `${request.scheme}://${host(request)}${normalPath(path)}`
  return [
    request.method.toUpperCase(),
    rawUrlEncode(url),
    rawUrlEncode(sorted.map(([name, value]) => `${name}=${value}`).join('&')),
  ].join('&')
}

export type Hash = 'sha1' | 'sha256'

/** The HMAC of the base string, in base 64. */
export function sign(
  base: string,
  consumerSecret: string,
  tokenSecret: string,
  hash: Hash = 'sha256',
): string {
  const key = `${rawUrlEncode(consumerSecret)}&${rawUrlEncode(tokenSecret)}`
  return createHmac(hash, key).update(base).digest('base64')
}

function host(request: Signed): string {
  const usual = request.scheme === 'https' ? ':443' : ':80'
  const lower = request.host.toLowerCase()
  return lower.endsWith(usual) ? lower.slice(0, -usual.length) : lower
}

function normalPath(path: string): string {
  const decoded = path.replace(/%[0-9A-Fa-f]{2}/g, (code) => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16))
    return /[A-Za-z0-9_\-.~/:@&=+$,;%]/.test(char) ? char : code.toUpperCase()
  })
  return decoded.replace(/[^A-Za-z0-9_\-.~)(:@&=+$,/;%]+|%(?![A-Fa-f0-9]{2})/gu, rawUrlEncode)
}
