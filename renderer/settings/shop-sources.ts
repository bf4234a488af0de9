import { ShopId, SourceCode } from '../../shared/ids.ts'
import type { ShopSource } from '../../shared/rules.ts'

/** The one stock of a shop without stock locations. */
export const SINGLE = 'default'

/** No rows at all mean that every shop counts towards the one stock. */
export const sourceOf = (rows: readonly ShopSource[], shopId: string): string | null =>
  rows.length === 0 ? SINGLE : (rows.find((row) => row.shopId === shopId)?.source ?? null)

/** The rows with one shop changed. The last shop that counts stays: without any, no stock would be told. */
export function withSource(
  rows: readonly ShopSource[],
  shops: readonly { readonly shopId: string }[],
  shopId: string,
  source: string | null,
): ShopSource[] {
  const all = shops.flatMap((shop) => {
    const fills = shop.shopId === shopId ? source : sourceOf(rows, shop.shopId)
    return fills === null ? [] : [{ shopId: ShopId.parse(shop.shopId), source: SourceCode.parse(fills) }]
  })
  return all.length === 0 ? [...rows] : all
}
