import { z } from 'zod'
import { Instant } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Result } from '../../shared/result.ts'

/** Tokens that were given to this program itself. */
export const DirectTokens = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  expiresAt: Instant,
  /** The client id that the tokens were given to: a refresh has to name the same one. */
  clientId: z.string().min(1),
  /** Null only between the exchange of the code and the first answer of Account.json. */
  accountId: z.string().nullable(),
})
export type DirectTokens = z.infer<typeof DirectTokens>

/** Where a token service is, and what opens it. */
export const TokenServiceAccess = z.object({
  /** `https://tokens.example`, without a slash at the end. */
  url: z.string().min(1),
  key: z.string().min(1),
  /** The certificate (PEM) that the merchant compared; null: any that an authority vouches for. */
  certificate: z.string().nullable(),
})
export type TokenServiceAccess = z.infer<typeof TokenServiceAccess>

/** A token that a token service handed out; it keeps what the next one is made from. */
export const ServiceTokens = z.object({
  accessToken: z.string().min(1),
  expiresAt: Instant,
  accountId: z.string().min(1),
  service: TokenServiceAccess,
})
export type ServiceTokens = z.infer<typeof ServiceTokens>

/** What a connection consists of; kept in the vault alone. */
export const Tokens = z.union([DirectTokens, ServiceTokens])
export type Tokens = z.infer<typeof Tokens>

/** Where the tokens are kept: the vault, as this room sees it. Its failures are sentences for the merchant. */
export type TokenStore = {
  load(): Promise<Result<Tokens | null, Message>>
  /** Durable when it resolves: the new pair is used only after that. Null forgets them. */
  save(tokens: Tokens | null): Promise<Result<null, Message>>
}
