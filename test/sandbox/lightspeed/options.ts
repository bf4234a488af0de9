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
  /** When a refresh ends the old pair: when the new access token is first used (since 2026), at once (2024), never. */
  rotation: 'on-first-use' | 'at-once' | 'never'
  /** Registers of the subscription: each beyond the first widens the bucket. */
  registers: number
  /** Whether a refused request still costs what it would have cost. */
  refusedRequestsCost: boolean
  limitOver100: 'cut' | 'refused'
  unknownRelation: 'refused' | 'ignored'
  unknownFilter: 'ignored' | 'refused'
  caseSensitiveFilters: boolean
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
  registers: 1,
  refusedRequestsCost: true,
  limitOver100: 'refused',
  unknownRelation: 'refused',
  unknownFilter: 'ignored',
  caseSensitiveFilters: false,
  totalRowMoves: true,
  relatedMovesItem: false,
}
