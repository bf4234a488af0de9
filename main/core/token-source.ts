import type { Tokens } from '../lightspeed/tokens.ts'
import type { Ledger } from '../store/ledger.ts'
import { type Clock, instant } from '../support/clock.ts'
import type { Log } from '../support/log.ts'

/**
 * Notes which token service the till's tokens come from, and when it last gave one; or that they come from Lightspeed
 * itself. The tokens are kept already: a full disk costs the note, not the connection.
 */
export function noteTokenSource(
  { ledger, clock, log }: { ledger: Ledger; clock: Clock; log: Log },
  tokens: Tokens | null,
): void {
  const service = tokens !== null && 'service' in tokens ? tokens.service : null
  try {
    ledger.pair.through(service && { url: service.url, lastGoodAt: instant(clock.now()) })
  } catch (cause) {
    log.warn('token service not noted', { cause: String(cause) })
  }
}
