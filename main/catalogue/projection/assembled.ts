import type { ShopId } from '../../../shared/ids.ts'
import { isComplete, type ShopRow, TOTAL } from './shop-row.ts'

/** So many pieces of one item in a box or an assembly. */
export type Part = {
  readonly quantity: number
  /** What has no inventory, a service, limits nothing. */
  readonly isStocked: boolean
  readonly shops: readonly ShopRow[]
  /** Where the part is itself made of others; its own rows then say nothing. */
  readonly parts: readonly Part[]
}

/** What is made of others: its own rows count the single pieces (recorded), so the stock is what can be made. */
export const isComposite = (itemType: string): boolean => itemType === 'box' || itemType === 'assembly'

/**
 * In each shop as many as the scarcest part allows, with a total where every part's rows are complete.
 *
 * A shop in which the number of one part is not known is left out: absence is never zero.
 */
export function assembledRows(parts: readonly Part[]): readonly ShopRow[] {
  const limiting = parts
    .filter(({ isStocked, quantity }) => isStocked && quantity > 0)
    .map(({ quantity, shops, parts: inner }) => ({
      quantity,
      rows: inner.length > 0 ? assembledRows(inner) : shops,
    }))
  if (limiting.length === 0) return []
  const shopIds = new Set(limiting.flatMap(({ rows }) => rows.map(({ shopId }) => shopId)))
  shopIds.delete(TOTAL)
  const rows = [...shopIds].flatMap((shopId) => {
    const counts = limiting.map((part) => countIn(part, shopId))
    return counts.includes(null) ? [] : [{ shopId, qoh: Math.min(...counts.map(Number)) }]
  })
  const total = { shopId: TOTAL, qoh: rows.reduce((sum, { qoh }) => sum + qoh, 0) }
  return limiting.every(({ rows: own }) => isComplete(own)) ? [total, ...rows] : rows
}

function countIn(
  { quantity, rows }: { readonly quantity: number; readonly rows: readonly ShopRow[] },
  shopId: ShopId,
): number | null {
  const row = rows.find((one) => one.shopId === shopId)
  if (row === undefined) return isComplete(rows) ? 0 : null
  return Math.floor(Math.max(0, row.qoh) / quantity)
}
