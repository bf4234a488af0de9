import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Decimal, Instant, type ItemId, Sku } from '../../shared/ids.ts'
import { ItemState } from '../../shared/item.ts'
import type { Job } from '../../shared/job.ts'
import { Message } from '../../shared/message.ts'
import type { Selection } from '../../shared/rules.ts'
import { atMostAPage, bit, Count, flag, itemId, json, jsonOrNull, key, keys, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'
import { fold, skuKey, withoutNul } from './text.ts'

/** A Lightspeed item as the feed hands it over. */
export type NewItem = {
  readonly itemId: ItemId
  readonly timeStamp: string
  readonly archived: boolean
  readonly matrixId: string | null
  readonly itemType: string
  readonly name: string
  /** Codes are empty where there is none. */
  readonly customSku: string
  readonly systemSku: string
  readonly manufacturerSku: string
  readonly upc: string
  readonly ean: string
  readonly published: boolean
  /** What the SKU rule makes of it; null where it makes none. */
  readonly sku: Sku | null
  /** The record with its relations, except the shops' rows: they change at another speed and have their own table. */
  readonly raw: unknown
}

/** An item of the mirror, without its raw record. */
export const MirrorItem = z
  .object({
    item_id: itemId,
    time_stamp: z.string(),
    archived: flag,
    vanished: flag,
    matrix_id: z.string().nullable(),
    item_type: z.string(),
    name: z.string(),
    custom_sku: z.string(),
    system_sku: z.string(),
    manufacturer_sku: z.string(),
    upc: z.string(),
    ean: z.string(),
    published: flag,
    sku: Sku.nullable(),
    due_catalogue: z.number(),
    due_stock: z.number(),
    price: Decimal.nullable(),
    stock: z.number().nullable(),
    state: ItemState,
    reason: json(Message).nullable(),
    last_sent_at: Instant.nullable(),
  })
  .transform((row) => ({
    itemId: row.item_id,
    timeStamp: row.time_stamp,
    archived: row.archived,
    /** A full read did not meet it any more. */
    vanished: row.vanished,
    matrixId: row.matrix_id,
    itemType: row.item_type,
    name: row.name,
    customSku: row.custom_sku,
    systemSku: row.system_sku,
    manufacturerSku: row.manufacturer_sku,
    upc: row.upc,
    ean: row.ean,
    published: row.published,
    sku: row.sku,
    /** How many times it was marked since a plan settled it; 0: not due. Handed back to `settle`. */
    due: { catalogue: row.due_catalogue, stock: row.due_stock },
    /** What the catalogue page shows, see `show`. */
    shown: { price: row.price, stock: row.stock, state: row.state, reason: row.reason },
    lastSentAt: row.last_sent_at,
  }))
export type MirrorItem = z.infer<typeof MirrorItem>

export const MIRROR_ITEM_COLUMNS = `items.item_id, time_stamp, archived, vanished, matrix_id, item_type, name,
  custom_sku, system_sku, manufacturer_sku, upc, ean, published, sku, due_catalogue, due_stock,
  price, stock, state, reason, last_sent_at`

/** Which items a page is taken from: all, those due for a job, or chosen ones. */
export type ItemScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'due'; readonly job: Job }
  | { readonly kind: 'items'; readonly itemIds: readonly ItemId[] }

/** What the catalogue page shows of an item. */
export type Shown = {
  readonly itemId: ItemId
  readonly price: Decimal | null
  readonly stock: number | null
  readonly state: ItemState
  readonly reason: Message | null
}

export type ItemsTable = ReturnType<typeof openItems>

