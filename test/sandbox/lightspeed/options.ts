import type { BurstWindow } from './burst.ts'

/** What differs between accounts, and what is not known for sure of the real service: a client must bear either. */
export type Options = {
  accountID: number
  accountName: string
  clientId: string
  /** A confidential client has a secret; a public one proves itself with PKCE. */
  clientSecret: string | undefined
  /** As registered; always https. */
  redirectUri: string
  accessTokenSeconds: number
  /**
   * When a refresh ends the old pair: when the new access token is first used (since 2026), at once (since 2024), or
   * never: before, an access token that still lived was handed out again, with the same refresh token.
   */
  rotation: 'on-first-use' | 'at-once' | 'never'
  /** Wrong client credentials within a minute after which the token service refuses the right ones too. */
  wrongCredentialsAllowed: number
  /** Whether a public client, which has no secret, may end its connection. */
  publicMayRevoke: boolean
  /** The present rules, or those until 2026, in quiet or in busy hours. */
  rateLimits: 'current' | 'old-quiet' | 'old-busy'
  /** Limits on requests however cheap; by default one of a second whose size follows the bucket's. */
  burstWindows: readonly BurstWindow[] | undefined
  /** Registers of the subscription: each beyond the first widens the bucket. */
  registers: number
  /** Whether a refused request still costs what it would have cost. */
  refusedRequestsCost: boolean
  limitOver100: 'cut' | 'refused'
  unknownRelation: 'refused' | 'ignored'
  unknownFilter: 'ignored' | 'refused'
  caseSensitiveFilters: boolean
  /** What is for sale in all shops together: their total, not below 0, or the sum of what is for sale in each. */
  totalSellable: 'of-total' | 'sum'
  /** When items get a row in a shop that opens later. */
  rowsOfNewShop: 'at-once' | 'when-moved'
  /** Whether an item is archived by writing `archived`, which the documents forbid, or that is passed over. */
  archivedByWriting: 'ignored' | 'refused'
  /** Whether a sale moves the time stamp of the total (shop 0) too. */
  totalRowMoves: boolean
  /** Whether tags and images move the item's time stamp. */
  relatedMovesItem: boolean
}

export const usualOptions: Options = {
  accountID: 314_551,
  accountName: 'Riverside Outdoor',
  clientId: 'sandbox-client',
  clientSecret: undefined,
  redirectUri: 'https://localhost:48915/callback',
  accessTokenSeconds: 3600,
  rotation: 'on-first-use',
  wrongCredentialsAllowed: 10,
  publicMayRevoke: true,
  rateLimits: 'current',
  burstWindows: undefined,
  registers: 1,
  refusedRequestsCost: true,
  limitOver100: 'refused',
  unknownRelation: 'refused',
  unknownFilter: 'ignored',
  caseSensitiveFilters: false,
  totalSellable: 'of-total',
  rowsOfNewShop: 'at-once',
  archivedByWriting: 'ignored',
  totalRowMoves: true,
  relatedMovesItem: false,
}
