import type { FacetName, FacetValue } from '../../shared/facet.ts'
import { type ItemId, Sku, type SourceCode } from '../../shared/ids.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from '../magento/error.ts'
import type { Magento } from '../magento/magento.ts'
import { type Product, productsBySku } from '../magento/products.ts'
import { type SourceItem, sourceItemsBySku } from '../magento/sources.ts'
import { skuKey } from '../store/text.ts'
import { quantityText } from './decimal.ts'
import type { InShop } from './plan/plan.ts'
import { facetOf } from './projection/split.ts'

/** An item whose product is looked up under this SKU; of a new one the stock too, so that it can be adopted. */
export type Wanted = { readonly itemId: ItemId; readonly sku: Sku; readonly withStock: boolean }

/** What the shop holds under an item's SKU. `product` is null where it is not one simple product. */
export type Match = { readonly shop: InShop; readonly product: Product | null }

/** Types that hold a price and a stock of their own. */
const simple = new Set(['simple', 'virtual'])

/** Looks products up by SKU. Writes nothing, and decides nothing: that is the plan's. */
export async function match(
  magento: Magento,
  wanted: readonly Wanted[],
  multiSource: boolean,
): Promise<Result<ReadonlyMap<ItemId, Match>, MagentoError>> {
  if (wanted.length === 0) return ok(new Map())
  const found = await productsBySku(
    magento,
    wanted.map(({ sku }) => sku),
  )
  if (!found.ok) return found
  const present = wanted.filter(({ sku, withStock }) => withStock && found.value.get(sku)?.length === 1)
  const stock: Result<readonly SourceItem[], MagentoError> =
    multiSource && present.length > 0
      ? await sourceItemsBySku(
          magento,
          present.map(({ sku }) => sku),
        )
      : ok([])
  if (!stock.ok) return err(stock.error)
  const stockOf = new Map(stock.value.map((row) => [`${skuKey(row.sku)}\n${row.source}`, row]))
  return ok(
    new Map(
      wanted.map(({ itemId, sku }) => [itemId, matched(sku, found.value.get(sku) ?? [], stockOf)] as const),
    ),
  )
}

function matched(asked: Sku, products: readonly Product[], stock: ReadonlyMap<string, SourceItem>): Match {
  const [product, second] = products
  if (product === undefined) return { shop: { kind: 'absent' }, product: null }
  if (second !== undefined) return { shop: { kind: 'doubled' }, product: null }
  // the shop's database may see less difference between letters than we know of
  if (skuKey(product.sku) !== skuKey(asked)) return { shop: { kind: 'other-sku' }, product: null }
  if (!simple.has(product.typeId))
    return { shop: { kind: 'other-type', type: product.typeId }, product: null }
  const stored = Sku.safeParse(product.sku)
  const holds = (facet: FacetName, source: SourceCode | null): FacetValue | null =>
    facet === 'stock' ? stockValue(stock.get(`${skuKey(product.sku)}\n${source}`)) : valuesOf(product, facet)
  return { shop: { kind: 'product', sku: stored.success ? stored.data : asked, holds }, product }
}

function stockValue(row: SourceItem | undefined): FacetValue | null {
  if (row === undefined) return null
  return { quantity: quantityText(row.quantity), in_stock: row.inStock ? '1' : '0' }
}

function valuesOf(product: Product, facet: FacetName): FacetValue {
  return Object.fromEntries(Object.entries(product.values).filter(([code]) => facetOf(code) === facet))
}
