import { err, ok, type Result } from '../../../shared/result.ts'
import { type Clock, instant } from '../../support/clock.ts'
import { certificateFault, type Http, type HttpFailure } from '../../support/http.ts'
import { parseJson } from '../answer-text.ts'
import type { ServiceTokens, TokenServiceAccess } from '../tokens.ts'
import type { TokenServiceError } from './error.ts'
import { TOKEN_PATH, TokenAnswer, type TokenQuestion, TokenRefusal, tokenFingerprint } from './wire.ts'

/** The service may have to wait for its turn at Lightspeed, which allows five refreshes a minute. */
const ASK_TIMEOUT_MS = 90_000

type Asked = Result<ServiceTokens, TokenServiceError | { readonly kind: 'cancelled' }>

/**
 * Asks a token service for the access token of the moment.
 *
 * @param refused an access token that Lightspeed no longer takes; the service then gets another one, unless it has one
 */
export async function askTokenService(
  { http, clock }: { http: Http; clock: Clock },
  service: TokenServiceAccess,
  refused: string | null,
): Promise<Asked> {
  const question: TokenQuestion = { refused: refused === null ? null : tokenFingerprint(refused) }
  const answer = await http({
    method: 'POST',
    url: service.url + TOKEN_PATH,
    headers: {
      Authorization: `Bearer ${service.key}`,
      'Content-Type': 'application/json',
      Accept: 'application/json',
    },
    body: JSON.stringify(question),
    timeoutMs: ASK_TIMEOUT_MS,
    ...(service.certificate === null ? {} : { certificate: service.certificate }),
  })
  if (!answer.ok) return err(unanswered(answer.error))
  const { status, body } = answer.value
  const parsed = parseJson(body)
  const token = TokenAnswer.safeParse(parsed)
  if (status === 200 && token.success) {
    const { accessToken, seconds, accountId } = token.data
    return ok({ accessToken, accountId, expiresAt: instant(clock.now() + seconds * 1000), service })
  }
  const refusal = TokenRefusal.safeParse(parsed)
  if (!refusal.success) return err(trouble(status >= 500 ? 'unreachable' : 'no-service', String(status)))
  switch (refusal.data.error) {
    case 'key':
      return err(trouble('key-refused'))
    case 'not-connected':
      return err(trouble('not-connected'))
    case 'later':
      return err(trouble('unreachable', String(status)))
    case 'question':
      return err(trouble('no-service', String(status)))
  }
}

function unanswered(failure: HttpFailure): TokenServiceError | { readonly kind: 'cancelled' } {
  if (failure.kind === 'cancelled') return failure
  return trouble(certificateFault(failure.reason) === null ? 'unreachable' : 'certificate', failure.reason)
}

const trouble = (why: TokenServiceError['why'], reason = ''): TokenServiceError => ({
  kind: 'token-service',
  why,
  reason,
})
