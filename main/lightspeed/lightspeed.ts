import type { AuthorizeStart, LightspeedConnected } from '../../shared/connect.ts'
import type { Instant } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Budget } from '../../shared/status.ts'
import type { CertificateLook } from '../support/certificate.ts'
import { type Clock, instant } from '../support/clock.ts'
import type { Edge } from '../support/edge.ts'
import type { Http } from '../support/http.ts'
import type { Log } from '../support/log.ts'
import type { Random } from '../support/random.ts'
import { steadyClock } from '../support/steady-clock.ts'
import type { LightspeedApi, Use } from './api.ts'
import { createApis } from './apis.ts'
import { createAuthorization } from './authorization.ts'
import type { AuthorizationError } from './authorization-error.ts'
import type { CallbackListener } from './callback.ts'
import { createClient } from './client.ts'
import { readAccount, readConnection } from './connection-facts.ts'
import type { LightspeedError } from './errors.ts'
import { createGates } from './gates.ts'
import { createLimits } from './limits.ts'
import { createRefresher } from './refresher.ts'
import { secureOnly } from './secure.ts'
import { revokeTokens } from './token-call.ts'
import { type OpenError, openTokenService, type TokenServiceInput } from './token-service/open.ts'
import type { TokenStore, Tokens } from './tokens.ts'

export type LightspeedParts = {
  readonly http: Http
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly tokens: TokenStore
  readonly addresses: Edge['addresses']
  /** The public client id to connect with: the built-in one or the merchant's. */
  clientId(): string
  /** Only a token service has one, and gives the client id with it. */
  readonly clientSecret?: string
  /** Listens where the browser is sent after the merchant agreed: `httpsCallback`. */
  readonly callback: CallbackListener
  readonly certificateLook: CertificateLook
}

export type Lightspeed = {
  /** An api of its own for each run: it counts what it uses. */
  api(use: Use): LightspeedApi
  /** The request budget; null before the first answer. */
  budget(): Budget | null
  /** Called whenever the budget or the last good call changes. Returns the way to stop. */
  listen(listener: () => void): () => void
  /** When Lightspeed last answered well; null in a process that has not asked yet. */
  lastGoodAt(): Instant | null
  /**
   * Begins to connect: open the address in a browser, then either the local listener gets the answer and `ended` is
   * told, or the redirected address is pasted (`finishAuthorization`). Beginning again ends the former one.
   */
  beginAuthorization(
    input: { readonly clientId?: string },
    ended: (result: Result<LightspeedConnected, AuthorizationError>) => void,
  ): Promise<AuthorizeStart>
  /** Takes the whole redirected address, or the bare code. */
  finishAuthorization(redirected: string): Promise<Result<LightspeedConnected, AuthorizationError>>
  /** Connects by way of a token service instead: account, shops and rights are found as usual. */
  connectTokenService(input: TokenServiceInput): Promise<Result<LightspeedConnected, OpenError>>
  /** Ends an authorization that was begun, and its local listener. */
  close(): void
  /** Reads account, shops and rights again. */
  discover(signal: AbortSignal): Promise<Result<LightspeedConnected, LightspeedError>>
  /**
   * Revokes the tokens at Lightspeed, as far as it can be reached, and forgets them. Those of a token service are only
   * forgotten: others use them too.
   */
  disconnect(): Promise<Result<null, LightspeedError>>
}

/** Lightspeed Retail as the rest of the program sees it. One for each process: one bucket, one refresher. */
export function createLightspeed(parts: LightspeedParts): Lightspeed {
  const { clock, random, log, addresses, clientSecret } = parts
  const http = secureOnly(parts.http)
  const listeners = new Set<() => void>()
  let lastGoodAt: Instant | null = null

  const changed = (): void => {
    for (const listener of listeners) listener()
  }

  const tokens = createRefresher({
    http,
    clock,
    log,
    store: parts.tokens,
    address: addresses.lightspeedAuth,
    clientSecret,
  })
  const limits = createLimits({ clock: steadyClock(clock), log })
  const gates = createGates({ clock, limits, changed })
  const client = createClient({ http, clock, random, log, gates, tokens })
  const api = createApis({
    tokens,
    limits,
    log,
    address: addresses.lightspeedApi,
    client: async (read) => {
      const answer = await client(read)
      if (answer.ok) lastGoodAt = instant(clock.now())
      return answer
    },
  })

  async function discover(signal: AbortSignal): Promise<Result<LightspeedConnected, LightspeedError>> {
    const own = api({ priority: 'user', signal })
    const account = await readAccount(own)
    return account.ok ? readConnection(own, account.value) : account
  }

  /** The pair is stored before its first use, and once more with the account that it turned out to be for. */
  async function connect(pair: Tokens): Promise<Result<LightspeedConnected, LightspeedError>> {
    const stored = await tokens.replace(pair)
    if (!stored.ok) return stored
    const own = api({ priority: 'user', signal: new AbortController().signal })
    const account = await readAccount(own)
    if (!account.ok) return account
    const current = await tokens.current()
    if (!current.ok) return current
    const completed = await tokens.replace({ ...current.value, accountId: account.value.accountID })
    return completed.ok ? readConnection(own, account.value) : completed
  }

  const authorization = createAuthorization({
    http,
    clock,
    random,
    log,
    address: addresses.lightspeedAuth,
    callback: parts.callback,
    clientSecret,
    connect: (pair) => connect({ ...pair, accountId: null }),
  })

  return {
    api,
    discover,
    lastGoodAt: () => lastGoodAt,
    budget: () => {
      const bucket = limits.bucket()
      if (bucket === null) return null
      const { level, size, dripPerSecond } = bucket
      return { level, size, dripPerSecond, waitsUntil: gates.waitsUntil() }
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    beginAuthorization: ({ clientId }, ended) => authorization.begin(clientId ?? parts.clientId(), ended),
    finishAuthorization: authorization.finish,
    connectTokenService: async (input) => {
      const opened = await openTokenService({ http, clock, look: parts.certificateLook }, input)
      if (!opened.ok) return opened
      authorization.cancel()
      const connected = await connect(opened.value)
      return connected.ok ? connected : err({ kind: 'failed', error: connected.error })
    },
    close: authorization.cancel,
    disconnect: async () => {
      authorization.cancel()
      const current = await tokens.stored()
      if (!current.ok) return current.error.kind === 'not-connected' ? ok(null) : err(current.error)
      const forgotten = await tokens.replace(null)
      if (!('service' in current.value))
        await revokeTokens({ http, address: addresses.lightspeedAuth, clientSecret }, current.value)
      return forgotten
    },
  }
}
