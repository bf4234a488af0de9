import { type Message, message } from '../../../shared/message.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { TokenKey } from '../../../shared/token-service.ts'
import { type Clock, instant } from '../../support/clock.ts'
import type { Random } from '../../support/random.ts'
import type { TokenBook } from './book.ts'
import { hashOf, type KeyRecord, newKey } from './keys.ts'

/** A name for people: it is printed in lists and in the log. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u

export const withoutHash = ({ name, accountId, addedAt }: KeyRecord): TokenKey => ({
  name,
  accountId,
  addedAt,
})

/** Makes a key for one account; it is told this once and kept as a hash. */
export async function addKey(
  { book, clock, random }: { book: TokenBook; clock: Clock; random: Random },
  name: string,
  wanted: string | null,
): Promise<Result<TokenKey & { readonly key: string }, Message>> {
  if (!NAME.test(name)) return err(message('tokenService.keyName'))
  const accounts = book.accounts()
  const accountId = wanted ?? (accounts.length === 1 ? accounts[0] : undefined)
  if (accounts.length === 0) return err(message('tokenService.noAccount'))
  if (accountId === undefined || !accounts.includes(accountId))
    return err(message('tokenService.whichAccount', { accounts: accounts.join(', ') }))
  const key = newKey(random)
  const record = { name, accountId, hash: hashOf(key), addedAt: instant(clock.now()) }
  return book.changeKeys((keys) =>
    keys.some((each) => each.name === name)
      ? err(message('tokenService.keyExists', { name }))
      : ok({ keys: [...keys, record], value: { ...withoutHash(record), key } }),
  )
}

/** From the next question on it opens nothing. */
export const revokeKey = (book: TokenBook, name: string): Promise<Result<null, Message>> =>
  book.changeKeys((keys) => {
    const left = keys.filter((each) => each.name !== name)
    return left.length === keys.length
      ? err(message('tokenService.keyUnknown', { name }))
      : ok({ keys: left, value: null })
  })
