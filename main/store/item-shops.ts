import { z } from 'zod'
import type { ItemId, ShopId } from '../../shared/ids.ts'
import { atMostAPage, flag, itemId, json, key, keys, one, shopId } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

export const ShopRow = z
  .object({ item_id: itemId, shop_id: shopId, qoh: z.number(), time_stamp: z.string() })
  .transform((row) => ({
    itemId: row.item_id,
    shopId: row.shop_id,
    /** Shop 0: the total of all shops, never to be added up. */
    total: row.shop_id === '0',
    /** Quantity on hand; can be negative. */
    qoh: row.qoh,
    timeStamp: row.time_stamp,
  }))
export type ShopRow = z.infer<typeof ShopRow>

/** A Lightspeed ItemShop as the feed hands it over. */
export type NewShopRow = {
  readonly itemId: ItemId
  readonly shopId: ShopId
  /** Null: the till did not tell, so what is known is forgotten. Absence is never zero. */
  readonly qoh: number | null
  readonly timeStamp: string
  readonly raw: unknown
}

export type ItemShopsTable = ReturnType<typeof openItemShops>

export function openItemShops(db: Sqlite) {
  const readRows = db.query(
    `SELECT item_id, shop_id, qoh, time_stamp FROM item_shops
     WHERE item_id IN (SELECT value FROM json_each(?)) ORDER BY item_id, shop_id`,
    ShopRow,
  )
  /** All rows of some items as one text, as reading it takes a tenth of reading them one by one. */
  const readTexts = db.query(
    `SELECT group_concat(item_id || ' ' || shop_id || ' ' || time_stamp || ' ' || CAST(qoh AS TEXT), char(10)) AS rows
     FROM item_shops WHERE item_id IN (SELECT value FROM json_each(?))`,
    z.object({ rows: z.string().nullable() }),
  )
  const readDiffering = db.query(
    `SELECT given.key AS at, item_shops.qoh IS NOT NULL AS known, item_shops.qoh IS NOT given.value ->> 2 AS moved
     FROM json_each(?) AS given
     LEFT JOIN item_shops
       ON item_shops.item_id = given.value ->> 0 AND item_shops.shop_id = given.value ->> 1
     WHERE item_shops.qoh IS NOT given.value ->> 2 OR item_shops.time_stamp IS NOT given.value ->> 3`,
    z.object({ at: z.number(), known: flag, moved: flag }),
  )
  const upsert = db.command(
    `INSERT INTO item_shops (item_id, shop_id, qoh, time_stamp, raw) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (item_id, shop_id) DO UPDATE SET
       qoh = excluded.qoh, time_stamp = excluded.time_stamp, raw = excluded.raw`,
  )
  const remove = db.command('DELETE FROM item_shops WHERE item_id = ? AND shop_id = ?')
  const markDue = db.command(
    `UPDATE items SET due_stock = due_stock + 1, hash = substr(hash, 1, instr(hash || ' ', ' ') - 1)
     WHERE item_id IN (SELECT value FROM json_each(?))`,
  )
  /** What is made of these, directly or by way of another. */
  const markMadeOf = db.command(
    `WITH RECURSIVE whole (id) AS (
       SELECT item_id FROM components WHERE component_id IN (SELECT value FROM json_each(?))
       UNION SELECT item_id FROM components JOIN whole ON component_id = whole.id)
     UPDATE items SET due_stock = due_stock + 1 WHERE item_id IN (SELECT id FROM whole)`,
  )
  const readRaw = db.query(
    'SELECT raw FROM item_shops WHERE item_id = ? AND shop_id = ?',
    z.object({ raw: json(z.unknown()) }),
  )

  return {
    /**
     * Stores a page of shop rows; one with the same time stamp and quantity is the same and stays untouched.
     *
     * An item is due for stock only where a quantity changed, and what came with it counts no more. Answers how many rows differed.
     */
    store(rows: readonly NewShopRow[]): { changed: number } {
      atMostAPage(rows)
      return db.transaction(() => {
        const doubtful = withoutSame(rows)
        if (doubtful.length === 0) return { changed: 0 }
        const given = doubtful.map((row) => [key(row.itemId), key(row.shopId), row.qoh, row.timeStamp])
        const due = new Set<ItemId>()
        let changed = 0
        for (const { at, known, moved } of readDiffering(JSON.stringify(given))) {
          const row = doubtful[at]
          if (row === undefined || (row.qoh === null && !known)) continue
          changed += 1
          if (moved) due.add(row.itemId)
          if (row.qoh === null) remove(key(row.itemId), key(row.shopId))
          else upsert(key(row.itemId), key(row.shopId), row.qoh, row.timeStamp, JSON.stringify(row.raw))
        }
        if (due.size > 0) markDue(keys([...due]))
        if (due.size > 0) markMadeOf(keys([...due]))
        return { changed }
      })
    },
    /** All rows of these items, shop 0 first where there is one. */
    of(itemIds: readonly ItemId[]): ShopRow[] {
      return readRows(keys(itemIds))
    },
    raw: (id: ItemId, shop: ShopId): unknown => readRaw(key(id), key(shop))[0]?.raw ?? null,
  }
  /** The rows that are not there letter by letter; whether one of these really differs is to be seen. */
  function withoutSame(rows: readonly NewShopRow[]): readonly NewShopRow[] {
    const ids = [...new Set(rows.map((row) => row.itemId))]
    const known = new Set(one(readTexts(keys(ids))).rows?.split('\n'))
    return rows.filter((row) => !known.has(textOf(row)))
  }
}

/** As SQLite writes it: a real number has a point. */
function textOf({ itemId: id, shopId: shop, timeStamp, qoh }: NewShopRow): string {
  const quantity = qoh !== null && Number.isInteger(qoh) ? qoh.toFixed(1) : String(qoh)
  return `${id} ${shop} ${timeStamp} ${quantity}`
}
