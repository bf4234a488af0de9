import type { ItemId } from '../../../shared/ids.ts'
import type { Rules } from '../../../shared/rules.ts'
import type { Family, Variant } from '../../store/families.ts'
import type { Criteria } from '../../store/selected.ts'
import type { ShopAttributes } from '../../store/shop-attributes.ts'
import type { Filled } from '../mapping/fill.ts'
import { labelOf, leadTo } from '../variants/axes.ts'
import { type Judged, judge } from '../variants/judge.ts'
import { variantsValue } from '../variants/value.ts'
import type { Projected, Reason } from './projected.ts'
import { notOurs, type Split } from './split.ts'

/** What belonging to a matrix, or being one, makes of an item. */
export type FamilyView = {
  /** Null: no matrix. Else how many of its variants go online. */
  readonly variants: number | null
  readonly filled: ReadonlyMap<string, Filled>
  readonly projected: Projected<Split>
}

type Input = {
  readonly itemId: ItemId
  readonly family: Family | null
  readonly filled: ReadonlyMap<string, Filled>
  readonly rules: Pick<Rules, 'variantsVisible' | 'variantAttributes'>
  readonly criteria: Criteria
  readonly shop: ShopAttributes
}

/**
 * A variant is filled with the values in which it differs, and hidden behind its matrix's product unless the merchant wants
 * it seen; a matrix holds its variants, by their SKUs, and the attributes in which they differ.
 *
 * A variant whose matrix is gone, or archived, stands for itself.
 */
export function projectVariants({ itemId, family, filled, rules, criteria, shop }: Input): FamilyView {
  if (family?.matrix == null || (family.matrix.archived && family.matrix.itemId !== itemId))
    return { variants: null, filled, projected: notOurs }
  const judged = judge(family, criteria)
  const led = leadTo(judged.axes, rules, shop, filled.get('attribute_set_id')?.value ?? '')
  const codes = led.ok ? led.attributes.map(({ code }) => code) : []
  if (family.matrix.itemId === itemId) {
    const own = new Map([...filled].filter(([code]) => !isVaried(code, codes)))
    const projected = led.ok ? held(codes, judged) : failed(led.problem)
    return { variants: judged.members.length, filled: own, projected }
  }
  const fault = judged.faults.get(itemId)
  const variant = family.variants.find((one) => one.itemId === itemId)
  return {
    variants: null,
    filled: new Map([...filled, ...shownWithin(filled, rules), ...differing(judged, codes, variant)]),
    projected: fault === undefined ? notOurs : failed(fault),
  }
}

/** What the shop's product has of its variants and never by itself: their price, and that in which they differ. */
const isVaried = (code: string, codes: readonly string[]): boolean =>
  code === 'price' || code === 'special_price' || codes.includes(code)

const held = (codes: readonly string[], { members }: Judged): Projected<Split> => ({
  ok: true,
  value: { ...notOurs.value, kept: members.length === 0 ? {} : variantsValue(codes, members) },
})

function shownWithin(filled: ReadonlyMap<string, Filled>, { variantsVisible }: Input['rules']) {
  const mapped = filled.get('visibility')
  if (variantsVisible || mapped?.policy === 'never') return []
  const hidden: Filled = { value: '1', policy: 'always', source: { kind: 'fixed', value: '1' } }
  return [['visibility', hidden] as const]
}

function differing({ axes }: Judged, codes: readonly string[], variant: Variant | undefined) {
  return axes.flatMap(({ at }, place): (readonly [string, Filled])[] => {
    const code = codes[place]
    if (code === undefined || variant === undefined) return []
    const source = { kind: 'field', path: `ItemAttributes.attribute${at + 1}` } as const
    return [[code, { value: labelOf(variant, at), policy: 'always', source }]]
  })
}

const failed = (reason: Reason): Projected<never> => ({ ok: false, reason })
