import type { LightspeedSandbox } from '../sandbox/lightspeed/lightspeed.ts'
import { alike, type Wanted, wantedOf } from '../simulation/expect.ts'

/** What the till publishes, each SKU once: two items that share one are the merchant's to tell apart. */
export function onlineItems({ state }: LightspeedSandbox): readonly Wanted[] {
  const wanted = wantedOf(state)
  const carriers = new Map<string, number>()
  for (const { sku } of wanted) carriers.set(alike(sku), (carriers.get(alike(sku)) ?? 0) + 1)
  return wanted.filter(
    ({ isOnline, sku, values }) =>
      isOnline && sku.length <= 64 && values.price !== null && carriers.get(alike(sku)) === 1,
  )
}

/** Takes all but so many items off the web. */
export function keepOnline(till: LightspeedSandbox, products: number): void {
  const kept = new Set(
    onlineItems(till)
      .slice(0, products)
      .map(({ itemID }) => itemID),
  )
  for (const { itemID, publishToEcom } of [...till.state.items.ordered('itemID')])
    if (publishToEcom && !kept.has(itemID)) till.till.unpublish(itemID)
}
