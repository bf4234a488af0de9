import type { FacetValue, StockSum } from '../../../shared/facet.ts'
import { ShopId, SourceCode } from '../../../shared/ids.ts'
import type { Rules } from '../../../shared/rules.ts'
import { quantityText } from '../decimal.ts'
import { missing, type Projected } from './projected.ts'
import { isComplete, type ShopRow, TOTAL } from './shop-row.ts'

export type Shop = { readonly shopId: string; readonly name: string }

/** Units that orders hold: `reserved` (H) in Magento, `unexported` (U) not yet in Lightspeed. */
export type Claims = { readonly reserved: number; readonly unexported: number }

export const noClaims: Claims = { reserved: 0, unexported: 0 }

export type StockInput = {
  /** `non_inventory` items have no stock. */
  readonly itemType: string
  readonly rows: readonly ShopRow[]
  /** Every shop of the account that is in use. */
  readonly shops: readonly Shop[]
  readonly rules: Pick<Rules, 'shopSources' | 'safetyStock'>
  claims(source: SourceCode): Claims
}

export type SourceStock = { readonly source: SourceCode; readonly value: FacetValue; readonly sum: StockSum }

/** What has no stock of its own: services, and matrices, whose variants have it. */
const stockless = new Set(['non_inventory', 'matrix'])
export const DEFAULT_SOURCE = SourceCode.parse('default')

/**
 * What each source should hold: `max(0, L + H − U − min(safety, max(0, L − U)))`, cut off once, at the end.
 *
 * Absence is never zero: a missing row is a reason, unless the total (shop 0) says that the rows present are all.
 */
export function projectStock(input: StockInput): Projected<readonly SourceStock[]> {
  if (stockless.has(input.itemType)) return missing('not-stocked')
  const rows = input.rows.filter((row) => row.shopId !== TOTAL)
  const mapped = mappedShops(input)
  const complete = isComplete(input.rows)
  const absent = mapped.find(({ shopId }) => !rows.some((row) => row.shopId === shopId))
  if (!complete && (absent !== undefined || rows.length === 0)) {
    return missing('stock-missing', { shop: nameOf(input.shops, absent?.shopId ?? TOTAL) })
  }
  const sources = mapped.length === 0 ? [DEFAULT_SOURCE] : [...new Set(mapped.map(({ source }) => source))]
  return { ok: true, value: sources.map((source) => sourceStock(source, mapped, rows, input)) }
}

type Mapped = { readonly shopId: ShopId; readonly source: SourceCode }

/** Without a map every shop counts towards the one source; rows of shops that no list names count as well. */
function mappedShops(input: StockInput): readonly Mapped[] {
  if (input.rules.shopSources.length > 0) return input.rules.shopSources
  const known = input.shops.map(({ shopId }) => shopId)
  const seen = input.rows.map(({ shopId }) => String(shopId)).filter((shopId) => shopId !== TOTAL)
  const all = [...new Set([...known, ...seen])]
  return all.map((shopId) => ({ shopId: ShopId.parse(shopId), source: DEFAULT_SOURCE }))
}

function sourceStock(
  source: SourceCode,
  mapped: readonly Mapped[],
  rows: readonly ShopRow[],
  input: StockInput,
): SourceStock {
  const shopIds = new Set<string>(mapped.filter((one) => one.source === source).map(({ shopId }) => shopId))
  const own = rows.filter((row) => shopIds.has(row.shopId))
  const onHand = added(own)
  const { reserved, unexported } = input.claims(source)
  const safety = Math.min(input.rules.safetyStock, Math.max(0, onHand - unexported))
  const push = Number(quantityText(Math.max(0, onHand + reserved - unexported - safety)))
  return {
    source,
    value: { quantity: quantityText(push), in_stock: push > 0 ? '1' : '0' },
    sum: {
      source,
      shops: own.map(({ shopId, qoh }) => ({ shopId, name: nameOf(input.shops, shopId), qoh })),
      onHand,
      reserved,
      unexported,
      safety,
      push,
    },
  }
}

const added = (rows: readonly ShopRow[]): number =>
  Number(quantityText(rows.reduce((sum, row) => sum + row.qoh, 0)))

function nameOf(shops: readonly Shop[], shopId: string): string {
  return shops.find((shop) => shop.shopId === shopId)?.name ?? shopId
}
