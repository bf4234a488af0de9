import type { Random } from '../random.ts'
import type { SandboxClock } from '../types.ts'
import { signToken } from './jwt.ts'
import type { Options } from './options.ts'

/** What a merchant allowed a program to do, from consent until it is taken back. */
type Connection = {
  employeeID: number
  scopes: readonly string[]
  revoked: boolean
  refreshTimes: number[]
}

type Access = { connection: Connection; expiresAt: number; pair: Pair; dead: boolean }

/** Tokens handed out together. `replaces` is ended when this pair's access token is first used. */
type Pair = { access: string; refresh: string; replaces: Pair | undefined; used: boolean }

type Refresh = { connection: Connection; pair: Pair; idleSince: number; dead: boolean }

export type Tokens = { access_token: string; refresh_token: string; token_type: string; expires_in: number }

export type TokenCheck =
  | { kind: 'valid'; employeeID: number; scopes: readonly string[] }
  | { kind: 'unknown' } // never handed out, or too old
  | { kind: 'revoked' }

export type RefreshAnswer =
  | { kind: 'tokens'; tokens: Tokens }
  | { kind: 'unknown' }
  | { kind: 'revoked' }
  | { kind: 'expired' }
  | { kind: 'too-many' }

export type Connections = {
  connect(employeeID: number, scopes: readonly string[]): Tokens
  refresh(refreshToken: string): RefreshAnswer
  /** Checks an access token; its first use ends the pair that it replaced. */
  use(accessToken: string): TokenCheck
  /** Ends the connection of this refresh token. */
  revoke(refreshToken: string): void
  /** The merchant disconnects every program, in the settings of Lightspeed. */
  revokeAll(): void
  /** Ends access tokens before their time, and leaves refresh tokens alone. */
  expireAccess(): void
}

const IDLE_MS = 30 * 24 * 3600 * 1000
const REFRESHES_A_MINUTE = 5

/**
 * Tokens and their rotation: an old refresh token works until the new access token is first used.
 * https://developers.lightspeedhq.com/retail/authentication/refresh-token/
 */
export function createConnections(clock: SandboxClock, random: Random, options: Options): Connections {
  const accesses = new Map<string, Access>()
  const refreshes = new Map<string, Refresh>()

  const issue = (connection: Connection, replaces: Pair | undefined): Tokens => {
    const now = clock.now()
    const living = options.rotation === 'never' && replaces ? accesses.get(replaces.access) : undefined
    if (replaces !== undefined && living !== undefined && living.expiresAt > now)
      return {
        token_type: 'Bearer',
        expires_in: Math.floor((living.expiresAt - now) / 1000),
        access_token: replaces.access,
        refresh_token: replaces.refresh,
      }
    const expiresAt = now + options.accessTokenSeconds * 1000
    const access = signToken({
      jti: random.hex(40),
      iss: 'https://cloud.lightspeedapp.com',
      aud: options.clientId,
      sub: String(connection.employeeID),
      acct: String(options.accountID),
      scope: connection.scopes.join(' '),
      iat: now / 1000 + 0.1234,
      nbf: now / 1000 + 0.1234,
      exp: expiresAt / 1000 + 0.0421,
    })
    const kept = options.rotation === 'never' ? replaces?.refresh : undefined
    const refresh = kept ?? `def50200${random.hex(500)}`
    const pair: Pair = { access, refresh, replaces: kept === undefined ? replaces : undefined, used: false }
    accesses.set(access, { connection, expiresAt, pair, dead: false })
    refreshes.set(refresh, { connection, pair, idleSince: now, dead: false })
    if (options.rotation === 'at-once') end(replaces)
    return {
      token_type: 'Bearer',
      expires_in: options.accessTokenSeconds,
      access_token: access,
      refresh_token: refresh,
    }
  }

  const end = (pair: Pair | undefined): void => {
    if (pair === undefined) return
    const access = accesses.get(pair.access)
    const refresh = refreshes.get(pair.refresh)
    if (access !== undefined) access.dead = true
    if (refresh !== undefined) refresh.dead = true
  }

  return {
    connect: (employeeID, scopes) =>
      issue({ employeeID, scopes, revoked: false, refreshTimes: [] }, undefined),
    refresh: (token) => {
      const known = refreshes.get(token)
      if (known === undefined) return { kind: 'unknown' }
      const now = clock.now()
      const recent = known.connection.refreshTimes.filter((time) => time > now - 60_000)
      if (recent.length >= REFRESHES_A_MINUTE) return { kind: 'too-many' }
      known.connection.refreshTimes = [...recent, now]
      if (known.dead || known.connection.revoked) return { kind: 'revoked' }
      if (now - known.idleSince > IDLE_MS) return { kind: 'expired' }
      return { kind: 'tokens', tokens: issue(known.connection, known.pair) }
    },
    use: (token) => {
      const known = accesses.get(token)
      if (known === undefined || clock.now() >= known.expiresAt) return { kind: 'unknown' }
      if (known.dead || known.connection.revoked) return { kind: 'revoked' }
      if (!known.pair.used) {
        known.pair.used = true
        end(known.pair.replaces)
      }
      return { kind: 'valid', employeeID: known.connection.employeeID, scopes: known.connection.scopes }
    },
    revoke: (token) => {
      const known = refreshes.get(token)
      if (known !== undefined) known.connection.revoked = true
    },
    revokeAll: () => {
      for (const { connection } of refreshes.values()) connection.revoked = true
    },
    expireAccess: () => {
      for (const access of accesses.values()) access.expiresAt = Math.min(access.expiresAt, clock.now())
    },
  }
}
