import { z } from 'zod'
import type { ItemId } from '../../shared/ids.ts'
import { PlaceKey } from '../../shared/rules.ts'
import { bit, Count, flag, itemId, key, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

/** The category of the shop that stands for a category or a tag of the till. */
const Place = z
  .object({
    key: PlaceKey,
    category_id: z.number(),
    name: z.string(),
    parent_id: z.number(),
    origin: z.enum(['made', 'found']),
    refused: z.string().nullable(),
    gone: flag,
  })
  .transform((row) => ({
    key: row.key,
    categoryId: row.category_id,
    /** The till's name, as the shop last acknowledged it. */
    name: row.name,
    /** The category of the shop below which it was last seen or put. */
    parentId: row.parent_id,
    /** `made`: by us. `found`: it was there under this name. */
    origin: row.origin,
    /** A name and a parent that the shop did not take: not sent again before they change. */
    refused: row.refused,
    /** No longer at the till, and still in use in the shop. */
    gone: row.gone,
  }))
export type Place = z.infer<typeof Place>

export type PlacesTable = ReturnType<typeof openPlaces>

/** As many rows as the till has categories and tags in use: read whole, like the till's lists. */
export function openPlaces(db: Sqlite) {
  const readAll = db.query(
    'SELECT key, category_id, name, parent_id, origin, refused, gone FROM places ORDER BY key',
    Place,
  )
  const write = db.command(
    `INSERT OR REPLACE INTO places (key, category_id, name, parent_id, origin, refused, gone)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const remove = db.command('DELETE FROM places WHERE key = ?')
  const removeAll = db.command('DELETE FROM places')
  const voidPlaced = db.query(
    `UPDATE facets SET fingerprint = NULL, acknowledged_at = NULL
     WHERE (item_id, facet, source) IN (
       SELECT item_id, facet, source FROM facets
       WHERE facet = 'placement' AND acknowledged_at IS NOT NULL AND json_extract(value, '$."' || ? || '"') IS NOT NULL
       LIMIT ?)
     RETURNING item_id`,
    z.object({ item_id: itemId }),
  )
  const markPlaced = db.query(
    `UPDATE items SET due_catalogue = due_catalogue + 1 WHERE item_id IN (
       SELECT item_id FROM items WHERE item_id > ? AND (
         category_id IN (SELECT value FROM json_each(?))
         OR EXISTS (SELECT 1 FROM json_each(?) WHERE instr(items.tags, ',' || value || ',') > 0))
       ORDER BY item_id LIMIT ?)
     RETURNING item_id`,
    z.object({ item_id: itemId }),
  )
  const readTagged = db.query(
    `SELECT item_id, tags FROM items WHERE item_id BETWEEN ? AND ?
     AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(items.tags, ',' || value || ',') > 0)`,
    z
      .object({ item_id: itemId, tags: z.string() })
      .transform(({ item_id, tags }) => ({ itemId: item_id, tagIds: tags.split(',').filter(Boolean) })),
  )
  const isHeld = db.query(
    `SELECT count(*) AS n FROM (
       SELECT 1 FROM facets WHERE facet = 'placement' AND json_extract(value, '$."' || ? || '"') IS NOT NULL LIMIT 1)`,
    Count,
  )
  /** Asked for every item that is looked up; undefined after a change. */
  let kept: ReadonlyMap<PlaceKey, Place> | undefined
  return {
    all(): ReadonlyMap<PlaceKey, Place> {
      kept ??= new Map(readAll().map((place) => [place.key, place]))
      return kept
    },
    store(place: Place): void {
      kept = undefined
      const { categoryId, name, parentId, origin, refused, gone } = place
      write(place.key, categoryId, name, parentId, origin, refused, bit(gone))
    },
    remove(place: PlaceKey): void {
      kept = undefined
      remove(place)
    },
    /** Another shop: nothing stands for anything there. */
    removeAll(): void {
      kept = undefined
      removeAll()
    },
    /**
     * The category is gone from the shop, and so are its products from it: what was acknowledged of it counts no more.
     *
     * @returns whose it was, at most `limit`
     */
    voidPlaced: (place: PlaceKey, limit: number): ItemId[] =>
      voidPlaced(place, limit).map((row) => row.item_id),
    /** Items in one of these categories or with one of these tags are due: a page of them, as of all items. */
    markDue(
      categoryIds: readonly string[],
      tagIds: readonly string[],
      after: ItemId | null,
      limit: number,
    ): ItemId | null {
      const from = after === null ? Number.MIN_SAFE_INTEGER : key(after)
      const marked = markPlaced(from, JSON.stringify(categoryIds), JSON.stringify(tagIds), limit)
      const ids = marked.map((row) => row.item_id)
      return ids.toSorted((a, b) => key(a) - key(b)).at(-1) ?? null
    },
    /** Items, or matrices, of one number to another that bear one of these tags themselves, with all their tags. */
    tagged(tagIds: readonly string[], of: 'items' | 'matrices', from: number, to: number) {
      const [low, high] = of === 'items' ? [from, to] : [-to, -from]
      return readTagged(low, high, JSON.stringify(tagIds))
    },
    /** Whether a product stands there by our own doing, as far as the shop acknowledged. */
    isHeld: (place: PlaceKey): boolean => one(isHeld(place)).n > 0,
  }
}
