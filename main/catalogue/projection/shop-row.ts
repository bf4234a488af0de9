import { ShopId } from '../../../shared/ids.ts'
import { quantityText } from '../decimal.ts'

/** The stock of one item in one shop, as the mirror holds it. */
export type ShopRow = { readonly shopId: ShopId; readonly qoh: number }

/** Not a shop but the total of all shops: never to be added up. */
export const TOTAL = ShopId.parse('0')

/** The total says that the rows present are all. */
export function isComplete(rows: readonly ShopRow[]): boolean {
  const total = rows.find(({ shopId }) => shopId === TOTAL)
  const sum = rows.reduce((all, { shopId, qoh }) => (shopId === TOTAL ? all : all + qoh), 0)
  return total !== undefined && quantityText(total.qoh) === quantityText(sum)
}
