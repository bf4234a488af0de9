import type { ItemId, Sku } from '../../shared/ids.ts'
import type { MirrorItem } from '../store/item.ts'
import type { Ledger } from '../store/ledger.ts'
import type { MirrorEntry } from '../store/mirror.ts'
import type { Criteria } from '../store/selected.ts'
import { skuKey } from '../store/text.ts'
import { type Claimant, claimOf } from './plan/claim.ts'
import type { Claim } from './plan/plan.ts'
import type { Projection } from './projection/project.ts'
import { select } from './selection.ts'
import { selectableOf } from './view.ts'

/** The item's own SKU, and that of the product which was found by its barcode. */
const skusToClaim = ({ link }: MirrorEntry, { sku }: Projection): readonly Sku[] => [
  ...(sku.ok ? [sku.sku] : []),
  ...(link?.state === 'linked' && link.origin === 'barcode' ? [link.sku] : []),
]

/**
 * Who has the SKUs of these items, among all items of the mirror that carry them, or that are paired with their product.
 */
export function claimsOf(
  ledger: Ledger,
  criteria: Criteria,
  items: readonly { readonly entry: MirrorEntry; readonly projection: Projection }[],
): ReadonlyMap<ItemId, Claim> {
  const skusOf = new Map(
    items.map(({ entry, projection }) => [entry.item.itemId, skusToClaim(entry, projection)]),
  )
  const skus = [...skusOf.values()].flat()
  const carriers = new Map<string, MirrorItem[]>()
  const add = (sku: string, item: MirrorItem) =>
    carriers.set(skuKey(sku), [...(carriers.get(skuKey(sku)) ?? []), item])
  for (const item of ledger.items.withSku(skus)) add(item.sku ?? '', item)
  const links = ledger.links.bySku(skus).filter(({ state }) => state === 'linked')
  for (const { itemId, sku, origin } of links) {
    const item = origin === 'barcode' ? ledger.items.get(itemId) : null
    if (item !== null) add(sku, item)
  }
  const linked = new Set(links.map(({ itemId }) => itemId))
  const claimant = (item: MirrorItem): Claimant => ({
    itemId: item.itemId,
    selected: select(selectableOf(item), criteria).selected,
    linked: linked.has(item.itemId),
  })
  return new Map(
    items.map(({ entry: { item } }) => {
      const others = (skusOf.get(item.itemId) ?? []).flatMap((sku) => carriers.get(skuKey(sku)) ?? [])
      return [item.itemId, claimOf(claimant(item), others.map(claimant))]
    }),
  )
}
