import type { ItemId } from '../../../shared/ids.ts'
import type { Family, Variant } from '../../store/families.ts'
import type { Criteria } from '../../store/selected.ts'
import { labelKey } from '../options/labels.ts'
import type { Reason } from '../projection/projected.ts'
import { select } from '../selection.ts'
import { type Axis, axesOf, labelOf } from './axes.ts'

/** A family as the merchant's rules see it. */
export type Judged = {
  readonly axes: readonly Axis[]
  /** Variants that are in the shop, or will be as soon as they are sent: what the matrix's product holds. */
  readonly members: readonly Variant[]
  /** Why a variant cannot be one of them, by its number. */
  readonly faults: ReadonlyMap<ItemId, Reason>
}

/**
 * Which variants of a matrix go online, and in what they differ.
 *
 * Of two with equal values the shop takes one: that which is there already, else the older.
 */
export function judge(family: Family, criteria: Criteria): Judged {
  const selected = family.variants.filter((variant) => select(variant, criteria).selected)
  const axes = axesOf(family, selected)
  const faults = new Map<ItemId, Reason>()
  const taken = new Map<string, Variant>()
  for (const variant of [...selected.filter(isLinked), ...selected.filter((one) => !isLinked(one))]) {
    const values = axes.map(({ at }) => labelOf(variant, at))
    const lacking = axes.filter((_axis, at) => values[at] === '').map(({ name }) => name)
    const twin = taken.get(keyOf(values))
    if (lacking.length > 0 || axes.length === 0) {
      const attribute = lacking.length > 0 ? lacking.join(', ') : family.names.filter(Boolean).join(', ')
      faults.set(variant.itemId, { kind: 'variant-value-missing', params: { attribute } })
    } else if (twin === undefined) taken.set(keyOf(values), variant)
    else {
      const params = { other: twin.name, values: values.join(', ') }
      faults.set(variant.itemId, { kind: 'variant-equal', params })
    }
  }
  const isMember = (variant: Variant): boolean =>
    !faults.has(variant.itemId) &&
    (isLinked(variant) || (variant.sku !== null && variant.state === 'waiting'))
  return { axes, members: selected.filter(isMember), faults }
}

export const isLinked = ({ product }: Pick<Variant, 'product'>): boolean => product?.linked === true

/** The shop takes labels for the same whatever their case (recorded Magento 2.4.7). */
const keyOf = (values: readonly string[]): string => values.map(labelKey).join('\n')
