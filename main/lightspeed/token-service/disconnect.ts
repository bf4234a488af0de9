import { type Message, message } from '../../../shared/message.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Disconnected } from '../../../shared/token-service.ts'
import type { Http } from '../../support/http.ts'
import { revokeTokens } from '../token-call.ts'
import type { TokenBook } from './book.ts'

/**
 * Ends the connection of a token service with an account: forgotten here first, so that a running service hands out
 * nothing more, then revoked at Lightspeed. Its keys stay: they open the account again once it is connected anew.
 *
 * @param wanted null takes the only account
 */
export async function disconnectAccount(
  { book, http, address }: { book: TokenBook; http: Http; address: string },
  wanted: string | null,
): Promise<Result<Disconnected, Message>> {
  const accounts = book.accounts()
  if (accounts.length === 0) return err(message('tokenService.noAccount'))
  const accountId = wanted ?? (accounts.length === 1 ? accounts[0] : undefined)
  if (accountId === undefined || !accounts.includes(accountId))
    return err(message('tokenService.whichToDisconnect', { accounts: accounts.join(', ') }))
  const held = await book.read(accountId)
  if (!held.ok) return held
  const keys = await book.keys()
  if (!keys.ok) return keys
  book.remove(accountId)
  const revoked =
    held.value !== null &&
    (await revokeTokens({ http, address, clientSecret: held.value.clientSecret }, held.value.tokens))
  const opened = keys.value.filter((key) => key.accountId === accountId)
  return ok({ accountId, revoked, keys: opened.map(({ name }) => name) })
}
