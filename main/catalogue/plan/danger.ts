import type { FacetName, FacetValue, FacetWrite } from '../../../shared/facet.ts'
import { Decimal } from '../../../shared/ids.ts'
import type { DecisionKind } from '../../../shared/problem.ts'
import { isGreater, parseDecimal, twice } from '../decimal.ts'

const ZERO = Decimal.parse('0')

/**
 * What the guard counts an update as: stock that goes to zero, a price that falls by more than half or below cost, a
 * product that loses all its pictures.
 */
export function dangerOf(
  facet: FacetName,
  before: FacetValue | null,
  write: FacetWrite,
  cost: Decimal | null,
): DecisionKind | null {
  if (facet === 'stock') return goesToZero(before, write) ? 'zero-stock' : null
  if (facet === 'images') return Object.values(write).every((one) => one === null) ? 'no-pictures' : null
  return facet === 'price' && falls(lowest(before), lowest(write), cost) ? 'price-fall' : null
}

function goesToZero(before: FacetValue | null, write: FacetWrite): boolean {
  const had = parseDecimal(before?.quantity ?? '')
  return had !== null && isGreater(had, ZERO) && write.quantity === '0'
}

/** What a customer pays: the special price where there is one. */
function lowest(price: FacetWrite | null): Decimal | null {
  return parseDecimal(price?.special_price ?? '') ?? parseDecimal(price?.price ?? '')
}

function falls(before: Decimal | null, after: Decimal | null, cost: Decimal | null): boolean {
  if (before === null || after === null || !isGreater(before, after)) return false
  const belowCost = cost !== null && isGreater(cost, ZERO) && isGreater(cost, after)
  return belowCost || isGreater(before, twice(after))
}
