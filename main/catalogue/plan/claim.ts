import type { ItemId } from '../../../shared/ids.ts'
import type { Claim } from './plan.ts'

/** An item that carries a SKU, as far as its claim to it goes. */
export type Claimant = { readonly itemId: ItemId; readonly selected: boolean; readonly linked: boolean }

/**
 * Who may have a SKU that several items carry: the linked one; without a link, nobody who has a rival.
 *
 * Never guessed: with two new items of one SKU both are held, for either could be the wrong price on the right product.
 */
export function claimOf(item: Claimant, sameSku: readonly Claimant[]): Claim {
  const rivals = sameSku.filter((other) => other.itemId !== item.itemId && other.selected)
  if (!item.selected) return item.linked && rivals.length === 1 && !rivals[0]?.linked ? 'passed-on' : 'own'
  return item.linked || rivals.length === 0 ? 'own' : 'contested'
}
