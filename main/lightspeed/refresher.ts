import { err, ok, type Result } from '../../shared/result.ts'
import type { Clock } from '../support/clock.ts'
import type { Http } from '../support/http.ts'
import type { Log } from '../support/log.ts'
import { steadyClock } from '../support/steady-clock.ts'
import type { LightspeedError } from './errors.ts'
import { type Cause, credentialOf, isPassing, isRefusedForGood, renew } from './renew.ts'
import type { TokenStore, Tokens } from './tokens.ts'

type Answer = Result<Tokens, LightspeedError>

/** The one place that knows the tokens. Whoever asks while they are refreshed gets the result of the same refresh. */
export type Refresher = {
  /** The tokens to use now, refreshed when they are about to end. */
  current(): Promise<Answer>
  /** After an answer 401 to a request with this access token: newer tokens, refreshed unless that has happened already. */
  refused(accessToken: string): Promise<Answer>
  /** The tokens as they are kept, whatever their age. */
  stored(): Promise<Answer>
  /** Tokens of a new connection, or null to forget them; stored before they are used. */
  replace(tokens: Tokens | null): Promise<Result<null, LightspeedError>>
}

/** Refreshed this long before they end, so that no request begins with a token that dies on its way. */
export const NEAR_END_MS = 60_000
/** A token that still lives is used for so long before its refresh is tried again. */
const REST_AFTER_FAILURE_MS = 30_000
/** Lightspeed allows five attempts a minute; one is kept for the next cause. */
const MOST_ATTEMPTS_A_MINUTE = 4
const MOST_ATTEMPTS_AT_ONCE = 3
const FIRST_PAUSE_MS = 2000

/**
 * Keeps a connection alive.
 *
 * A new pair is stored first and used then: Lightspeed drops the old pair when the new access token is first used, so
 * a crash between the two loses nothing, and a refresh whose answer was lost may be tried again. A refresh token that
 * Lightspeed refuses is not tried again, nor a key that a token service refuses; only a new connection helps.
 * Source: https://developers.lightspeedhq.com/retail/authentication/refresh-token/
 */
export function createRefresher(parts: {
  http: Http
  clock: Clock
  log: Log
  store: TokenStore
  address: string
  clientSecret?: string | undefined
  nearEndMs?: number
}): Refresher {
  const { clock, log, store, nearEndMs = NEAR_END_MS } = parts
  const steady = steadyClock(clock)
  let known: Tokens | null = null
  let refreshing: Promise<Answer> | null = null
  let refusal: { readonly credential: string; readonly error: LightspeedError } | null = null
  let failedAt = Number.NEGATIVE_INFINITY
  let attemptedAt: readonly number[] = []

  async function load(): Promise<Answer> {
    if (known !== null) return ok(known)
    const loaded = await store.load()
    if (!loaded.ok) return err({ kind: 'vault-locked', why: loaded.error })
    known ??= loaded.value
    return known === null ? err({ kind: 'not-connected' }) : ok(known)
  }

  const refreshOnce = (tokens: Tokens, cause: Cause): Promise<Answer> => {
    refreshing ??= refresh(tokens, cause).finally(() => {
      refreshing = null
    })
    return refreshing
  }

  async function refresh(tokens: Tokens, cause: Cause): Promise<Answer> {
    if (refusal?.credential === credentialOf(tokens)) return err(refusal.error)
    const answer = await ask(tokens, cause, 1)
    if (!answer.ok) {
      const { error } = answer
      const why = error.kind === 'token-service' ? error.why : ''
      log.warn('lightspeed token not refreshed', { error: error.kind, why })
      failedAt = steady.now()
      if (isRefusedForGood(answer.error)) refusal = { credential: credentialOf(tokens), error: answer.error }
      return answer
    }
    // Connected anew, or disconnected, while this refresh was under way: its result is of no use.
    if (known !== tokens) return known === null ? err({ kind: 'not-connected' }) : ok(known)
    const saved = await store.save(answer.value)
    if (!saved.ok) return err({ kind: 'vault-locked', why: saved.error })
    known = answer.value
    log.info('lightspeed token refreshed', { expiresAt: known.expiresAt })
    return ok(known)
  }

  async function ask(tokens: Tokens, cause: Cause, attempt: number): Promise<Answer> {
    await untilAllowed()
    const answer = await renew(parts, tokens, cause)
    if (answer.ok || !isPassing(answer.error) || attempt === MOST_ATTEMPTS_AT_ONCE) return answer
    await clock.sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1))
    return ask(tokens, cause, attempt + 1)
  }

  async function untilAllowed(): Promise<void> {
    const minuteAgo = steady.now() - 60_000
    attemptedAt = attemptedAt.filter((at) => at > minuteAgo)
    const first = attemptedAt.at(-MOST_ATTEMPTS_A_MINUTE)
    if (first !== undefined) await clock.sleep(first - minuteAgo)
    attemptedAt = [...attemptedAt, steady.now()]
  }

  return {
    stored: load,
    current: async () => {
      const loaded = await load()
      if (!loaded.ok) return loaded
      const endsAt = Date.parse(loaded.value.expiresAt)
      if (clock.now() < endsAt - nearEndMs) return loaded
      const lives = (): boolean => clock.now() < endsAt
      if (lives() && steady.now() < failedAt + REST_AFTER_FAILURE_MS) return loaded
      const refreshed = await refreshOnce(loaded.value, 'ending')
      // While the old token still lives, a refresh that could not be done is no obstacle.
      return refreshed.ok || isRefusedForGood(refreshed.error) || !lives() ? refreshed : loaded
    },
    refused: async (accessToken) => {
      const loaded = await load()
      if (!loaded.ok || loaded.value.accessToken !== accessToken) return loaded
      return refreshOnce(loaded.value, 'refused')
    },
    replace: async (tokens) => {
      const saved = await store.save(tokens)
      if (!saved.ok) return err({ kind: 'vault-locked', why: saved.error })
      known = tokens
      refusal = null
      return ok(null)
    },
  }
}
