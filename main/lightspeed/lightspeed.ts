import type { AuthorizeStart, LightspeedConnected } from '../../shared/connect.ts'
import type { Instant } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { Budget } from '../../shared/status.ts'
import type { Clock } from '../support/clock.ts'
import type { Edge } from '../support/edge.ts'
import type { Http } from '../support/http.ts'
import type { Log } from '../support/log.ts'
import type { Random } from '../support/random.ts'
import type { LightspeedApi, Priority } from './api.ts'
import type { AuthorizationError } from './authorization.ts'
import type { CallbackListener } from './callback.ts'
import type { LightspeedError } from './errors.ts'
import type { TokenStore } from './tokens.ts'

export type LightspeedParts = {
  readonly http: Http
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly tokens: TokenStore
  readonly addresses: Edge['addresses']
  /** The public client id to connect with: the built-in one or the merchant's. */
  clientId(): string
  /** Listens where the browser is sent after the merchant agreed: `httpsCallback`. */
  readonly callback: CallbackListener
}

/** Whose work an api is for. */
export type Use = {
  readonly priority: Priority
  readonly signal: AbortSignal
  /** Told when a request begins to wait for the budget, with the expected end, and null when it goes on. */
  onWait?(until: Instant | null): void
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
  cancelAuthorization(): void
  /** Reads account, shops and rights again. */
  discover(signal: AbortSignal): Promise<Result<LightspeedConnected, LightspeedError>>
  /** Revokes the tokens at Lightspeed, as far as it can be reached, and forgets them. */
  disconnect(): Promise<Result<null, LightspeedError>>
  /** Stops the local listener. */
  close(): void
}
