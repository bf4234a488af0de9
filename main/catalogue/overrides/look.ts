import type { Sku } from '../../../shared/ids.ts'
import type { Mapping } from '../../../shared/mapping.ts'
import type { Override } from '../../../shared/override.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Magento } from '../../magento/magento.ts'
import { type Product, productsBySku } from '../../magento/products.ts'

/**
 * Values of store views that differ from scope `all`, in these attributes of these products.
 *
 * A view's own value that equals the one in `all` cannot be told from none over REST.
 *
 * @param views codes of store views
 */
export async function lookForOverrides(
  magento: Magento,
  skus: readonly Sku[],
  views: readonly string[],
  codes: readonly string[],
): Promise<Result<readonly Override[], MagentoError>> {
  if (skus.length === 0 || views.length === 0) return ok([])
  const all = await productsBySku(magento, skus)
  if (!all.ok) return all
  const found: Override[] = []
  for (const view of views) {
    const shown = await productsBySku(magento, skus, view)
    if (!shown.ok) return shown
    for (const sku of skus)
      found.push(...differing(view, codes, all.value.get(sku)?.[0], shown.value.get(sku)?.[0]))
  }
  return ok(found)
}

/** The attributes that Tillbridge fills and a store view can hold itself: an attribute set is the same in every view. */
export const managedCodes = ({ rules }: Mapping): readonly string[] => [
  ...new Set([
    ...rules
      .filter(({ policy, target }) => policy !== 'never' && target !== 'attribute_set_id')
      .map(({ target }) => target),
    'status',
  ]),
]

function differing(
  view: string,
  codes: readonly string[],
  all: Product | undefined,
  shown: Product | undefined,
): readonly Override[] {
  if (all === undefined || shown === undefined) return []
  return codes.flatMap((attribute) => {
    const [own, inAll] = [shown.values[attribute] ?? '', all.values[attribute] ?? '']
    const name = all.values.name ?? ''
    return own === inAll ? [] : [{ sku: all.sku, name, view, attribute, own, inAll }]
  })
}
