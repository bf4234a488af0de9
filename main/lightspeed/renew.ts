import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../support/clock.ts'
import type { Http } from '../support/http.ts'
import type { LightspeedError } from './errors.ts'
import { requestTokens } from './token-call.ts'
import { askTokenService } from './token-service/ask.ts'
import type { Tokens } from './tokens.ts'

/** Why other tokens are wanted: those we have end, or Lightspeed refused the access token before its time. */
export type Cause = 'ending' | 'refused'

/** The two back-ends behind one function: Lightspeed itself, or a token service that keeps the refresh token. */
export async function renew(
  parts: { http: Http; clock: Clock; address: string; clientSecret?: string | undefined },
  tokens: Tokens,
  cause: Cause,
): Promise<Result<Tokens, LightspeedError>> {
  if ('service' in tokens)
    return askTokenService(parts, tokens.service, cause === 'refused' ? tokens.accessToken : null)
  const grant = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken } as const
  const answer = await requestTokens(parts, tokens.clientId, grant)
  if (answer.ok) return ok({ ...answer.value, accountId: tokens.accountId })
  return answer.error.kind === 'invalid-grant' || answer.error.kind === 'invalid-client'
    ? err({ kind: 'token-refused' })
    : err(answer.error)
}

/** What cannot be used again once it was refused for good. */
export const credentialOf = (tokens: Tokens): string =>
  'service' in tokens ? tokens.service.key : tokens.refreshToken

/** Only a person can help: asking again would be refused again. */
export const isRefusedForGood = (error: LightspeedError): boolean =>
  error.kind === 'token-refused' || (error.kind === 'token-service' && error.why === 'key-refused')

/** A moment later it may go well. */
export const isPassing = (error: LightspeedError): boolean =>
  error.kind === 'unreachable' ||
  error.kind === 'answer-lost' ||
  error.kind === 'unreadable' ||
  (error.kind === 'token-service' && error.why === 'unreachable')
