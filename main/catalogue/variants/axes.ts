import type { Rules } from '../../../shared/rules.ts'
import type { Family, Variant } from '../../store/families.ts'
import type { ShopAttribute, ShopAttributes } from '../../store/shop-attributes.ts'
import { fold } from '../../store/text.ts'
import type { Reason } from '../projection/projected.ts'

/** One thing in which the variants of a matrix differ: the till's word for it, and its place among the three. */
export type Axis = { readonly at: 0 | 1 | 2; readonly name: string }

const PLACES = [0, 1, 2] as const

/** What the variants of a family differ in. A place that none of them fills is none; the second may be the only one. */
export function axesOf({ names }: Pick<Family, 'names'>, variants: readonly Variant[]): readonly Axis[] {
  return PLACES.filter((at) => variants.some((variant) => labelOf(variant, at) !== '')).map((at) => ({
    at,
    name: names[at].trim() || `Attribute ${at + 1}`,
  }))
}

/** A variant's value, as an option of the shop is labelled. */
export const labelOf = ({ values }: Pick<Variant, 'values'>, at: Axis['at']): string => values[at].trim()

/** The shop's attribute for each axis; or why variants cannot differ in one, which the merchant can mend there. */
export type Led =
  | { readonly ok: true; readonly attributes: readonly ShopAttribute[] }
  | { readonly ok: false; readonly problem: Reason }

/**
 * Which attributes of the shop hold what varies: those that the merchant chose, else those of that label or code.
 *
 * Variants can only differ in a drop-down of scope global that is the shop's own and in the product's set; with any other
 * the shop breaks, or takes it and is broken from then on (recorded Magento 2.4.7).
 *
 * @param setId the attribute set of new products
 */
export function leadTo(
  axes: readonly Axis[],
  { variantAttributes }: Pick<Rules, 'variantAttributes'>,
  shop: ShopAttributes,
  setId: string,
): Led {
  const attributes: ShopAttribute[] = []
  for (const { name } of axes) {
    const chosen = variantAttributes.find((one) => one.attribute !== '' && same(one.name, name))?.attribute
    const candidates =
      chosen === undefined
        ? shop.attributes.filter(({ code, label }) => same(label, name) || code === codeOf(name))
        : shop.attributes.filter(({ code }) => code === chosen)
    const found = candidates.find(isFit) ?? candidates[0]
    if (found === undefined)
      return stopped('variant-attribute-missing', { attribute: name, code: chosen ?? codeOf(name) })
    const params = { attribute: name, code: found.code }
    if (!isFit(found) || attributes.includes(found)) return stopped('variant-attribute-unfit', params)
    if (shop.sets[setId]?.includes(found.code) === false) return stopped('variant-attribute-set', params)
    attributes.push(found)
  }
  return { ok: true, attributes }
}

/** Magento's own condition. Source: ConfigurableProduct/Model/Product/Type/Configurable.php, canUseAttribute. */
const isFit = ({ input, scope, isUserDefined }: ShopAttribute): boolean =>
  input === 'select' && scope === 'global' && isUserDefined

const same = (one: string, other: string): boolean => fold(one.trim()) === fold(other.trim())

/** `Shoe size` → `shoe_size`, as Magento makes a code of a label. */
const codeOf = (name: string): string =>
  fold(name.trim())
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')

const stopped = (kind: Reason['kind'], params: Reason['params']): Led => ({
  ok: false,
  problem: { kind, params },
})
