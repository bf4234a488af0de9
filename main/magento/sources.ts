import { z } from 'zod'
import { type Sku, SourceCode } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { anyOf, pages, wholeList } from './search.ts'
import { skuBatches } from './sku.ts'

export type Source = { readonly code: SourceCode; readonly name: string; readonly enabled: boolean }

/** A stock and the websites (by code) that sell from it. */
export type Stock = { readonly id: number; readonly name: string; readonly websites: readonly string[] }

export type StockSource = { readonly stockId: number; readonly source: SourceCode }

export type SourceItem = {
  readonly sku: string
  readonly source: SourceCode
  readonly quantity: number
  readonly inStock: boolean
}

const MOST_SOURCES = 2000

export const SourceRecord = z
  .object({ source_code: SourceCode, name: z.string().nullish(), enabled: z.boolean().nullish() })
  .transform(
    ({ source_code, name, enabled }): Source => ({
      code: source_code,
      name: name ?? source_code,
      enabled: enabled ?? false,
    }),
  )

export const StockRecord = z
  .object({
    stock_id: z.number().int(),
    name: z.string().nullish(),
    extension_attributes: z
      .object({ sales_channels: z.array(z.object({ type: z.string(), code: z.string() })).nullish() })
      .nullish(),
  })
  .transform(
    ({ stock_id, name, extension_attributes }): Stock => ({
      id: stock_id,
      name: name ?? String(stock_id),
      websites: (extension_attributes?.sales_channels ?? [])
        .filter(({ type }) => type === 'website')
        .map(({ code }) => code),
    }),
  )

export const LinkRecord = z
  .object({ stock_id: z.number().int(), source_code: SourceCode })
  .transform(({ stock_id, source_code }): StockSource => ({ stockId: stock_id, source: source_code }))

/** A stored quantity; `status` 1 is in stock. */
export const SourceItemRecord = z
  .object({
    sku: z.string(),
    source_code: SourceCode,
    quantity: z.coerce.number(),
    status: z.coerce.number(),
  })
  .transform(
    ({ sku, source_code, quantity, status }): SourceItem => ({
      sku,
      source: source_code,
      quantity,
      inStock: status === 1,
    }),
  )

export function sources(magento: Magento): Promise<Result<readonly Source[], MagentoError>> {
  const search = { path: 'inventory/sources', scope: null, groups: [], sortBy: null, item: SourceRecord }
  return wholeList(magento, search, MOST_SOURCES)
}

export function stocks(magento: Magento): Promise<Result<readonly Stock[], MagentoError>> {
  const search = { path: 'inventory/stocks', scope: null, groups: [], sortBy: null, item: StockRecord }
  return wholeList(magento, search, MOST_SOURCES)
}

/** Which source serves which stock. */
export function stockSources(magento: Magento): Promise<Result<readonly StockSource[], MagentoError>> {
  const search = {
    path: 'inventory/stock-source-links',
    scope: null,
    groups: [],
    sortBy: null,
    item: LinkRecord,
  }
  return wholeList(magento, search, MOST_SOURCES)
}

/** Stored quantities of some SKUs, of every source. 0.0006 of a product save per row (recorded 2.4.7). */
export async function sourceItemsBySku(
  magento: Magento,
  skus: readonly Sku[],
): Promise<Result<readonly SourceItem[], MagentoError>> {
  const items: SourceItem[] = []
  for (const batch of skuBatches(skus, magento.limits().pageSize)) {
    const search = {
      path: 'inventory/source-items',
      scope: null,
      groups: [anyOf('sku', batch)],
      sortBy: 'source_item_id',
      item: SourceItemRecord,
    }
    for await (const page of pages(magento, search)) {
      if (!page.ok) return page
      items.push(...page.value)
    }
  }
  return ok(items)
}
