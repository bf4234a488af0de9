import type { DecisionKind } from '../../../shared/problem.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Work } from '../work.ts'
import type { Pace } from './pace.ts'

/** What the writes of one run share. */
export type Sending = Work & {
  readonly pace: Pace
  /** Dangers that the merchant approved or asked for: they do not count against the next 24 hours. */
  readonly approved: ReadonlySet<DecisionKind>
  /** Faults inside the shop without a success between them: the data's fault once, the shop's when they go on. */
  readonly strain: { inARow: number }
  /** Changes that are through, however they ended. */
  advance(changes: number): void
  /** An item that the shop refused. */
  refused(): void
}

/** So many items in a row that break the shop from inside mean that the shop is broken. */
const MOST_IN_A_ROW = 5

/** Whether an error is about this one item, so that the others go on. */
export function isAboutItem(sending: Sending, error: MagentoError): boolean {
  switch (error.kind) {
    case 'rejected':
    case 'url-key-taken':
      sending.strain.inARow = 0
      return true
    case 'internal-error':
      sending.strain.inARow += 1
      return sending.strain.inARow < MOST_IN_A_ROW
    default:
      return false
  }
}
