import { z } from 'zod'
import { json } from './columns.ts'
import { type Criteria, selectedSql } from './selected.ts'
import type { Sqlite } from './sqlite.ts'

/** One SKU that several things answer to, with their names. */
export type Double = { readonly sku: string; readonly names: readonly string[] }

const Row = z.object({ sku: z.string(), names: json(z.array(z.string())) })

export function openDoubles(db: Sqlite) {
  const ofShop = db.query(
    `SELECT items.sku AS sku, json_array(items.name) AS names FROM problems
     CROSS JOIN items ON items.item_id = json_extract(problems.subject, '$.itemId') + 0
     WHERE problems.kind = 'product-doubled' AND items.sku IS NOT NULL ORDER BY problems.id LIMIT ?`,
    Row,
  )
  const ofBarcode = db.query(
    `SELECT items.name AS sku,
       json_array(coalesce(json_extract(problems.params, '$.skus'), json_extract(problems.params, '$.other'))) AS names
     FROM problems
     CROSS JOIN items ON items.item_id = json_extract(problems.subject, '$.itemId') + 0
     WHERE problems.kind IN ('barcode-doubled', 'product-taken') ORDER BY problems.id LIMIT ?`,
    Row,
  )
  return {
    /** SKUs that more than one item of a selection carries, as Magento compares them. */
    till(criteria: Criteria, limit: number): Double[] {
      const { sql, params } = selectedSql(criteria)
      const ofTill = db.query(
        `SELECT min(sku) AS sku, json_group_array(name) AS names FROM items
         WHERE sku_key IS NOT NULL AND ${sql}
         GROUP BY sku_key HAVING count(*) > 1 ORDER BY sku_key LIMIT ?`,
        Row,
      )
      return ofTill(...params, limit)
    },
    /** SKUs that the shop was found to hold more than once, with the item they belong to. */
    shop: (limit: number): Double[] => ofShop(limit),
    /** Items whose barcode leads to several products, or which other items lead to, with those. */
    barcode: (limit: number): Double[] => ofBarcode(limit),
  }
}
