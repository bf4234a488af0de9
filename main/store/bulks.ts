import { z } from 'zod'
import { Instant, type ItemId } from '../../shared/ids.ts'
import { type Clock, instant } from '../support/clock.ts'
import { atMostAPage, itemId, key, keys, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

/** `canary`: asks whether anybody works at all, and is about no item. */
export const BulkKind = z.enum(['canary', 'create', 'update'])
export type BulkKind = z.infer<typeof BulkKind>

const Bulk = z
  .object({
    id: z.number(),
    kind: BulkKind,
    uuid: z.string().nullable(),
    size: z.number(),
    sent_at: Instant,
    looked_at: Instant,
  })
  .transform((row) => ({
    id: row.id,
    kind: row.kind,
    /** The shop's name for it; null when the answer to the handing in was lost. */
    uuid: row.uuid,
    /** Requests that it was handed in with. */
    size: row.size,
    sentAt: row.sent_at,
    /** When the shop was last asked about it. */
    lookedAt: row.looked_at,
  }))
export type Bulk = z.infer<typeof Bulk>

/** A request that has not ended, by its place in the list. */
const OpenPlace = z
  .object({ place: z.number(), item_id: itemId })
  .transform((row) => ({ place: row.place, itemId: row.item_id }))

export type BulksTable = ReturnType<typeof openBulks>

/**
 * What the shop was given to do later and has not ended, for all that is known: it can be asked about it, and cannot be
 * made to forget it.
 */
export function openBulks(db: Sqlite, clock: Clock) {
  const insert = db.query(
    'INSERT INTO bulks (kind, size, sent_at, looked_at) VALUES (?, ?, ?, ?) RETURNING id',
    z.object({ id: z.number() }),
  )
  const insertItem = db.command('INSERT INTO bulk_items (bulk_id, place, item_id) VALUES (?, ?, ?)')
  const setUuid = db.command('UPDATE bulks SET uuid = ? WHERE id = ?')
  const setLooked = db.command('UPDATE bulks SET looked_at = ? WHERE id = ?')
  const readAll = db.query('SELECT id, kind, uuid, size, sent_at, looked_at FROM bulks ORDER BY id', Bulk)
  const readPlaces = db.query(
    'SELECT place, item_id FROM bulk_items WHERE bulk_id = ? ORDER BY place',
    OpenPlace,
  )
  const readHeld = db.query(
    `SELECT item_id, min(sent_at) AS since FROM bulk_items JOIN bulks ON bulks.id = bulk_id
     WHERE item_id IN (SELECT value FROM json_each(?)) GROUP BY item_id`,
    z.object({ item_id: itemId, since: Instant }),
  )
  const endPlace = db.command('DELETE FROM bulk_items WHERE bulk_id = ? AND place = ?')
  const endBulk = db.command('DELETE FROM bulks WHERE id = ?')
  const removeAll = db.command('DELETE FROM bulks')
  const now = (): string => instant(clock.now())

  return {
    /** About to be handed in, in this order; before the request, so that a kill forgets none. Answers its number. */
    begin(kind: BulkKind, itemIds: readonly ItemId[]): number {
      atMostAPage(itemIds)
      return db.transaction(() => {
        const { id } = one(insert(kind, itemIds.length, now(), now()))
        for (const [place, itemId] of itemIds.entries()) insertItem(id, place, key(itemId))
        return id
      })
    },
    /** The shop has taken it, under this name. */
    named(id: number, uuid: string): void {
      setUuid(uuid, id)
    },
    looked(id: number): void {
      setLooked(now(), id)
    },
    /** The oldest first. */
    all: (): Bulk[] => readAll(),
    /** The requests of one that have not ended. */
    places: (id: number) => readPlaces(id),
    /** Those of these items for which a request has not ended, and since when. */
    held: (itemIds: readonly ItemId[]) =>
      readHeld(keys(itemIds)).map((row) => ({ itemId: row.item_id, since: row.since })),
    /** These requests have ended; with the last one the list is over. */
    ended(id: number, places: readonly number[]): void {
      atMostAPage(places)
      db.transaction(() => {
        for (const place of places) endPlace(id, place)
        if (readPlaces(id).length === 0) endBulk(id)
      })
    },
    /** It was surely not taken, or nothing can be learnt of it any more. */
    forget(id: number): void {
      endBulk(id)
    },
    /** Another shop: what the first one still has to do is no matter of this one. */
    removeAll: (): number => removeAll(),
  }
}
