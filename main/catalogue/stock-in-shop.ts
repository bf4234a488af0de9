import type { FacetValue } from '../../shared/facet.ts'
import type { Sku, SourceCode } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from '../magento/error.ts'
import type { Magento } from '../magento/magento.ts'
import { sourceItemsBySku } from '../magento/sources.ts'
import { readLegacyStock } from '../magento/stock.ts'
import { skuKey } from '../store/text.ts'
import { quantityText } from './decimal.ts'
import { DEFAULT_SOURCE } from './projection/stock.ts'

/** What the shop holds, by SKU and source; a SKU that was asked for is always there. */
export type StockInShop = ReadonlyMap<Sku, ReadonlyMap<SourceCode | null, FacetValue>>

export const noStock: StockInShop = new Map()

/** Reads the stock of some products: all at once, or one by one where the shop has no sources. */
export async function stockInShop(
  magento: Magento,
  skus: readonly Sku[],
  multiSource: boolean,
): Promise<Result<StockInShop, MagentoError>> {
  if (skus.length === 0) return ok(noStock)
  if (!multiSource) return oneByOne(magento, skus)
  const rows = await sourceItemsBySku(magento, skus)
  if (!rows.ok) return rows
  const bySku = new Map(skus.map((sku) => [skuKey(sku), new Map<SourceCode | null, FacetValue>()]))
  for (const row of rows.value) bySku.get(skuKey(row.sku))?.set(row.source, facetOf(row))
  return ok(new Map(skus.map((sku) => [sku, bySku.get(skuKey(sku)) ?? new Map()] as const)))
}

async function oneByOne(magento: Magento, skus: readonly Sku[]): Promise<Result<StockInShop, MagentoError>> {
  const stock = new Map<Sku, ReadonlyMap<SourceCode | null, FacetValue>>()
  for (const sku of skus) {
    const row = await readLegacyStock(magento, sku)
    if (!row.ok) return row
    stock.set(sku, new Map(row.value === null ? [] : [[DEFAULT_SOURCE, facetOf(row.value)]]))
  }
  return ok(stock)
}

const facetOf = ({ quantity, inStock }: { quantity: number; inStock: boolean }): FacetValue => ({
  quantity: quantityText(quantity),
  in_stock: inStock ? '1' : '0',
})
