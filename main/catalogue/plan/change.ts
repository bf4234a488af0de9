import type { FacetName, FacetValue, FacetWrite } from '../../../shared/facet.ts'
import type { Fingerprint, ItemId, Sku, SourceCode } from '../../../shared/ids.ts'
import type { DecisionKind } from '../../../shared/problem.ts'

/**
 * One entry of a plan: one facet of one product.
 *
 * `create`: part of a product that the shop does not hold yet. `update`: a write over what it holds. `adopt`: the
 * shop holds just this already, so nothing is written. `disable`: the item left the selection. `stock`: one source.
 */
export type Change = {
  readonly kind: 'create' | 'update' | 'adopt' | 'disable' | 'stock'
  readonly itemId: ItemId
  readonly sku: Sku
  readonly facet: FacetName
  /** Of stock only. */
  readonly source: SourceCode | null
  /** What the shop holds, as far as known. */
  readonly before: FacetValue | null
  readonly value: FacetWrite
  /** What is acknowledged with it: of the projected value, not of `value`. */
  readonly fingerprint: Fingerprint
  /** What the guard counts it as; null when it can do no harm. */
  readonly danger: DecisionKind | null
}
