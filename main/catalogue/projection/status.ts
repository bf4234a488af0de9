import type { FacetValue } from '../../../shared/facet.ts'
import type { Rules } from '../../../shared/rules.ts'
import type { Filled } from '../mapping/fill.ts'
import type { Projected } from './projected.ts'
import { type Split, split } from './split.ts'

const ENABLED = '1'
const DISABLED = '2'

/** What a product holds once its item has left the selection: disabled, never deleted. */
export const switchedOff: FacetValue = { status: DISABLED }

/**
 * Whether the shop shows the product, and where.
 *
 * Where new products start disabled, the merchant enables each one by hand: the status is then only for new products.
 */
export function projectStatus(
  filled: ReadonlyMap<string, Filled>,
  newProducts: Rules['newProducts'],
): Projected<Split> {
  const mapped = split(filled, 'status')
  const status: Split =
    newProducts === 'enabled'
      ? { ...mapped, kept: { ...mapped.kept, status: ENABLED } }
      : { ...mapped, onCreate: { ...mapped.onCreate, status: DISABLED } }
  return { ok: true, value: status }
}
