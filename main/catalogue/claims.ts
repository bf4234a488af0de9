import type { ItemId } from '../../shared/ids.ts'
import type { Rules } from '../../shared/rules.ts'
import type { MirrorItem } from '../store/item.ts'
import type { Ledger } from '../store/ledger.ts'
import type { MirrorEntry } from '../store/mirror.ts'
import { skuKey } from '../store/text.ts'
import { type Claimant, claimOf } from './plan/claim.ts'
import type { Claim } from './plan/plan.ts'
import type { Projection } from './projection/project.ts'
import { select } from './selection.ts'
import { selectableOf } from './view.ts'

/** Who has the SKUs of these items, among all items of the mirror that carry them. */
export function claimsOf(
  ledger: Ledger,
  rules: Pick<Rules, 'selection'>,
  items: readonly { readonly entry: MirrorEntry; readonly projection: Projection }[],
): ReadonlyMap<ItemId, Claim> {
  const skus = items.flatMap(({ projection: { sku } }) => (sku.ok ? [sku.sku] : []))
  const carriers = new Map<string, MirrorItem[]>()
  for (const item of ledger.items.withSku(skus)) {
    const key = skuKey(item.sku ?? '')
    carriers.set(key, [...(carriers.get(key) ?? []), item])
  }
  const links = ledger.links.bySku(skus).filter(({ state }) => state === 'linked')
  const linked = new Set(links.map(({ itemId }) => itemId))
  const claimant = (item: MirrorItem): Claimant => ({
    itemId: item.itemId,
    selected: select(selectableOf(item), rules.selection).selected,
    linked: linked.has(item.itemId),
  })
  return new Map(
    items.map(({ entry: { item }, projection: { sku } }) => {
      const others = sku.ok ? (carriers.get(skuKey(sku.sku)) ?? []) : []
      return [item.itemId, claimOf(claimant(item), others.map(claimant))]
    }),
  )
}
