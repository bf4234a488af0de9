import type { FacetWrite } from '../../../shared/facet.ts'
import { Decimal, type Sku } from '../../../shared/ids.ts'
import type { BatchOutcome, RefusedRow } from '../../magento/batch.ts'
import {
  type PriceRow,
  removeSpecialPrices,
  type SpecialRow,
  writeBasePrices,
  writeSpecialPrices,
} from '../../magento/prices.ts'
import type { PriceStores } from '../../store/lists.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledgeAll, doubtAll, refuse } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { type Sent, sendRows } from './batch.ts'
import { type Group, openGroups } from './groups.ts'
import { priceStores } from './price-stores.ts'
import { rowRefusal } from './refusal.ts'
import { beginsAt, removeScheduled } from './scheduled-prices.ts'
import type { Sending } from './sending.ts'

/** Base and special prices of products that exist, in batches: 0.002 of a product save each (recorded Magento 2.4.7). */
export async function sendPrices(sending: Sending): Stage {
  let stores: PriceStores | null = null
  for (const groups of openGroups(sending, 'update', ({ facet }) => facet === 'price')) {
    const known = await priceStores(sending)
    if (!known.ok) return stopForMagento(known.error)
    stores ??= known.value
    const where = stores
    const skus = groups.map(({ first }) => first.sku)
    const stop = await sending.locks.withKeys(skus, () => sendPage(sending, groups, where))
    if (stop !== null) return stop
  }
  return null
}

/** The calls of a page; a price is acknowledged once each call that it needs went through. */
async function sendPage(
  sending: Sending,
  groups: readonly Group[],
  { base, special }: PriceStores,
): Promise<Stop | null> {
  const { magento } = sending
  const refused = new Map<Sku, RefusedRow<PriceRow>>()
  let stop: Stop | null = null
  await doubtAll(sending, groups)
  const send = async <Row extends PriceRow>(
    rows: readonly Row[],
    write: (rows: readonly Row[]) => Promise<BatchOutcome<Row>>,
  ): Promise<void> => {
    const due = rows.filter(({ sku }) => !refused.has(sku))
    if (stop !== null || due.length === 0) return
    const sent: Sent<Row> = await sendRows(sending, due, write)
    for (const refusal of sent.refused) refused.set(refusal.row.sku, refusal)
    stop = sent.stop
  }
  // a day that is left out stays, so one that is to go goes with the price, which is then written anew
  const removals = groups.filter(({ changes }) =>
    specialCodes.some((code) => writtenIn(changes, code) === null),
  )
  await send(
    rowsIn(special, removals, () => ({ price: anyPrice })),
    (rows) =>
      sending.edition === 'Enterprise' ? removeScheduled(sending, rows) : removeSpecialPrices(magento, rows),
  )
  await send(rowsIn(base, groups, priceIn('price')), (rows) => writeBasePrices(magento, rows))
  await send(
    rowsIn(special, groups, (value) => specialIn(sending, value)),
    (rows) => writeSpecialPrices(magento, rows),
  )
  // a page that stopped acknowledges nothing: prices are absolute and may be sent once more
  const done = stop === null ? groups.filter(({ first }) => !refused.has(first.sku)) : []
  await acknowledgeAll(sending, withLinks(sending, done), true)
  for (const group of groups) {
    const refusal = refused.get(group.first.sku)
    if (refusal !== undefined) refuse(sending, group, rowRefusal(refusal))
  }
  return stop
}

const specialCodes = ['special_price', 'special_from_date', 'special_to_date'] as const
/** Which price is removed does not matter: whatever is there goes. */
const anyPrice = Decimal.parse('0')

const writtenIn = (changes: Group['changes'], code: string): string | null | undefined =>
  changes[0]?.value[code]

/** A row for each store of each product that has something to send. */
function rowsIn<T extends object>(
  stores: readonly number[],
  groups: readonly Group[],
  rowOf: (value: FacetWrite) => T | null,
): readonly (T & { readonly sku: Sku; readonly storeId: number })[] {
  return groups.flatMap(({ first, changes }) => {
    const row = rowOf(changes[0]?.value ?? {})
    return row === null ? [] : stores.map((storeId) => ({ ...row, sku: first.sku, storeId }))
  })
}

const priceIn =
  (code: 'price' | 'special_price') =>
  ({ [code]: price }: FacetWrite): Pick<PriceRow, 'price'> | null =>
    typeof price === 'string' ? { price: Decimal.parse(price) } : null

/** A special price with its days; Adobe Commerce schedules it. */
function specialIn(sending: Sending, value: FacetWrite): Omit<SpecialRow, 'sku' | 'storeId'> | null {
  const price = priceIn('special_price')(value)
  if (price === null) return null
  const { special_from_date: from, special_to_date: to } = value
  const begin = sending.edition === 'Enterprise' ? beginsAt(from ?? null, sending.clock.now()) : from
  return {
    ...price,
    ...(typeof begin === 'string' ? { from: begin } : {}),
    ...(typeof to === 'string' ? { to } : {}),
  }
}
