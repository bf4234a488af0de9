import { z } from 'zod'
import { Instant, type ItemId, isMatrixId, Sku } from '../../shared/ids.ts'
import { type Clock, instant } from '../support/clock.ts'
import { atMostAPage, Count, itemId, key, keys, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'
import { skuKey } from './text.ts'

/** The pairing of one item with one product. */
const Link = z
  .object({
    item_id: itemId,
    sku: Sku,
    product_id: z.number().nullable(),
    url_key: z.string().nullable(),
    state: z.enum(['proposed', 'linked']),
    origin: z.enum(['created', 'matched', 'barcode']),
    item_sku: Sku,
    linked_at: Instant,
  })
  .transform((row) => ({
    itemId: row.item_id,
    /** As Magento spells it. */
    sku: row.sku,
    productId: row.product_id,
    urlKey: row.url_key,
    /** `proposed`: found in Magento, nothing written or adopted yet. */
    state: row.state,
    /** `created`: made by us. `matched`: found under the item's SKU. `barcode`: found by the item's barcode. */
    origin: row.origin,
    /** The item's own SKU when they were paired; after a match by barcode it is not the product's. */
    itemSku: row.item_sku,
    linkedAt: row.linked_at,
  }))
export type Link = z.infer<typeof Link>
export type NewLink = Omit<Link, 'linkedAt'>

const COLUMNS = 'item_id, sku, product_id, url_key, state, origin, item_sku, linked_at'

export type LinksTable = ReturnType<typeof openLinks>

export function openLinks(db: Sqlite, clock: Clock) {
  const upsert = db.command(
    `INSERT INTO links (item_id, sku, sku_key, product_id, url_key, state, origin, item_sku, linked_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (item_id) DO UPDATE SET sku = excluded.sku, sku_key = excluded.sku_key,
       product_id = excluded.product_id, url_key = excluded.url_key, state = excluded.state,
       origin = excluded.origin, item_sku = excluded.item_sku, linked_at = excluded.linked_at`,
  )
  const readMany = db.query(
    `SELECT ${COLUMNS} FROM links WHERE item_id IN (SELECT value FROM json_each(?)) ORDER BY item_id`,
    Link,
  )
  const readBySku = db.query(
    `SELECT ${COLUMNS} FROM links WHERE sku_key IN (SELECT value FROM json_each(?)) ORDER BY item_id`,
    Link,
  )
  const readItems = db.query(`SELECT ${COLUMNS} FROM links WHERE item_id > ? ORDER BY item_id LIMIT ?`, Link)
  const readMatrices = db.query(
    `SELECT ${COLUMNS} FROM links WHERE item_id < ? ORDER BY item_id DESC LIMIT ?`,
    Link,
  )
  const readByProduct = db.query(
    `SELECT ${COLUMNS} FROM links WHERE product_id IN (SELECT value FROM json_each(?)) ORDER BY item_id`,
    Link,
  )
  const removeAll = db.command('DELETE FROM links')
  const remove = db.command('DELETE FROM links WHERE item_id = ?')
  const countState = db.query('SELECT count(*) AS n FROM links WHERE state = ?', Count)
  return {
    /** A SKU belongs to one link at most: a second one for it throws, so ask `bySku` before. */
    store(links: readonly NewLink[]): void {
      atMostAPage(links)
      const at = instant(clock.now())
      db.transaction(() => {
        for (const link of links)
          upsert(
            key(link.itemId),
            link.sku,
            skuKey(link.sku),
            link.productId,
            link.urlKey,
            link.state,
            link.origin,
            link.itemSku,
            at,
          )
      })
    },
    of: (itemIds: readonly ItemId[]): Link[] => readMany(keys(itemIds)),
    /** Links of these SKUs, as Magento compares them. */
    bySku: (skus: readonly Sku[]): Link[] => readBySku(JSON.stringify(skus.map(skuKey))),
    /** Links of these products, by Magento's number. */
    byProduct: (productIds: readonly number[]): Link[] => readByProduct(JSON.stringify(productIds)),
    /** In the till's order, items before matrices, after `after` (null: from the first); fewer than `limit` at the end only. */
    page(after: ItemId | null, limit: number): Link[] {
      if (after !== null && isMatrixId(after)) return readMatrices(key(after), limit)
      const items = readItems(after === null ? 0 : key(after), limit)
      return items.length < limit ? [...items, ...readMatrices(0, limit - items.length)] : items
    },
    /** Another shop: nothing is paired with it yet. */
    removeAll: (): number => removeAll(),
    remove(id: ItemId): void {
      remove(key(id))
    },
    count: (state: Link['state']): number => one(countState(state)).n,
  }
}
