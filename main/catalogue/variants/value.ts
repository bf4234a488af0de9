import type { FacetValue } from '../../../shared/facet.ts'
import type { Configurable } from '../../magento/configurable-record.ts'
import type { Family, Variant } from '../../store/families.ts'
import type { ShopAttributes } from '../../store/shop-attributes.ts'

/** What a matrix's product holds: the attributes in which its variants differ, in order, and their SKUs. */
export const variantsValue = (codes: readonly string[], members: readonly Variant[]): FacetValue => ({
  attributes: codes.join('\n'),
  variants: members
    .flatMap(({ product, sku }) => product?.sku ?? sku ?? [])
    .toSorted()
    .join('\n'),
})

/**
 * The same of what the shop holds. Variants and attributes that somebody added there are left out, as they are left alone.
 *
 * @param becomes what is projected
 */
export function seenVariants(
  { options, links }: Configurable,
  { variants }: Pick<Family, 'variants'>,
  { attributes }: ShopAttributes,
  becomes: FacetValue,
): FacetValue {
  const wanted = (becomes.attributes ?? '').split('\n')
  const codes = options
    .toSorted((a, b) => a.position - b.position)
    .flatMap(({ attributeId }) => attributes.find(({ id }) => id === attributeId)?.code ?? [])
  const areAll = wanted.every((code) => codes.includes(code))
  const linked = new Set(links)
  const ours = variants.filter(({ product }) => product?.id != null && linked.has(product.id))
  return variantsValue(areAll ? wanted : codes, ours)
}
