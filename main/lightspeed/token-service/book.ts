import { z } from 'zod'
import type { Message } from '../../../shared/message.ts'
import type { Result } from '../../../shared/result.ts'
import { DirectTokens } from '../tokens.ts'
import type { KeyRecord } from './keys.ts'

/** What is held for one account; encrypted wherever it lies. */
export const Held = z.object({
  /** Another one whenever the account is connected anew: what was refreshed from the former tokens is then of no use. */
  connection: z.string().min(1),
  clientSecret: z.string().min(1),
  tokens: DirectTokens,
})
export type Held = z.infer<typeof Held>

/** Where a token service keeps what it has, as this room sees it. Its failures are sentences. */
export type TokenBook = {
  /** The ids of the accounts that are held. */
  accounts(): readonly string[]
  read(accountId: string): Promise<Result<Held | null, Message>>
  /** After connecting. Durable when it resolves. */
  write(accountId: string, held: Held): Promise<Result<null, Message>>
  /** After a refresh; nothing is done when the account has been connected anew meanwhile. Durable when it resolves. */
  replace(accountId: string, held: Held): Promise<Result<null, Message>>
  /** Nothing of the account is left; a refresh that is under way is not written any more. */
  remove(accountId: string): void
  keys(): Promise<Result<readonly KeyRecord[], Message>>
  /** Changes the keys, one process after another; what `change` answers besides is passed on. */
  changeKeys<T>(
    change: (
      keys: readonly KeyRecord[],
    ) => Result<{ readonly keys: readonly KeyRecord[]; readonly value: T }, Message>,
  ): Promise<Result<T, Message>>
}
