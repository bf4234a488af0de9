import { Decimal, type Sku } from '../../../shared/ids.ts'
import type { BatchOutcome, RefusedRow } from '../../magento/batch.ts'
import {
  type PriceRow,
  removeSpecialPrices,
  writeBasePrices,
  writeSpecialPrices,
} from '../../magento/prices.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledgeAll, doubtAll, refuse } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { sendRows } from './batch.ts'
import { type Group, openGroups } from './groups.ts'
import { rowRefusal } from './refusal.ts'
import type { Sending } from './sending.ts'

/** Base and special prices of products that exist, in batches: 0.002 of a product save each (recorded Magento 2.4.7). */
export async function sendPrices(sending: Sending): Stage {
  for (const groups of openGroups(sending, 'update', ({ facet }) => facet === 'price')) {
    const skus = groups.map(({ first }) => first.sku)
    const stop = await sending.locks.withKeys(skus, () => sendPage(sending, groups))
    if (stop !== null) return stop
  }
  return null
}

/** The three calls of a page; a price is acknowledged once each call that it needs went through. */
async function sendPage(sending: Sending, groups: readonly Group[]): Promise<Stop | null> {
  const { magento } = sending
  const refused = new Map<Sku, RefusedRow<PriceRow>>()
  let stop: Stop | null = null
  await doubtAll(sending, groups)
  for (const { rows, send } of [
    {
      rows: groups.flatMap(rowOf('price')),
      send: (part: readonly PriceRow[]) => writeBasePrices(magento, part),
    },
    {
      rows: groups.flatMap(rowOf('special_price')),
      send: (part: readonly PriceRow[]) => writeSpecialPrices(magento, part),
    },
    { rows: groups.flatMap(removalOf), send: remove(sending) },
  ]) {
    const due = rows.filter(({ sku }) => !refused.has(sku))
    if (stop !== null || due.length === 0) continue
    const sent = await sendRows(sending, due, send)
    for (const refusal of sent.refused) refused.set(refusal.row.sku, refusal)
    stop = sent.stop
  }
  // a page that stopped acknowledges nothing: prices are absolute and may be sent once more
  const done = stop === null ? groups.filter(({ first }) => !refused.has(first.sku)) : []
  await acknowledgeAll(sending, withLinks(sending, done), true)
  for (const group of groups) {
    const refusal = refused.get(group.first.sku)
    if (refusal !== undefined) refuse(sending, group, rowRefusal(refusal))
  }
  return stop
}

const remove =
  ({ magento }: Sending) =>
  (rows: readonly PriceRow[]): Promise<BatchOutcome<PriceRow>> =>
    removeSpecialPrices(
      magento,
      rows.map(({ sku }) => sku),
    )

const rowOf =
  (code: 'price' | 'special_price') =>
  ({ first, changes }: Group): readonly PriceRow[] => {
    const value = changes[0]?.value[code]
    return typeof value === 'string' ? [{ sku: first.sku, price: Decimal.parse(value) }] : []
  }

/** Which price is removed does not matter: whatever is there goes. */
const removalOf = ({ first, changes }: Group): readonly PriceRow[] =>
  changes[0]?.value.special_price === null ? [{ sku: first.sku, price: Decimal.parse('0') }] : []
