import type { ItemId } from '../../../shared/ids.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Sending, Strain } from './sending.ts'

export const noStrain = (): Strain => ({ words: '', items: [] })

/** So many items in a row that break the shop from inside mean that the shop is broken. */
const MOST_FAULTS = 5

/** So many items in a row that are refused in the same words mean that it is not about them. */
const MOST_REFUSALS = 20

/**
 * Whether an error is about this one item, so that the others go on; else the run ends with it.
 *
 * What only broke while the shop was broken is not held against the items: they are sent again.
 */
export function isAboutItem(sending: Sending, error: MagentoError, itemId: ItemId): boolean {
  switch (error.kind) {
    case 'rejected':
    case 'url-key-taken':
      return strained(sending.strain, `${error.kind} ${error.message}`, itemId) < MOST_REFUSALS
    case 'internal-error':
      if (strained(sending.strain, error.kind, itemId) < MOST_FAULTS) return true
      forgive(sending)
      return false
    default:
      return false
  }
}

/** A write went through: the shop is well. */
export function relieve({ strain }: Sending): void {
  strain.items = []
}

function strained(strain: Strain, words: string, itemId: ItemId): number {
  strain.items = strain.words === words ? [...strain.items, itemId] : [itemId]
  strain.words = words
  return strain.items.length
}

function forgive({ ledger, strain }: Sending): void {
  ledger.transaction(() => {
    for (const itemId of strain.items) ledger.facets.void(itemId, 'every')
    ledger.items.markDue('catalogue', strain.items)
    ledger.items.markDue('stock', strain.items)
  })
}
