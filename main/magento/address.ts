import { err, ok, type Result } from '../../shared/result.ts'
import { parseUrl } from '../support/url.ts'

/** Why an address is not used. */
export type AddressFault =
  | 'unreadable'
  | 'plain-http' // keys would travel readable; only this computer itself is spoken to without TLS
  | 'credentials' // user and password inside the address

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * The base address of a shop as it is kept: scheme, host, port and folder, no slash at the end.
 *
 * What people copy from the browser is understood: a missing scheme, `/index.php`, `/rest`, `/admin`, a query.
 */
export function normaliseAddress(text: string): Result<string, AddressFault> {
  const trimmed = text.trim()
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
  if (url === null || url.hostname === '' || !/^https?:$/.test(url.protocol)) return err('unreadable')
  if (url.username !== '' || url.password !== '') return err('credentials')
  if (url.protocol === 'http:' && !loopback.has(url.hostname)) return err('plain-http')
  const folder = url.pathname.replace(/\/+(index\.php|rest|admin)(\/.*)?$/, '').replace(/\/+$/, '')
  return ok(`${url.protocol}//${url.host}${folder}`)
}
