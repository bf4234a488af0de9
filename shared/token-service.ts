import type { AuthorizeStart, LightspeedConnected } from './connect.ts'
import type { Failure } from './message.ts'
import type { Result } from './result.ts'

/** A key of a token service without the key. */
export type TokenKey = { readonly name: string; readonly accountId: string; readonly addedAt: string }

export type ServeTokensInput = {
  readonly host: string
  readonly port: number
  /** Files with certificate and private key, both PEM; null serves plain http, which only this computer may ask. */
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | null
}

export type ServingTokens = {
  readonly url: string
  /** SHA-256 of the certificate; null for plain http. */
  readonly fingerprint: string | null
  readonly accounts: number
  readonly keys: number
  close(): Promise<void>
}

export type Disconnected = {
  readonly accountId: string
  /** Whether Lightspeed has confirmed it; forgotten here it is in any case. */
  readonly revoked: boolean
  /** Names of the keys that open nothing until the account is connected again. */
  readonly keys: readonly string[]
}

/** What can be done with the token service of a data folder, from the command line of the computer that runs it. */
export type TokenServiceDesk = {
  /** Connects the service itself with an account: an address to open, then what the browser was sent to. */
  begin(client: { readonly id: string; readonly secret: string }): Promise<Result<AuthorizeStart, Failure>>
  finish(redirected: string): Promise<Result<LightspeedConnected, Failure>>
  /** The key itself is told this once; null as account takes the only one. */
  addKey(
    name: string,
    accountId: string | null,
  ): Promise<Result<TokenKey & { readonly key: string }, Failure>>
  keys(): Promise<Result<readonly TokenKey[], Failure>>
  revokeKey(name: string): Promise<Result<null, Failure>>
  /** Revokes the connection with an account and forgets it, the client's secret with it; null takes the only one. */
  disconnect(accountId: string | null): Promise<Result<Disconnected, Failure>>
  serve(input: ServeTokensInput): Promise<Result<ServingTokens, Failure>>
}
