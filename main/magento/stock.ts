import { z } from 'zod'
import type { Sku, SourceCode } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import { type BatchOutcome, sendInBatches } from './batch.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'
import { encode } from './signature.ts'
import { isHarmlessInPath } from './sku.ts'

export type SourceItemRow = {
  readonly sku: Sku
  readonly source: SourceCode
  readonly quantity: number
  /** Magento does not derive it from the quantity: 5 pieces out of stock are out of stock. */
  readonly inStock: boolean
}

export type LegacyStockRow = Omit<SourceItemRow, 'source'>

/**
 * Quantities per source, absolute. 0.009 of a product save per row; all or nothing at the door (recorded 2.4.7).
 *
 * An unknown SKU is stored in silence: send only SKUs that the shop is known to have.
 */
export function writeSourceItems(
  magento: Magento,
  rows: readonly SourceItemRow[],
): Promise<BatchOutcome<SourceItemRow>> {
  return sendInBatches(magento, rows, async (part) => {
    const sourceItems = part.map(({ sku, source, quantity, inStock }) => ({
      sku,
      source_code: source,
      quantity,
      status: inStock ? 1 : 0,
    }))
    const path = 'inventory/source-items'
    const answer = await magento.request({
      method: 'POST',
      path,
      scope: 'all',
      body: { sourceItems },
      effect: 'write',
    })
    if (!answer.ok) return answer
    const parsed = parse(`POST /V1/${path}`, z.array(z.unknown()), answer.value)
    return parsed.ok ? ok([]) : parsed
  })
}

/**
 * Quantity of a shop without MSI, absolute.
 *
 * An SKU with other characters travels in the body of a product save: web servers refuse `%2F` in a path. The SKU must
 * be one that the shop has; nothing is created for another, as name and price are missing.
 */
export async function writeLegacyStock(
  magento: Magento,
  { sku, quantity, inStock }: LegacyStockRow,
): Promise<Result<null, MagentoError>> {
  const stockItem = { qty: quantity, is_in_stock: inStock }
  const answer = isHarmlessInPath(sku)
    ? await magento.request({
        method: 'PUT',
        // The item's id in the path is ignored: the SKU decides (recorded 2.4.7).
        path: `products/${encode(sku)}/stockItems/1`,
        scope: 'all',
        body: { stockItem },
        effect: 'write',
      })
    : await magento.request({
        method: 'POST',
        path: 'products',
        scope: 'all',
        body: { product: { sku, extension_attributes: { stock_item: stockItem } } },
        effect: 'write',
      })
  return answer.ok ? ok(null) : answer
}

const LegacyStock = z
  .object({ qty: z.coerce.number().nullish(), is_in_stock: z.boolean() })
  .transform(({ qty, is_in_stock }) => ({ quantity: qty ?? 0, inStock: is_in_stock }))

/**
 * What a shop without MSI holds of one product; null where nobody can tell: no such product, or an SKU that this web
 * server does not pass through a path.
 */
export async function readLegacyStock(
  magento: Magento,
  sku: Sku,
): Promise<Result<{ readonly quantity: number; readonly inStock: boolean } | null, MagentoError>> {
  const path = `stockItems/${encode(sku)}`
  const answer = await magento.request({ method: 'GET', path, scope: 'all', effect: 'read' })
  if (answer.ok) return parse(`GET /V1/${path}`, LegacyStock, answer.value)
  return answer.error.kind === 'rejected' || answer.error.kind === 'not-magento' ? ok(null) : answer
}

const StockOfProduct = z
  .object({ product_id: z.number(), qty: z.coerce.number().nullish(), is_in_stock: z.boolean() })
  .transform(({ product_id, qty, is_in_stock }) => ({
    productId: product_id,
    quantity: qty ?? 0,
    inStock: is_in_stock,
  }))
export type StockOfProduct = z.infer<typeof StockOfProduct>

const StockPage = z.object({ items: z.array(StockOfProduct), total_count: z.number() })

/** More than any shop has of anything. */
const ANY_QUANTITY = '99999999'

/**
 * The stock of every product of a shop without MSI whose stock is managed, page by page, by Magento's number of the
 * product: "low stock" with a threshold that nothing reaches (recorded 2.4.7). The first error ends it.
 */
export async function* legacyStockPages(
  magento: Magento,
): AsyncIterable<Result<readonly StockOfProduct[], MagentoError>> {
  const path = 'stockItems/lowStock/'
  let seen = 0
  for (let current = 1; ; current++) {
    const answer = await magento.request({
      method: 'GET',
      path,
      scope: 'all',
      query: [
        ['scopeId', '0'],
        ['qty', ANY_QUANTITY],
        ['currentPage', String(current)],
        ['pageSize', String(magento.limits().pageSize)],
      ],
      effect: 'read',
    })
    const page = answer.ok ? parse(`GET /V1/${path}`, StockPage, answer.value) : answer
    if (!page.ok) return yield page
    seen += page.value.items.length
    yield ok(page.value.items)
    if (page.value.items.length === 0 || seen >= page.value.total_count) return
  }
}
