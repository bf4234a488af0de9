import { z } from 'zod'
import type { Decimal, Sku } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import { ErrorBody } from './answer.ts'
import { type BatchOutcome, sendInBatches } from './batch.ts'
import { toDecimal } from './decimal.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'
import { faultyRows } from './prices.ts'
import { skuKey } from './sku.ts'

/** A price of a product in all websites, for a group of customers, from a number of pieces on. */
export type TierRow = {
  readonly sku: Sku
  readonly group: string
  readonly quantity: number
  readonly price: Decimal
}

const TierRecord = z.object({
  sku: z.string(),
  price: z.number(),
  price_type: z.string(),
  website_id: z.number(),
  customer_group: z.string(),
  quantity: z.number(),
})

const Faults = z.array(ErrorBody)
const ALL_WEBSITES = 0

/**
 * Adds tier prices, or changes those of the same group and quantity; others stay. 0.07 of a product save per row.
 *
 * One SKU that the shop does not know refuses the whole call (recorded 2.4.7).
 */
export const writeTierPrices = (magento: Magento, rows: readonly TierRow[]): Promise<BatchOutcome<TierRow>> =>
  send(magento, 'products/tier-prices', rows)

/** One that is gone already is as good as removed (recorded 2.4.7). */
export const removeTierPrices = (
  magento: Magento,
  rows: readonly TierRow[],
): Promise<BatchOutcome<TierRow>> => send(magento, 'products/tier-prices-delete', rows)

/** In scope `all` such a call takes the roles from the product's pictures (magento/magento2#10797). */
const SCOPE = null

function send(magento: Magento, path: string, rows: readonly TierRow[]): Promise<BatchOutcome<TierRow>> {
  return sendInBatches(magento, rows, async (part) => {
    const prices = part.map(({ sku, group, quantity, price }) => ({
      sku,
      customer_group: group,
      quantity,
      price: Number(price),
      price_type: 'fixed',
      website_id: ALL_WEBSITES,
    }))
    const answer = await magento.request({
      method: 'POST',
      path,
      scope: SCOPE,
      body: { prices },
      effect: 'write',
    })
    if (!answer.ok) return answer
    const faults = parse(`POST /V1/${path}`, Faults, answer.value)
    return faults.ok ? faultyRows(part, faults.value, `POST /V1/${path}`) : faults
  })
}

/** Fixed tier prices for all websites: every SKU asked for is a key of the answer, also one that is not there. */
export async function tierPrices(
  magento: Magento,
  skus: readonly Sku[],
): Promise<Result<ReadonlyMap<Sku, readonly Omit<TierRow, 'sku'>[]>, MagentoError>> {
  const found = new Map<string, Omit<TierRow, 'sku'>[]>()
  for (let at = 0; at < skus.length; at += magento.limits().rows) {
    const path = 'products/tier-prices-information'
    const body = { skus: skus.slice(at, at + magento.limits().rows) }
    const answer = await magento.request({ method: 'POST', path, scope: SCOPE, body, effect: 'read' })
    const rows = answer.ok ? parse(`POST /V1/${path}`, z.array(TierRecord), answer.value) : answer
    if (!rows.ok) return rows
    for (const { sku, customer_group: group, quantity, price, price_type, website_id } of rows.value) {
      const amount = toDecimal(String(price))
      if (price_type !== 'fixed' || website_id !== ALL_WEBSITES || amount === null) continue
      const key = skuKey(sku)
      found.set(key, [...(found.get(key) ?? []), { group, quantity, price: amount }])
    }
  }
  return ok(new Map(skus.map((sku) => [sku, found.get(skuKey(sku)) ?? []])))
}
