import type { BatchOutcome, RefusedRow } from '../../magento/batch.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { PriceRow } from '../../magento/prices.ts'
import { updateProduct } from '../../magento/products.ts'
import type { Sending } from './sending.ts'

/** What is scheduled must lie ahead when it arrives, by the shop's clock. */
const AHEAD_MS = 10 * 60_000
const MINUTE_MS = 60_000

/**
 * When a special price begins in Adobe Commerce, which schedules it and takes no moment that is over: on its day, or a
 * few minutes from now. `YYYY-MM-DD hh:mm:ss`, UTC.
 *
 * Source: magento/magento2 documentation of special prices, `price_from` with content staging.
 */
export function beginsAt(from: string | null, now: number): string {
  const soon = Math.ceil((now + AHEAD_MS) / MINUTE_MS) * MINUTE_MS
  const wanted = from === null ? Number.NaN : Date.parse(`${from.replace(' ', 'T')}Z`)
  return moment(Number.isNaN(wanted) || wanted < soon ? soon : wanted)
}

const moment = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

/**
 * Takes special prices away in Adobe Commerce, product by product: the call that removes many takes only such as are
 * still to begin.
 */
export async function removeScheduled(
  { magento }: Sending,
  rows: readonly PriceRow[],
): Promise<BatchOutcome<PriceRow>> {
  const done: PriceRow[] = []
  const refused: RefusedRow<PriceRow>[] = []
  for (const [at, row] of rows.entries()) {
    const values = { special_price: null, special_from_date: null, special_to_date: null }
    const saved = await updateProduct(magento, { sku: row.sku, values })
    if (saved.ok) done.push(row)
    else if (isAboutRow(saved.error)) refused.push({ row, message: saved.error.message })
    else return { done, refused, open: rows.slice(at), stoppedBy: saved.error }
  }
  return { done, refused, open: [], stoppedBy: null }
}

const isAboutRow = (error: MagentoError): error is Extract<MagentoError, { kind: 'rejected' }> =>
  error.kind === 'rejected'
