import { assertNever } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'

export type Attempt = {
  readonly effect: 'read' | 'write'
  readonly error: MagentoError
  /** 1 for the first. */
  readonly attempt: number
}

export type Next = { readonly kind: 'repeat'; readonly afterMs: number } | { readonly kind: 'give-up' }

const giveUp: Next = { kind: 'give-up' }

/** A merchant's shop restarts a worker in seconds; whatever takes longer is the next run's. */
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000

/**
 * May this call be sent again, and when?
 *
 * A read changes nothing. A write is repeated only where it was surely not done; where it was perhaps done, the caller
 * looks first: a second create of one SKU makes a second product (recorded Magento 2.4.7).
 *
 * @param fraction chance, 0 ≤ n < 1, so that calls that failed together do not come back together
 */
export function nextAttempt({ effect, error, attempt }: Attempt, fraction: number): Next {
  switch (error.kind) {
    case 'unreachable':
      return attempt < 3 ? wait(attempt, fraction) : giveUp
    case 'busy':
      if (attempt >= 5) return giveUp
      return error.retryAfterMs === null
        ? wait(attempt, fraction)
        : { kind: 'repeat', afterMs: Math.min(error.retryAfterMs, LONGEST_WAIT_MS) }
    case 'answer-lost':
      return effect === 'read' && attempt < 3 ? wait(attempt, fraction) : giveUp
    case 'internal-error':
      // Usually the data, which another try does not change; a read may have met a restarting shop.
      return effect === 'read' && attempt < 2 ? wait(attempt, fraction) : giveUp
    case 'maintenance': // lasts minutes
    case 'cancelled':
    case 'refused-keys':
    case 'permission-missing':
    case 'rejected':
    case 'url-key-taken':
    case 'over-limit':
    case 'redirected':
    case 'not-magento':
    case 'unreadable':
      return giveUp
    default:
      return assertNever(error, 'nextAttempt')
  }
}

/** Doubles with every attempt; half of it is chance. */
function wait(attempt: number, fraction: number): Next {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** (attempt - 1), LONGEST_WAIT_MS)
  return { kind: 'repeat', afterMs: Math.round(longest / 2 + (longest / 2) * fraction) }
}
