import { createHash } from 'node:crypto'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Random } from '../support/random.ts'
import type { AuthorizationError } from './authorization-error.ts'

/** What is asked for: reading and writing what Tillbridge does, and no more. */
const scopes = [
  'inventory',
  'product_cost',
  'register',
  'customers',
  'tags',
  'vendors',
  'categories',
] as const

/** What one beginning invented, and must see again. */
export type Consent = { readonly clientId: string; readonly state: string; readonly verifier: string }

/** Verifier and state: 256 and 128 bits, in letters that Lightspeed's documents list (`a-zA-Z0-9_-`). */
export const newConsent = (clientId: string, random: Random): Consent => ({
  clientId,
  verifier: Buffer.from(random.bytes(32)).toString('base64url'),
  state: Buffer.from(random.bytes(16)).toString('base64url'),
})

/**
 * The address where the merchant agrees.
 *
 * Without `redirect_uri`: it is fixed with the client, and naming it is refused in places.
 * Source: https://developers.lightspeedhq.com/retail/authentication/authorization-code-grant/
 */
export function authorizeUrl(address: string, consent: Consent): string {
  const url = new URL(`${address}/auth/oauth/authorize`)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: consent.clientId,
    scope: scopes.map((scope) => `employee:${scope}`).join(' '),
    state: consent.state,
    code_challenge: createHash('sha256').update(consent.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString()
  return url.href
}

/** The code in what the browser was sent to: the whole address, its query, or the bare code. */
export function codeIn(redirected: string, consent: Consent): Result<string, AuthorizationError> {
  const text = redirected.trim()
  const isBare = /^[\w.~+/-]{8,}=*$/.test(text) && !text.includes('://')
  if (isBare) return ok(text)
  const query = new URLSearchParams(text.slice(text.indexOf('?') + 1).split('#')[0])
  const code = query.get('code')
  const refusal = query.get('error')
  if (code === null && refusal === null) return err({ kind: 'no-code' })
  if (query.get('state') !== consent.state) return err({ kind: 'wrong-state' })
  if (refusal !== null)
    return err({ kind: 'access-denied', reason: query.get('error_description') ?? refusal })
  return code === null || code === '' ? err({ kind: 'no-code' }) : ok(code)
}
