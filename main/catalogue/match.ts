import type { FacetName, FacetValue } from '../../shared/facet.ts'
import { type ItemId, isMatrixId, Sku, type SourceCode } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from '../magento/error.ts'
import type { Magento } from '../magento/magento.ts'
import { categoriesOf, type Product, productsBySku } from '../magento/products.ts'
import { skuKey } from '../store/text.ts'
import { matchBarcodes } from './match-barcodes.ts'
import type { InShop } from './plan/plan.ts'
import { facetOf } from './projection/split.ts'
import { type StockInShop, stockInShop } from './stock-in-shop.ts'

/** An item whose product is looked up under this SKU; of a new one the stock too, so that it can be adopted. */
export type Wanted = {
  readonly itemId: ItemId
  readonly sku: Sku
  readonly withStock: boolean
  /** What stands on the item's label, looked for where no product has its SKU. */
  readonly barcodes: readonly string[]
}

/** What the shop holds of an item. `product` is null where it is not one product of a type that it can be. */
export type Match = {
  readonly shop: InShop
  readonly product: Product | null
  readonly by: 'sku' | 'barcode'
}

/** What is asked, and where. */
export type MatchRules = {
  readonly multiSource: boolean
  /** The attribute that holds barcodes; null: nothing is looked for by them. */
  readonly barcodeAttribute: string | null
  /** What a product in these categories of the shop holds of ours. */
  placed(categoryIds: readonly number[]): FacetValue | null
}

/** An item has a price and a stock of its own; a matrix is sold by its variants. */
const itemTypes = new Set(['simple', 'virtual'])
const matrixTypes = new Set(['configurable'])

type Found = { readonly by: Match['by']; readonly products: readonly Product[] }

/** Looks products up by SKU, and by barcode where none has the SKU. Writes nothing, and decides nothing: that is the plan's. */
export async function match(
  magento: Magento,
  wanted: readonly Wanted[],
  { multiSource, barcodeAttribute, placed }: MatchRules,
): Promise<Result<ReadonlyMap<ItemId, Match>, MagentoError>> {
  if (wanted.length === 0) return ok(new Map())
  const bySku = await productsBySku(
    magento,
    wanted.map(({ sku }) => sku),
  )
  if (!bySku.ok) return bySku
  const unmatched = wanted.filter(({ sku }) => (bySku.value.get(sku) ?? []).length === 0)
  const byBarcode = await matchBarcodes(magento, unmatched, barcodeAttribute)
  if (!byBarcode.ok) return byBarcode
  const foundOf = ({ itemId, sku }: Wanted): Found => {
    const products = byBarcode.value.get(itemId)
    return products === undefined
      ? { by: 'sku', products: bySku.value.get(sku) ?? [] }
      : { by: 'barcode', products }
  }
  const present = wanted.flatMap((one) => (one.withStock ? onlyOf(foundOf(one)) : []))
  const stock = await stockInShop(
    magento,
    present.flatMap(({ sku }) => Sku.safeParse(sku).data ?? []),
    multiSource,
  )
  if (!stock.ok) return stock
  return ok(
    new Map(wanted.map((one) => [one.itemId, matched(one, foundOf(one), stock.value, placed)] as const)),
  )
}

const onlyOf = ({ products }: Found): readonly Product[] => (products.length === 1 ? products : [])

function matched(
  { itemId, sku: asked }: Wanted,
  { by, products }: Found,
  stock: StockInShop,
  placed: MatchRules['placed'],
): Match {
  const [product, second] = products
  if (product === undefined) return { shop: { kind: 'absent' }, product: null, by }
  if (second !== undefined) return { shop: doubled(by, products), product: null, by }
  // the shop's database may see less difference between letters than we know of
  if (by === 'sku' && skuKey(product.sku) !== skuKey(asked))
    return { shop: { kind: 'other-sku' }, product: null, by }
  if (!(isMatrixId(itemId) ? matrixTypes : itemTypes).has(product.typeId))
    return { shop: { kind: 'other-type', type: product.typeId, sku: product.sku }, product: null, by }
  const stored = Sku.safeParse(product.sku)
  const sku = stored.success ? stored.data : asked
  const holds = (facet: FacetName, source: SourceCode | null): FacetValue | null =>
    facet === 'stock'
      ? (stock.get(sku)?.get(source) ?? null)
      : // told where a family is known to compare with
        facet === 'variants'
        ? null
        : valuesOf(product, facet, placed)
  return { shop: { kind: 'product', sku, holds }, product, by }
}

const doubled = (by: Match['by'], products: readonly Product[]): InShop =>
  by === 'sku' ? { kind: 'doubled' } : { kind: 'barcode-doubled', skus: products.map(({ sku }) => sku) }

/** What the shop holds of a facet, told as the projection tells it. */
function valuesOf(product: Product, facet: FacetName, placed: MatchRules['placed']): FacetValue | null {
  if (facet === 'placement') {
    const categoryIds = categoriesOf(product)
    return categoryIds === null ? null : placed(categoryIds)
  }
  // told by whoever knows which pictures and which tier prices are ours
  if (facet === 'images' || facet === 'tiers') return null
  return Object.fromEntries(Object.entries(product.values).filter(([code]) => facetOf(code) === facet))
}