export function openItems(db: Sqlite) {
  const readKnown = db.query(
    'SELECT item_id, hash, sku, vanished FROM items WHERE item_id IN (SELECT value FROM json_each(?))',
    z.object({ item_id: itemId, hash: z.string(), sku: z.string().nullable(), vanished: flag }),
  )
  const upsert = db.command(
    `INSERT INTO items (item_id, time_stamp, archived, matrix_id, item_type, name, custom_sku, system_sku,
       manufacturer_sku, upc, ean, published, hash, sku, sku_key, search, due_catalogue, due_stock)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1)
     ON CONFLICT (item_id) DO UPDATE SET
       time_stamp = excluded.time_stamp, archived = excluded.archived, vanished = 0,
       matrix_id = excluded.matrix_id, item_type = excluded.item_type, name = excluded.name,
       custom_sku = excluded.custom_sku, system_sku = excluded.system_sku,
       manufacturer_sku = excluded.manufacturer_sku, upc = excluded.upc, ean = excluded.ean,
       published = excluded.published, hash = excluded.hash, sku = excluded.sku, sku_key = excluded.sku_key,
       search = excluded.search, due_catalogue = due_catalogue + 1, due_stock = due_stock + 1`,
  )
  const upsertRaw = db.command(
    `INSERT INTO item_records (item_id, raw) VALUES (?, ?)
     ON CONFLICT (item_id) DO UPDATE SET raw = excluded.raw`,
  )
  const setSku = db.command(
    `UPDATE items SET sku = ?, sku_key = ?, search = ?, due_catalogue = due_catalogue + 1,
       due_stock = due_stock + 1
     WHERE item_id = ? AND sku IS NOT ?`,
  )
  const pages = {
    all: db.query(
      `SELECT ${MIRROR_ITEM_COLUMNS} FROM items WHERE item_id > ? ORDER BY item_id LIMIT ?`,
      MirrorItem,
    ),
    catalogue: db.query(
      `SELECT ${MIRROR_ITEM_COLUMNS} FROM items WHERE due_catalogue > 0 AND item_id > ? ORDER BY item_id LIMIT ?`,
      MirrorItem,
    ),
    stock: db.query(
      `SELECT ${MIRROR_ITEM_COLUMNS} FROM items WHERE due_stock > 0 AND item_id > ? ORDER BY item_id LIMIT ?`,
      MirrorItem,
    ),
    chosen: db.query(
      `SELECT ${MIRROR_ITEM_COLUMNS} FROM items
       WHERE item_id IN (SELECT value FROM json_each(?)) AND item_id > ? ORDER BY item_id LIMIT ?`,
      MirrorItem,
    ),
  }
  const counts = {
    all: db.query('SELECT count(*) AS n FROM items', Count),
    catalogue: db.query('SELECT count(*) AS n FROM items WHERE due_catalogue > 0', Count),
    stock: db.query('SELECT count(*) AS n FROM items WHERE due_stock > 0', Count),
  }
  const countSelected = db.query(
    `SELECT count(*) AS n FROM items
     WHERE archived = 0 AND vanished = 0 AND matrix_id IS NULL AND published >= ?`,
    Count,
  )
  const readRaw = db.query(
    'SELECT raw FROM item_records WHERE item_id = ?',
    z.object({ raw: json(z.unknown()) }),
  )
  const sameSku = db.query(
    `SELECT ${MIRROR_ITEM_COLUMNS} FROM items WHERE sku_key IN (SELECT value FROM json_each(?))
     ORDER BY item_id`,
    MirrorItem,
  )
  const settleCatalogue = db.command(
    'UPDATE items SET due_catalogue = 0 WHERE item_id = ? AND due_catalogue = ?',
  )
  const settleStock = db.command('UPDATE items SET due_stock = 0 WHERE item_id = ? AND due_stock = ?')
  const markPage = db.query(
    `UPDATE items SET due_catalogue = due_catalogue + 1, due_stock = due_stock + 1
     WHERE item_id IN (SELECT item_id FROM items WHERE item_id > ? ORDER BY item_id LIMIT ?)
     RETURNING item_id`,
    z.object({ item_id: itemId }),
  )
  const markChosen = {
    catalogue: db.command(
      'UPDATE items SET due_catalogue = due_catalogue + 1 WHERE item_id IN (SELECT value FROM json_each(?))',
    ),
    stock: db.command(
      'UPDATE items SET due_stock = due_stock + 1 WHERE item_id IN (SELECT value FROM json_each(?))',
    ),
  }
  const setShown = db.command(
    `UPDATE items SET price = ?, stock = ?, state = ?, reason = ?
     WHERE item_id = ? AND (price IS NOT ? OR stock IS NOT ? OR state IS NOT ? OR reason IS NOT ?)`,
  )

  return {
    /**
     * Stores a page of items; rows that are already there as they are stay untouched.
     *
     * What changed is due for both jobs. Answers how many differed from the mirror, the new ones among them.
     */
    store(items: readonly NewItem[]): { changed: number; created: number } {
      atMostAPage(items)
      return db.transaction(() => {
        const known = new Map(
          readKnown(keys(items.map((item) => item.itemId))).map((row) => [row.item_id, row]),
        )
        let changed = 0
        let created = 0
        for (const item of items) {
          const hash = hashOf(item)
          const before = known.get(item.itemId)
          if (before?.hash === hash && before.sku === item.sku && !before.vanished) continue
          changed += 1
          if (before === undefined) created += 1
          write(item, hash)
        }
        return { changed, created }
      })
    },
    /** What the SKU rule makes of items that are there, after the rule was changed. */
    resolveSkus(rows: readonly (MirrorItem & { readonly resolved: Sku | null })[]): number {
      atMostAPage(rows)
      return db.transaction(() =>
        rows.reduce((sum, { resolved, ...item }) => {
          const search = searchText({ ...item, sku: resolved })
          return sum + setSku(resolved, resolved && skuKey(resolved), search, key(item.itemId), resolved)
        }, 0),
      )
    },
    /** A page in the till's order, after `after` (null: from the first), at most `limit` ≤ 500. */
    page(scope: ItemScope, after: ItemId | null, limit: number): MirrorItem[] {
      const from = after === null ? -1 : key(after)
      switch (scope.kind) {
        case 'all':
          return pages.all(from, limit)
        case 'due':
          return pages[scope.job](from, limit)
        case 'items':
          return pages.chosen(keys(scope.itemIds), from, limit)
      }
    },
    get: (id: ItemId): MirrorItem | null => pages.chosen(keys([id]), -1, 1)[0] ?? null,
    /** The Lightspeed record as it came. */
    raw: (id: ItemId): unknown => readRaw(key(id))[0]?.raw ?? null,
    count(scope: Exclude<ItemScope, { kind: 'items' }>): number {
      return one(counts[scope.kind === 'all' ? 'all' : scope.job]()).n
    },
    /** Items that a selection takes in: not archived, of no matrix, and published where it asks for that. */
    countSelected: (selection: Selection): number =>
      one(countSelected(bit(selection.kind === 'published'))).n,
    /** Every item that answers to one of these SKUs as Magento compares them, so that doubles are seen. */
    withSku(skus: readonly Sku[]): MirrorItem[] {
      atMostAPage(skus)
      return sameSku(JSON.stringify(skus.map(skuKey)))
    },
    /** A plan has looked at these items: no longer due, except those that were marked again since they were read. */
    settle(job: Job, items: readonly { readonly itemId: ItemId; readonly due: MirrorItem['due'] }[]): void {
      atMostAPage(items)
      const set = job === 'catalogue' ? settleCatalogue : settleStock
      db.transaction(() => {
        for (const item of items) set(key(item.itemId), item.due[job])
      })
    },
    /** Marks a page of all items due for both jobs (mapping or rules changed); answers the last one, null at the end. */
    markPageDue(after: ItemId | null, limit: number): ItemId | null {
      const marked = markPage(after === null ? -1 : key(after), limit).map((row) => row.item_id)
      return marked.toSorted((a, b) => key(a) - key(b)).at(-1) ?? null
    },
    markDue(job: Job, itemIds: readonly ItemId[]): void {
      atMostAPage(itemIds)
      markChosen[job](keys(itemIds))
    },
    /** What the catalogue page shows; what is the same already is not written. */
    show(rows: readonly Shown[]): void {
      atMostAPage(rows)
      db.transaction(() => {
        for (const { itemId: id, price, stock, state, reason } of rows) {
          const text = jsonOrNull(reason)
          setShown(price, stock, state, text, key(id), price, stock, state, text)
        }
      })
    },
  }

  function write(item: NewItem, hash: string): void {
    upsert(
      key(item.itemId),
      item.timeStamp,
      bit(item.archived),
      item.matrixId,
      item.itemType,
      withoutNul(item.name),
      withoutNul(item.customSku),
      withoutNul(item.systemSku),
      withoutNul(item.manufacturerSku),
      withoutNul(item.upc),
      withoutNul(item.ean),
      bit(item.published),
      hash,
      item.sku,
      item.sku && skuKey(item.sku),
      searchText(item),
    )
    upsertRaw(key(item.itemId), JSON.stringify(item.raw))
  }
}

/** The SKU is left out: it follows from the rule and is compared by itself. */
function hashOf({ sku: _, ...item }: NewItem): string {
  return createHash('sha256').update(JSON.stringify(item)).digest('base64')
}

/** Name and codes, each on a line of its own, folded: one text to look in. */
function searchText(
  item: Pick<NewItem, 'name' | 'sku' | 'customSku' | 'systemSku' | 'manufacturerSku' | 'upc' | 'ean'>,
): string {
  const { name, sku, customSku, systemSku, manufacturerSku, upc, ean } = item
  const parts = new Set([name, sku, customSku, systemSku, manufacturerSku, upc, ean])
  return `\n${[...parts].flatMap((part) => (part ? [fold(withoutNul(part)).replaceAll('\n', ' ')] : [])).join('\n')}\n`
}
