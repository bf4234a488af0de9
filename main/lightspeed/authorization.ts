import type { AuthorizeStart, LightspeedConnected } from '../../shared/connect.ts'
import { err, type Result } from '../../shared/result.ts'
import { type Clock, instant } from '../support/clock.ts'
import type { Http } from '../support/http.ts'
import type { Log } from '../support/log.ts'
import type { Random } from '../support/random.ts'
import type { AuthorizationError } from './authorization-error.ts'
import type { CallbackListener, Listening } from './callback.ts'
import { slept } from './cancel.ts'
import { authorizeUrl, type Consent, codeIn, newConsent } from './consent.ts'
import type { LightspeedError } from './errors.ts'
import { requestTokens, type TokenCallError } from './token-call.ts'
import type { DirectTokens } from './tokens.ts'

type Connected = Result<LightspeedConnected, AuthorizationError>

export type Authorization = {
  begin(clientId: string, ended: (result: Connected) => void): Promise<AuthorizeStart>
  finish(redirected: string): Promise<Connected>
  cancel(): void
}

/** Lightspeed's codes live this long. */
const CODE_SECONDS = 60
/** The listener closes by itself after this time; pasting goes on working. */
const LISTENS_MS = 10 * 60_000

type Begun = { readonly consent: Consent; readonly closing: AbortController; listening: Listening | null }

/**
 * The merchant's consent, from the address to open to the first answers with the new tokens.
 *
 * What was begun stays until it succeeds, is cancelled or begun anew, so a code that came too late needs only a new
 * click on the same address.
 */
export function createAuthorization(parts: {
  http: Http
  clock: Clock
  random: Random
  log: Log
  address: string
  clientSecret?: string | undefined
  callback: CallbackListener
  /** Stores the new tokens and reads account, shops and rights with them. */
  connect(tokens: Omit<DirectTokens, 'accountId'>): Promise<Result<LightspeedConnected, LightspeedError>>
}): Authorization {
  const { clock, random, log, address, callback, connect } = parts
  let begun: Begun | null = null

  const cancel = (): void => {
    begun?.closing.abort()
    begun?.listening?.close()
    begun = null
  }

  async function finish(redirected: string): Promise<Connected> {
    if (begun === null) return err({ kind: 'not-begun' })
    const { consent } = begun
    const result = await finishWith(consent, redirected)
    log.info('lightspeed authorization', { result: result.ok ? 'connected' : result.error.kind })
    if (result.ok && begun?.consent === consent) cancel()
    return result
  }

  async function finishWith(consent: Consent, redirected: string): Promise<Connected> {
    const code = codeIn(redirected, consent)
    if (!code.ok) return code
    const tokens = await requestTokens(parts, consent.clientId, {
      grant_type: 'authorization_code',
      code: code.value,
      code_verifier: consent.verifier,
    })
    if (!tokens.ok) return err(whyNoTokens(tokens.error))
    const connected = await connect(tokens.value)
    return connected.ok ? connected : err({ kind: 'failed', error: connected.error })
  }

  return {
    cancel,
    finish,
    begin: async (clientId, ended) => {
      cancel()
      const mine: Begun = {
        consent: newConsent(clientId, random),
        closing: new AbortController(),
        listening: null,
      }
      begun = mine
      const answer = answeredOnce(async (redirected) => {
        if (begun !== mine) return err({ kind: 'not-begun' })
        const result = await finish(redirected)
        ended(result)
        return result
      })
      const listening = await callback(async (redirected) =>
        (await answer(redirected)).ok ? 'connected' : 'failed',
      )
      mine.listening = listening
      if (begun !== mine) listening?.close()
      void closeAfter(LISTENS_MS, mine)
      return {
        authorizeUrl: authorizeUrl(address, mine.consent),
        listening: listening !== null,
        codeSeconds: CODE_SECONDS,
        startedAt: instant(clock.now()),
      }
    },
  }

  async function closeAfter(ms: number, mine: Begun): Promise<void> {
    await slept(clock, ms, mine.closing.signal)
    mine.listening?.close()
  }
}

/**
 * Browsers ask for one address several times (a reload, a restored tab), and a code works once: what comes while the same
 * address is being answered gets that answer, and once connected everything does.
 */
function answeredOnce(
  answer: (redirected: string) => Promise<Connected>,
): (redirected: string) => Promise<Connected> {
  let under: { readonly redirected: string; readonly result: Promise<Connected> } | null = null
  return async (redirected) => {
    for (let before = under; before !== null; before = under) {
      const result = await before.result
      if (result.ok || before.redirected === redirected) return result
    }
    const mine = { redirected, result: answer(redirected) }
    under = mine
    let done = false
    try {
      done = (await mine.result).ok
    } finally {
      if (!done) under = null
    }
    return mine.result
  }
}

function whyNoTokens(error: TokenCallError): AuthorizationError {
  switch (error.kind) {
    case 'invalid-grant':
      return { kind: 'code-expired', reason: error.reason }
    case 'invalid-client':
      return { kind: 'client-refused', reason: error.reason }
    default:
      return { kind: 'failed', error }
  }
}
