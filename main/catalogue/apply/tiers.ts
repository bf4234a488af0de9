import { Decimal, type Sku } from '../../../shared/ids.ts'
import type { RefusedRow } from '../../magento/batch.ts'
import { removeTierPrices, type TierRow, writeTierPrices } from '../../magento/tier-prices.ts'
import { tierKey } from '../mapping/fill.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledgeAll, doubtAll, refuse } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { sendRows } from './batch.ts'
import { type Group, openGroups } from './groups.ts'
import { rowRefusal } from './refusal.ts'
import type { Sending } from './sending.ts'

/** Prices for many pieces or groups of customers, of products that are there, in batches. */
export async function sendTiers(sending: Sending): Stage {
  for (const groups of openGroups(sending, 'update', ({ facet }) => facet === 'tiers')) {
    const made = linked(sending, groups)
    const skus = made.map(({ first }) => first.sku)
    const stop = await sending.locks.withKeys(skus, () => sendPage(sending, made))
    if (stop !== null) return stop
  }
  return null
}

/** A product that could not be made has no prices; it stays due with its item. */
function linked({ ledger }: Sending, groups: readonly Group[]): readonly Group[] {
  const links = new Set(ledger.links.of(groups.map(({ itemId }) => itemId)).map(({ itemId }) => itemId))
  return groups.filter(({ itemId }) => links.has(itemId))
}

async function sendPage(sending: Sending, groups: readonly Group[]): Promise<Stop | null> {
  const { magento } = sending
  await doubtAll(sending, groups)
  const rows = (isGone: boolean): readonly TierRow[] =>
    groups.flatMap((group) =>
      rowsOf(sending, group).flatMap(({ gone, row }) => (gone === isGone ? [row] : [])),
    )
  const refused = new Map<Sku, RefusedRow<TierRow>>()
  const gone = await sendRows(sending, rows(true), (part) => removeTierPrices(magento, part))
  const written =
    gone.stop === null ? await sendRows(sending, rows(false), (part) => writeTierPrices(magento, part)) : null
  for (const refusal of [...gone.refused, ...(written?.refused ?? [])]) refused.set(refusal.row.sku, refusal)
  const stop = gone.stop ?? written?.stop ?? null
  const done = stop === null ? groups.filter(({ first }) => !refused.has(first.sku)) : []
  await acknowledgeAll(sending, withLinks(sending, done), true)
  for (const group of groups) {
    const refusal = refused.get(group.first.sku)
    if (refusal !== undefined) refuse(sending, group, rowRefusal(refusal))
  }
  return stop
}

function rowsOf(
  { policy }: Sending,
  { first, changes }: Group,
): readonly { readonly gone: boolean; readonly row: TierRow }[] {
  const names = new Map(policy.mapping.tiers.map(({ group, quantity }) => [tierKey(group, quantity), group]))
  return Object.entries(changes[0]?.value ?? {}).map(([key, price]) => {
    const [group = '', quantity = ''] = key.split(/\/(?=[^/]*$)/)
    const row = {
      sku: first.sku,
      group: names.get(key) ?? group,
      quantity: Number(quantity),
      price: Decimal.parse(price ?? '0'),
    }
    return { gone: price === null, row }
  })
}
