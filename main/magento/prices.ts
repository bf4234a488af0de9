import { z } from 'zod'
import { Decimal, type Sku } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { ErrorBody, fillIn } from './answer.ts'
import { type BatchOutcome, type RefusedRow, sendInBatches } from './batch.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'
import { skuKey } from './sku.ts'

/** A price of a product in a store view; `0` stands for all. */
export type PriceRow = { readonly sku: Sku; readonly price: Decimal; readonly storeId: number }

/** A special price; a day that is left out stays as it is. `2026-11-01 00:00:00`. */
export type SpecialRow = PriceRow & { readonly from?: string; readonly to?: string }

const Faults = z.array(ErrorBody)

/**
 * Base prices. 0.002 of a product save per row; `updated_at` does not move (recorded 2.4.7).
 *
 * Where prices belong to websites, the price of one store view is that of all views of its website.
 */
export function writeBasePrices(
  magento: Magento,
  rows: readonly PriceRow[],
): Promise<BatchOutcome<PriceRow>> {
  return writePrices(magento, 'products/base-prices', rows, () => ({}))
}

/** Special prices. Where prices belong to websites, each store view needs a row of its own (magento/magento2#39521). */
export function writeSpecialPrices(
  magento: Magento,
  rows: readonly SpecialRow[],
): Promise<BatchOutcome<SpecialRow>> {
  return writePrices(magento, 'products/special-price', rows, ({ from, to }) => ({
    ...(from === undefined ? {} : { price_from: from }),
    ...(to === undefined ? {} : { price_to: to }),
  }))
}

/**
 * Removes whatever special price the products have, and its days.
 *
 * The call wants whole rows, but price and dates need not be those that are stored (recorded 2.4.7).
 */
export function removeSpecialPrices(
  magento: Magento,
  rows: readonly Omit<PriceRow, 'price'>[],
): Promise<BatchOutcome<PriceRow>> {
  const any = rows.map((row) => ({ ...row, price: anyPrice }))
  return writePrices(magento, 'products/special-price-delete', any, () => ({
    price_from: '2000-01-01 00:00:00',
    price_to: '2037-12-31 23:59:59',
  }))
}

const anyPrice = Decimal.parse('1')

function writePrices<Row extends PriceRow>(
  magento: Magento,
  path: string,
  rows: readonly Row[],
  more: (row: Row) => object,
): Promise<BatchOutcome<Row>> {
  return sendInBatches(magento, rows, async (part) => {
    const prices = part.map((row) => ({
      sku: row.sku,
      price: Number(row.price),
      store_id: row.storeId,
      ...more(row),
    }))
    const answer = await magento.request({
      method: 'POST',
      path,
      scope: 'all',
      body: { prices },
      effect: 'write',
    })
    if (!answer.ok) return answer
    const faults = parse(`POST /V1/${path}`, Faults, answer.value)
    return faults.ok ? faultyRows(part, faults.value, `POST /V1/${path}`) : faults
  })
}

/**
 * Faults that came with status 200, each to its row: good rows are written all the same.
 *
 * The SKU is among a fault's parameters, except for a refused price. A fault whose row cannot be told refuses the
 * part, which is then halved until it can.
 */
export function faultyRows<Row extends { readonly sku: Sku }>(
  rows: readonly Row[],
  faults: readonly ErrorBody[],
  call: string,
): Result<readonly RefusedRow<Row>[], MagentoError> {
  const bySku = new Map(rows.map((row) => [skuKey(row.sku), row]))
  const refused: RefusedRow<Row>[] = []
  for (const fault of faults) {
    const message = fillIn(fault)
    const named = Object.values(fault.parameters ?? {}).map((value) => bySku.get(skuKey(String(value))))
    const row = named.find((found) => found !== undefined) ?? (rows.length === 1 ? rows[0] : undefined)
    if (row === undefined) return err({ kind: 'rejected', call, status: 200, message })
    if (!refused.some((known) => known.row === row)) refused.push({ row, message })
  }
  return ok(refused)
}
