import { z } from 'zod'
import { err, ok, type Result } from '../../shared/result.ts'
import { type Clock, instant } from '../support/clock.ts'
import type { Http } from '../support/http.ts'
import { isSomebodyElses, parseJson, saidBy } from './answer-text.ts'
import { ANOTHER_ANSWERS, type LightspeedError, type RequestSummary } from './errors.ts'
import { issuesOf } from './issues.ts'
import type { DirectTokens } from './tokens.ts'

/** What a token is asked for with. Neither `scope` nor `redirect_uri`: Lightspeed refuses both. */
export type Grant =
  | { readonly grant_type: 'authorization_code'; readonly code: string; readonly code_verifier: string }
  | { readonly grant_type: 'refresh_token'; readonly refresh_token: string }

export type TokenCallError =
  | Exclude<LightspeedError, { kind: 'not-connected' | 'token-refused' | 'token-service' | 'vault-locked' }>
  /** The code or the refresh token is spent, too old or revoked. */
  | { readonly kind: 'invalid-grant'; readonly reason: string }
  /** Lightspeed does not know the client id, or has blocked it. */
  | { readonly kind: 'invalid-client'; readonly reason: string }

const TokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive(),
})

const TOKEN_TIMEOUT_MS = 30_000
const summary: RequestSummary = { method: 'POST', path: '/auth/oauth/token' }

export type TokenCallParts = {
  readonly http: Http
  readonly clock: Clock
  readonly address: string
  /** Only a confidential client has one. */
  readonly clientSecret?: string | undefined
}

/**
 * Exchanges a code or a refresh token for a new pair.
 *
 * Not through the bucket's gates: the authorization server has none, and a token must never wait behind the queue that
 * it unblocks. Source: https://developers.lightspeedhq.com/retail/authentication/refresh-token/
 */
export async function requestTokens(
  { http, clock, address, clientSecret }: TokenCallParts,
  clientId: string,
  grant: Grant,
): Promise<Result<Omit<DirectTokens, 'accountId'>, TokenCallError>> {
  const answer = await http({
    method: 'POST',
    url: `${address}/auth/oauth/token`,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, ...grant }),
    timeoutMs: TOKEN_TIMEOUT_MS,
  })
  if (!answer.ok) return err(withRequest(answer.error))
  const { status } = answer.value
  const body = parseJson(answer.value.body)
  if (isSomebodyElses(answer.value))
    return err({ kind: 'unreachable', request: summary, reason: `${ANOTHER_ANSWERS}: ${status}` })
  if (status === 200) {
    const tokens = TokenAnswer.safeParse(body)
    if (!tokens.success) return err({ kind: 'unreadable', request: summary, issues: issuesOf(tokens.error) })
    const { access_token, refresh_token, expires_in } = tokens.data
    return ok({
      accessToken: access_token,
      refreshToken: refresh_token,
      expiresAt: instant(clock.now() + expires_in * 1000),
      clientId,
    })
  }
  const reason = saidBy(body, [
    ...Object.values(grant),
    ...(clientSecret === undefined ? [] : [clientSecret]),
  ])
  switch (errorCode(body)) {
    case 'invalid_grant':
      return err({ kind: 'invalid-grant', reason })
    case 'invalid_client':
    case 'unauthorized_client':
      return err({ kind: 'invalid-client', reason })
    default:
      return status >= 500 || status === 429
        ? err({ kind: 'unreachable', request: summary, reason: `${status} ${reason}`.trim() })
        : err({ kind: 'rejected', request: summary, status, message: reason })
  }
}

/** Tells Lightspeed to forget a connection; answers whether it heard. The tokens are forgotten here anyway. */
export async function revokeTokens(
  { http, address, clientSecret }: Omit<TokenCallParts, 'clock'>,
  tokens: DirectTokens,
): Promise<boolean> {
  const answer = await http({
    method: 'POST',
    url: `${address}/auth/oauth/revoke`,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({
      client_id: tokens.clientId,
      client_secret: clientSecret,
      refresh_token: tokens.refreshToken,
    }),
    timeoutMs: TOKEN_TIMEOUT_MS,
  })
  return answer.ok && answer.value.status >= 200 && answer.value.status < 300
}

const ErrorCode = z.object({ error: z.string() })

function errorCode(body: unknown): string | null {
  const parsed = ErrorCode.safeParse(body)
  return parsed.success ? parsed.data.error : null
}

function withRequest(
  failure: { kind: 'cancelled' } | { kind: 'unreachable' | 'lost'; reason: string },
): TokenCallError {
  switch (failure.kind) {
    case 'cancelled':
      return failure
    case 'unreachable':
      return { kind: 'unreachable', request: summary, reason: failure.reason }
    case 'lost':
      return { kind: 'answer-lost', request: summary, reason: failure.reason }
  }
}
