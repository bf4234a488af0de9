import { z } from 'zod'
import type { ItemId, Sku } from '../../shared/ids.ts'
import {
  atMostAPage,
  bit,
  Count,
  flag,
  itemId,
  itemsThenMatrices,
  json,
  jsonOrNull,
  key,
  keys,
  one,
} from './columns.ts'
import type { ComponentsTable } from './components.ts'
import { openDue } from './due.ts'
import { LABELLED, openDueWith } from './due-with.ts'
import {
  type Digest,
  type ItemScope,
  MIRROR_ITEM_COLUMNS,
  MirrorItem,
  type NewItem,
  type Shown,
} from './item.ts'
import { type Criteria, selectedSql } from './selected.ts'
import type { Sqlite } from './sqlite.ts'
import type { StateCounts } from './state-counts.ts'
import { fold, skuKey, withoutNul } from './text.ts'

export type ItemsTable = ReturnType<typeof openItems>

export function openItems(db: Sqlite, stateCounts: StateCounts, components: ComponentsTable) {
  const dueWith = openDueWith(db)
  const readKnown = db.query(
    `SELECT item_id, hash, matrix_id, sku, upc, ean, vanished FROM items
     WHERE item_id IN (SELECT value FROM json_each(?))`,
    z.object({
      item_id: itemId,
      matrix_id: z.string().nullable(),
      hash: z.string(),
      sku: z.string().nullable(),
      upc: z.string(),
      ean: z.string(),
      vanished: flag,
    }),
  )
  const readDiffering = db.query(
    `SELECT given.value ->> 0 AS item_id, items.hash, items.vanished FROM json_each(?) AS given
     LEFT JOIN items ON items.item_id = given.value ->> 0
     WHERE items.hash IS NOT given.value ->> 1 OR items.vanished = 1`,
    z.object({ item_id: itemId, hash: z.string().nullable(), vanished: z.number().nullable() }),
  )
  const setHash = db.command('UPDATE items SET hash = ? WHERE item_id = ?')
  const upsert = db.command(
    `INSERT INTO items (item_id, time_stamp, archived, matrix_id, item_type, name, custom_sku, system_sku,
       manufacturer_sku, upc, ean, published, category_id, tags, hash, sku, sku_key, search, due_catalogue, due_stock)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1)
     ON CONFLICT (item_id) DO UPDATE SET
       time_stamp = excluded.time_stamp, archived = excluded.archived, vanished = 0,
       matrix_id = excluded.matrix_id, item_type = excluded.item_type, name = excluded.name,
       custom_sku = excluded.custom_sku, system_sku = excluded.system_sku,
       manufacturer_sku = excluded.manufacturer_sku, upc = excluded.upc, ean = excluded.ean,
       published = excluded.published, category_id = excluded.category_id, tags = excluded.tags, hash = excluded.hash, sku = excluded.sku, sku_key = excluded.sku_key,
       search = excluded.search, due_catalogue = due_catalogue + 1, due_stock = due_stock + 1`,
  )
  const upsertRaw = db.command(
    `INSERT INTO item_records (item_id, raw) VALUES (?, ?)
     ON CONFLICT (item_id) DO UPDATE SET raw = excluded.raw`,
  )
  const setSku = db.command(
    `UPDATE items SET sku = ?, sku_key = ?, due_catalogue = due_catalogue + 1,
       due_stock = due_stock + 1
     WHERE item_id = ? AND sku IS NOT ?`,
  )
  const page = (condition: string) => {
    const part = (range: string, order: string) =>
      db.query(
        `SELECT ${MIRROR_ITEM_COLUMNS} FROM items WHERE ${condition} AND ${range} ORDER BY item_id ${order} LIMIT ?`,
        MirrorItem,
      )
    return { items: part('item_id > ?', 'ASC'), matrices: part('item_id < ?', 'DESC') }
  }
  const pages = {
    all: page('1'),
    catalogue: page('due_catalogue > 0'),
    stock: page('due_stock > 0'),
    chosen: page('item_id IN (SELECT value FROM json_each(?))'),
  }
  const readOne = db.query(`SELECT ${MIRROR_ITEM_COLUMNS} FROM items WHERE item_id = ?`, MirrorItem)
  const counts = {
    all: db.query('SELECT count(*) AS n FROM items', Count),
    items: db.query('SELECT count(*) AS n FROM items WHERE item_id > 0', Count),
    matrices: db.query('SELECT count(*) AS n FROM items WHERE item_id < 0', Count),
    catalogue: db.query('SELECT count(*) AS n FROM items WHERE due_catalogue > 0', Count),
    stock: db.query('SELECT count(*) AS n FROM items WHERE due_stock > 0', Count),
  }
  const readRaw = db.query(
    'SELECT raw FROM item_records WHERE item_id = ?',
    z.object({ raw: json(z.unknown()) }),
  )
  const sameSku = db.query(
    `SELECT ${MIRROR_ITEM_COLUMNS} FROM items WHERE sku_key IN (SELECT value FROM json_each(?))
     ORDER BY item_id`,
    MirrorItem,
  )
  const sameBarcode = db.query(
    `SELECT ${MIRROR_ITEM_COLUMNS} FROM items WHERE item_id IN (${LABELLED}) ORDER BY item_id`,
    MirrorItem,
  )
  const setShown = db.command(
    `UPDATE items SET price = ?, stock = ?, state = ?, reason = ?
     WHERE item_id = ? AND (price IS NOT ? OR stock IS NOT ? OR state IS NOT ? OR reason IS NOT ?)`,
  )

  return {
    /**
     * Items of which the mirror holds another state than this, or none, and those that it took for gone. `stock`: only
     * the rows that came with them are others than those that came the last time.
     */
    differing(
      states: readonly Pick<NewItem, 'itemId' | 'digest'>[],
    ): ReadonlyMap<ItemId, 'record' | 'stock'> {
      const given = states.map(({ itemId: id, digest }) => [key(id), hashOf(digest)])
      const records = new Map(states.map(({ itemId: id, digest }) => [id, digest.record]))
      return new Map(
        readDiffering(JSON.stringify(given)).map(({ item_id: id, hash, vanished }) => {
          const isKnown = hash !== null && recordOf(hash) === records.get(id) && vanished === 0
          return [id, isKnown ? 'stock' : 'record'] as const
        }),
      )
    },
    /** The rows that came with these items are in the mirror. */
    stockSeen(states: readonly Pick<NewItem, 'itemId' | 'digest'>[]): void {
      atMostAPage(states)
      db.transaction(() => {
        for (const { itemId: id, digest } of states) setHash(hashOf(digest), key(id))
      })
    },
    /**
     * Stores a page of items; rows that are already there as they are stay untouched.
     *
     * What changed is due for both jobs, and the catalogue of others that carry the same SKU or barcode: who of them may
     * have it is to be settled anew. Answers how many differed from the mirror, the new ones among them.
     */
    store(items: readonly NewItem[]): { changed: number; created: number } {
      atMostAPage(items)
      return db.transaction(() => {
        const known = new Map(
          readKnown(keys(items.map((item) => item.itemId))).map((row) => [row.item_id, row]),
        )
        const changed: NewItem[] = []
        let created = 0
        for (const item of items) {
          const before = known.get(item.itemId)
          const isSame = before !== undefined && recordOf(before.hash) === item.digest.record
          if (isSame && before.sku === item.sku && !before.vanished) continue
          changed.push(item)
          if (before === undefined) created += 1
          write(item)
          if (before !== undefined || item.components.length > 0)
            components.replace(item.itemId, item.components)
        }
        stateCounts.came(created)
        const before = changed.flatMap(({ itemId: id }) => known.get(id) ?? [])
        dueWith.changed(changed, before)
        return { changed: changed.length, created }
      })
    },
    /** What the SKU rule makes of items that are there, after the rule was changed; answers how many differ now. */
    resolveSkus(rows: readonly Pick<NewItem, 'itemId' | 'sku'>[]): number {
      atMostAPage(rows)
      return db.transaction(() =>
        rows.reduce((sum, { itemId: id, sku }) => sum + setSku(sku, sku && skuKey(sku), key(id), sku), 0),
      )
    },
    /** A page in the till's order, items before matrices, after `after` (null: from the first), at most `limit` ≤ 500. */
    page(scope: ItemScope, after: ItemId | null, limit: number): MirrorItem[] {
      const own = scope.kind === 'items' ? [keys(scope.itemIds)] : []
      const { items, matrices } =
        pages[scope.kind === 'all' ? 'all' : scope.kind === 'items' ? 'chosen' : scope.job]
      return itemsThenMatrices(
        after,
        (from) => items(...own, from, limit),
        (below) => matrices(...own, below, limit),
      )
    },
    get: (id: ItemId): MirrorItem | null => readOne(key(id))[0] ?? null,
    /** The Lightspeed record as it came. */
    raw: (id: ItemId): unknown => readRaw(key(id))[0]?.raw ?? null,
    /** `all`: items and matrices. */
    count(scope: Exclude<ItemScope, { kind: 'items' }> | { readonly kind: 'items' | 'matrices' }): number {
      return one(counts[scope.kind === 'due' ? scope.job : scope.kind]()).n
    },
    /** Items that a selection takes in: not archived, and what it asks for. Matrices go by their variants and are not counted. */
    countSelected(criteria: Criteria): number {
      const { sql, params } = selectedSql(criteria)
      return one(db.query(`SELECT count(*) AS n FROM items WHERE ${sql}`, Count)(...params)).n
    },
    /** Every item that answers to one of these SKUs as Magento compares them, so that doubles are seen. */
    withSku(skus: readonly Sku[]): MirrorItem[] {
      atMostAPage(skus)
      return sameSku(JSON.stringify(skus.map(skuKey)))
    },
    /** Every item with one of these texts as its UPC or EAN. */
    withBarcode: (codes: readonly string[]): MirrorItem[] =>
      sameBarcode(JSON.stringify(codes), JSON.stringify(codes)),
    ...openDue(db),
    /** What the catalogue page shows; what is the same already is not written. A matrix follows the states of its variants. */
    show(rows: readonly Shown[]): void {
      atMostAPage(rows)
      db.transaction(() => {
        dueWith.shown(rows)
        for (const { itemId: id, price, stock, state, reason } of rows) {
          const text = jsonOrNull(reason)
          setShown(price, stock, state, text, key(id), price, stock, state, text)
        }
      })
    },
  }

  function write(item: NewItem): void {
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
      item.categoryId,
      item.tagIds.length === 0 ? '' : `,${item.tagIds.join(',')},`,
      hashOf(item.digest),
      item.sku,
      item.sku && skuKey(item.sku),
      searchText(item),
    )
    upsertRaw(key(item.itemId), JSON.stringify(item.raw))
  }
}

const hashOf = ({ record, stock }: Digest): string => (stock === null ? record : `${record} ${stock}`)
const recordOf = (hash: string): string => hash.split(' ', 1)[0] ?? ''

/** Name and codes, each on a line of its own, folded: one text to look in, and to sort by. The SKU is one of them. */
function searchText({ name, sku, customSku, systemSku, manufacturerSku, upc, ean }: NewItem): string {
  // a matrix has a SKU and no code
  const codes = [customSku, systemSku, manufacturerSku, upc, ean, sku ?? ''].filter((code) => code !== '')
  const lines = [name, ...new Set(codes)].map((text) => fold(withoutNul(text)).replaceAll('\n', ' ').trim())
  return `\n${lines.join('\n')}\n`
}
