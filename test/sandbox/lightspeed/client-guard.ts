import type { SandboxClock, SandboxResponse } from '../types.ts'
import type { Options } from './options.ts'
import { oauthError } from './refusal.ts'

/** Refuses whoever does not know the client's credentials; undefined lets in. */
export type ClientGuard = (
  form: ReadonlyMap<string, string>,
  needsSecret: boolean,
) => SandboxResponse | undefined

const WINDOW_MS = 60_000

/**
 * Wrong credentials are 401; too many of them within a minute shut out the right ones too, until a minute later.
 * https://developers.lightspeedhq.com/retail/introduction/changelog/ (2024.07.31; neither number nor answer is said)
 */
export function createClientGuard(clock: SandboxClock, options: Options): ClientGuard {
  let wrong: number[] = []
  return (form, needsSecret) => {
    const now = clock.now()
    wrong = wrong.filter((at) => at > now - WINDOW_MS)
    const oldest = wrong[0]
    if (oldest !== undefined && wrong.length >= options.wrongCredentialsAllowed) {
      const refused = oauthError(429, 'too_many_requests', 'Too many requests with wrong client credentials.')
      const wait = Math.ceil((oldest + WINDOW_MS - now) / 1000)
      return { ...refused, headers: { ...refused.headers, 'Retry-After': String(wait) } }
    }
    const known = form.get('client_id') === options.clientId
    const secret = form.get('client_secret')
    const proven = secret !== undefined && secret === options.clientSecret
    if (known && (proven || !needsSecret)) return undefined
    wrong.push(now)
    return badClient()
  }
}

const badClient = () => oauthError(401, 'invalid_client', 'Client authentication failed')
