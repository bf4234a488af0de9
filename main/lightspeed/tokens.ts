import { z } from 'zod'
import { Instant } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { Result } from '../../shared/result.ts'

/** What a connection consists of; kept in the vault alone. */
export const Tokens = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  expiresAt: Instant,
  /** The public client id that the tokens were given to: a refresh has to name the same one. */
  clientId: z.string().min(1),
  /** Null only between the exchange of the code and the first answer of Account.json. */
  accountId: z.string().nullable(),
})
export type Tokens = z.infer<typeof Tokens>

/** Where the tokens are kept: the vault, as this room sees it. Its failures are sentences for the merchant. */
export type TokenStore = {
  load(): Promise<Result<Tokens | null, Message>>
  /** Durable when it resolves: the new pair is used only after that. Null forgets them. */
  save(tokens: Tokens | null): Promise<Result<null, Message>>
}
