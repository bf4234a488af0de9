import type { Mapping } from '../../../shared/mapping.ts'
import type { Magento } from '../../magento/magento.ts'
import { type Product, productsBySku } from '../../magento/products.ts'
import type { Ledger } from '../../store/ledger.ts'
import { followed } from './mapping-facts.ts'

/** A product that a store view shows with values of its own, which hide what Tillbridge sends. */
export type Override = { readonly sku: string; readonly view: string; readonly attributes: readonly string[] }

/** Products that are looked at, and store views: a check-up takes seconds, whatever the size of the shop. */
const MOST_PRODUCTS = 300
const MOST_VIEWS = 10

/**
 * Values of store views that differ from scope `all` in attributes that the mapping fills.
 *
 * A view's own value that equals the one in `all` cannot be told from none over REST. Null: it could not be asked.
 */
export async function findOverrides(
  magento: Magento,
  ledger: Ledger,
  views: readonly string[],
): Promise<readonly Override[] | null> {
  const skus = ledger.links.page(null, MOST_PRODUCTS).map(({ sku }) => sku)
  if (skus.length === 0) return null
  const all = await productsBySku(magento, skus)
  if (!all.ok) return null
  const codes = managed(ledger.mapping.current())
  const found: Override[] = []
  for (const view of views.slice(0, MOST_VIEWS)) {
    const shown = await productsBySku(magento, skus, view)
    if (!shown.ok) return null
    for (const sku of skus) {
      const attributes = differing(codes, all.value.get(sku)?.[0], shown.value.get(sku)?.[0])
      if (attributes.length > 0) found.push({ sku, view, attributes })
    }
  }
  return found
}

/** An attribute set is the same in every view. */
const managed = (mapping: Mapping): readonly string[] => [
  ...followed(mapping)
    .map(({ target }) => target)
    .filter((target) => target !== 'attribute_set_id'),
  'status',
]

function differing(
  codes: readonly string[],
  all: Product | undefined,
  shown: Product | undefined,
): readonly string[] {
  if (all === undefined || shown === undefined) return []
  return codes.filter((code) => (all.values[code] ?? '') !== (shown.values[code] ?? ''))
}
