import type { ItemId } from '../../../shared/ids.ts'
import { categoriesOf, type Product } from '../../magento/products.ts'
import type { PlanChange } from '../../store/plans.ts'
import { ensure } from '../placement/ensure.ts'
import { OWN } from '../placement/placing.ts'
import { acknowledgeAll } from './acknowledge.ts'
import type { Sending } from './sending.ts'

/**
 * Categories that a new product stands in from the start, so that it needs no second save. Where one cannot be had it is
 * made without, and what follows it says why.
 */
export async function ridingCategories(sending: Sending, itemId: ItemId): Promise<readonly number[]> {
  const [change] = placements(sending, [itemId])
  const ids = change === undefined ? null : await categoryIds(sending, change)
  return ids !== null && ids.length <= sending.magento.limits().rows ? ids : []
}

/** Products that were made just now: whatever of their placement the shop holds already needs no write. */
export async function acknowledgePlaced(
  sending: Sending,
  made: readonly { readonly itemId: ItemId; readonly product: Product }[],
): Promise<void> {
  const products = new Map(made.map(({ itemId, product }) => [itemId, product]))
  const placed: PlanChange[] = []
  for (const change of placements(sending, [...products.keys()])) {
    const product = products.get(change.itemId)
    const held = product === undefined ? null : categoriesOf(product)
    const ids = await categoryIds(sending, change)
    if (held !== null && ids?.every((id) => held.includes(id))) placed.push(change)
  }
  const groups = placed.map((change) => ({ itemId: change.itemId, first: change, changes: [change] }))
  await acknowledgeAll(sending, groups, true)
}

const placements = (
  { ledger, context, policy }: Sending,
  itemIds: readonly ItemId[],
): readonly PlanChange[] =>
  policy.placing() === null ? [] : ledger.plans.openOf(context.runId, 'placement', itemIds)

/** Null where one of them cannot be had. */
async function categoryIds(sending: Sending, { value }: PlanChange): Promise<readonly number[] | null> {
  const placing = sending.policy.placing()
  if (placing === null) return null
  const ids: number[] = []
  for (const [key, place] of Object.entries(value)) {
    if (place === null) continue
    const id = place === OWN ? await ensure({ sending, placing }, key) : null
    if (id?.ok === false) return null
    ids.push(id === null ? Number(place) : id.value)
  }
  return ids
}
