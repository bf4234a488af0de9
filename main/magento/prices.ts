import { z } from 'zod'
import { Decimal, type Sku } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { ErrorBody, fillIn } from './answer.ts'
import { type BatchOutcome, type RefusedRow, sendInBatches } from './batch.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'
import { skuKey } from './sku.ts'

export type PriceRow = { readonly sku: Sku; readonly price: Decimal }

const Faults = z.array(ErrorBody)

/** Base prices of the default scope. 0.002 of a product save per row; `updated_at` does not move (recorded 2.4.7). */
export function writeBasePrices(
  magento: Magento,
  rows: readonly PriceRow[],
): Promise<BatchOutcome<PriceRow>> {
  return writePrices(magento, 'products/base-prices', rows)
}

/** Special prices of the default scope; dates that are there stay. */
export function writeSpecialPrices(
  magento: Magento,
  rows: readonly PriceRow[],
): Promise<BatchOutcome<PriceRow>> {
  return writePrices(magento, 'products/special-price', rows)
}

/**
 * Removes whatever special price the products have.
 *
 * The call wants whole rows, but price and dates need not be those that are stored (recorded 2.4.7).
 */
export async function removeSpecialPrices(
  magento: Magento,
  skus: readonly Sku[],
): Promise<BatchOutcome<PriceRow>> {
  return writePrices(
    magento,
    'products/special-price-delete',
    skus.map((sku) => ({ sku, price: anyPrice })),
    { price_from: '2000-01-01 00:00:00', price_to: '2037-12-31 23:59:59' },
  )
}

const anyPrice = Decimal.parse('1')

function writePrices(
  magento: Magento,
  path: string,
  rows: readonly PriceRow[],
  more: object = {},
): Promise<BatchOutcome<PriceRow>> {
  return sendInBatches(magento, rows, async (part) => {
    const prices = part.map(({ sku, price }) => ({ sku, price: Number(price), store_id: 0, ...more }))
    const answer = await magento.request({
      method: 'POST',
      path,
      scope: 'all',
      body: { prices },
      effect: 'write',
    })
    if (!answer.ok) return answer
    const faults = parse(`POST /V1/${path}`, Faults, answer.value)
    return faults.ok ? perRow(part, faults.value, `POST /V1/${path}`) : faults
  })
}

/**
 * Faults that came with status 200, each to its row: good rows are written all the same.
 *
 * The SKU is among a fault's parameters, except for a refused price. A fault whose row cannot be told refuses the
 * part, which is then halved until it can.
 */
function perRow(
  rows: readonly PriceRow[],
  faults: readonly ErrorBody[],
  call: string,
): Result<readonly RefusedRow<PriceRow>[], MagentoError> {
  const bySku = new Map(rows.map((row) => [skuKey(row.sku), row]))
  const refused: RefusedRow<PriceRow>[] = []
  for (const fault of faults) {
    const message = fillIn(fault)
    const named = Object.values(fault.parameters ?? {}).map((value) => bySku.get(skuKey(String(value))))
    const row = named.find((found) => found !== undefined) ?? (rows.length === 1 ? rows[0] : undefined)
    if (row === undefined) return err({ kind: 'rejected', call, status: 200, message })
    if (!refused.some((known) => known.row === row)) refused.push({ row, message })
  }
  return ok(refused)
}
