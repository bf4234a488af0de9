import { err, ok, type Result } from '../../../shared/result.ts'
import type { Clock } from '../../support/clock.ts'
import type { Http } from '../../support/http.ts'
import type { Log } from '../../support/log.ts'
import { createRefresher, NEAR_END_MS, type Refresher } from '../refresher.ts'
import type { Held, TokenBook } from './book.ts'
import { findKey } from './keys.ts'
import { createSlowDown } from './slow-down.ts'
import { type TokenAnswer, type TokenQuestion, type TokenRefusal, tokenFingerprint } from './wire.ts'

export type Refusal = Exclude<TokenRefusal['error'], 'question'> | 'too-many'

/** Answers who asks for a token. */
export type HandOut = (asked: {
  readonly key: string
  readonly question: TokenQuestion
  /** The address that the question came from, for the log and for slowing down. */
  readonly from: string
}) => Promise<Result<TokenAnswer, Refusal>>

/** Refreshed earlier than any client asks, so that none is handed a token that it finds about to end. */
const SERVICE_NEAR_END_MS = NEAR_END_MS + 60_000

/**
 * Hands out the access token that is at hand, and refreshes it when it is about to end or Lightspeed refused it: once,
 * however many ask.
 *
 * Keys and tokens are read anew for every question, so that what the command line changes counts at once.
 */
export function createHandOut(parts: {
  readonly http: Http
  readonly clock: Clock
  readonly log: Log
  readonly book: TokenBook
  /** Lightspeed's authorization server. */
  readonly address: string
}): HandOut {
  const { clock, log, book } = parts
  const slowDown = createSlowDown(clock)
  const refreshers = new Map<string, { readonly connection: string; readonly refresher: Refresher }>()

  function refresherOf(accountId: string, held: Held): Refresher {
    const known = refreshers.get(accountId)
    if (known?.connection === held.connection) return known.refresher
    const refresher = createRefresher({
      ...parts,
      clientSecret: held.clientSecret,
      nearEndMs: SERVICE_NEAR_END_MS,
      store: {
        load: async () => ok(held.tokens),
        save: async (tokens) =>
          tokens === null || 'service' in tokens
            ? ok(null)
            : book.replace(accountId, { ...held, tokens: { ...tokens, accountId } }),
      },
    })
    refreshers.set(accountId, { connection: held.connection, refresher })
    return refresher
  }

  async function tokenFor(
    accountId: string,
    { refused }: TokenQuestion,
  ): Promise<Result<TokenAnswer, Refusal>> {
    const held = await book.read(accountId)
    if (!held.ok) {
      log.error('token service cannot read its tokens', { accountId, why: held.error.key })
      return err('later')
    }
    if (held.value === null) return err('not-connected')
    const refresher = refresherOf(accountId, held.value)
    const stored = await refresher.stored()
    const isOurs = stored.ok && refused === tokenFingerprint(stored.value.accessToken)
    const tokens = isOurs ? await refresher.refused(stored.value.accessToken) : await refresher.current()
    if (!tokens.ok) return err(tokens.error.kind === 'token-refused' ? 'not-connected' : 'later')
    const { accessToken, expiresAt } = tokens.value
    const seconds = (Date.parse(expiresAt) - clock.now()) / 1000
    return seconds > 0 ? ok({ accessToken, seconds, accountId }) : err('later')
  }

  return async ({ key, question, from }) => {
    const keys = await book.keys()
    if (!keys.ok) {
      log.error('token service cannot read its keys', { why: keys.error.key })
      return err('later')
    }
    const record = findKey(keys.value, key)
    if (record === null) {
      const wrong = await slowDown.wrong(from)
      log.warn('token service refused a key', { from, wrong })
      return err(wrong === null ? 'too-many' : 'key')
    }
    const answer = await tokenFor(record.accountId, question)
    log.info('token service asked', {
      by: record.name,
      accountId: record.accountId,
      refused: question.refused !== null,
      answer: answer.ok ? 'token' : answer.error,
    })
    return answer
  }
}
