import { z } from 'zod'
import { FacetName, FacetValue } from '../../shared/facet.ts'
import { Fingerprint, Instant, type ItemId, SourceCode } from '../../shared/ids.ts'
import { type Clock, instant } from '../support/clock.ts'
import { atMostAPage, Count, itemId, json, key, keys, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

/** Empty text in the column, null outside: only stock has sources. */
export const source = z.string().transform((text) => (text === '' ? null : SourceCode.parse(text)))

/** One facet of one item: what Magento last acknowledged, and what was last read back. */
const Facet = z
  .object({
    item_id: itemId,
    facet: FacetName,
    source,
    fingerprint: Fingerprint.nullable(),
    value: json(FacetValue).nullable(),
    acknowledged_at: Instant.nullable(),
    refused: Fingerprint.nullable(),
    read_value: json(FacetValue).nullable(),
    read_at: Instant.nullable(),
  })
  .transform((row) => ({
    itemId: row.item_id,
    facet: row.facet,
    source: row.source,
    /** Null: nothing is acknowledged, or it was voided. */
    fingerprint: row.fingerprint,
    /** What was last acknowledged; stays when the fingerprint is voided. */
    value: row.value,
    /** Null: what the shop holds is not known, and is read before it is written. */
    acknowledgedAt: row.acknowledged_at,
    /** Of a value that Magento refused: not sent again before it changes, or its pause is over. */
    refused: row.refused,
    /** What Magento held when it was last read. */
    readValue: row.read_value,
    readAt: row.read_at,
  }))
export type Facet = z.infer<typeof Facet>

/** Which facet: `source` for stock, null for the others. */
export type FacetKey = Pick<Facet, 'itemId' | 'facet' | 'source'>
export type Acknowledged = FacetKey & { readonly fingerprint: Fingerprint; readonly value: FacetValue }
export type Refused = FacetKey & { readonly fingerprint: Fingerprint }
export type ReadBack = FacetKey & { readonly value: FacetValue }

/** After every instant, as text too. */
const END_OF_TIME = '9999-12-31T23:59:59.999Z'

export type FacetsTable = ReturnType<typeof openFacets>

export function openFacets(db: Sqlite, clock: Clock) {
  const readMany = db.query(
    `SELECT item_id, facet, source, fingerprint, value, acknowledged_at, refused, read_value, read_at FROM facets
     WHERE item_id IN (SELECT value FROM json_each(?)) ORDER BY item_id, facet, source`,
    Facet,
  )
  const acknowledge = db.command(
    `INSERT INTO facets (item_id, facet, source, fingerprint, value, acknowledged_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (item_id, facet, source) DO UPDATE SET fingerprint = excluded.fingerprint,
       value = excluded.value, acknowledged_at = excluded.acknowledged_at,
       refused = NULL, retry_at = NULL, tries = 0`,
  )
  const readBack = db.command(
    `INSERT INTO facets (item_id, facet, source, read_value, read_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (item_id, facet, source) DO UPDATE SET
       read_value = excluded.read_value, read_at = excluded.read_at`,
  )
  const refuse = db.command(
    `INSERT INTO facets (item_id, facet, source, refused) VALUES (?, ?, ?, ?)
     ON CONFLICT (item_id, facet, source) DO UPDATE SET refused = excluded.refused, retry_at = NULL, tries = 0`,
  )
  const refuseInPassing = db.query(
    `INSERT INTO facets (item_id, facet, source, refused, tries) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (item_id, facet, source) DO UPDATE SET refused = excluded.refused, tries = tries + 1
     RETURNING tries AS n`,
    Count,
  )
  const setRetry = db.command('UPDATE facets SET retry_at = ? WHERE item_id = ? AND facet = ? AND source = ?')
  const isResting = db.query(
    'SELECT count(*) AS n FROM (SELECT 1 FROM facets WHERE retry_at <= ? LIMIT 1)',
    Count,
  )
  const wake = db.query(
    `UPDATE facets SET refused = NULL, retry_at = NULL
     WHERE (item_id, facet, source) IN (SELECT item_id, facet, source FROM facets WHERE retry_at <= ? LIMIT ?)
     RETURNING item_id`,
    z.object({ item_id: itemId }),
  )
  const doubt = db.command(
    'UPDATE facets SET fingerprint = NULL WHERE item_id = ? AND facet = ? AND source = ? AND fingerprint IS NOT NULL',
  )
  const intend = db.command(
    `INSERT INTO facets (item_id, facet, source, value) VALUES (?, ?, ?, ?)
     ON CONFLICT (item_id, facet, source) DO UPDATE SET fingerprint = NULL, value = excluded.value`,
  )
  const mistrust = db.command(
    'UPDATE facets SET fingerprint = NULL, acknowledged_at = NULL WHERE item_id = ? AND facet = ? AND source = ?',
  )
  const voidFacet = db.command(
    'UPDATE facets SET fingerprint = NULL, refused = NULL, retry_at = NULL WHERE item_id = ? AND facet = ?',
  )
  const voidItem = db.command(
    'UPDATE facets SET fingerprint = NULL, refused = NULL, retry_at = NULL WHERE item_id = ?',
  )
  const voidParents = db.command(
    `UPDATE facets SET fingerprint = NULL, refused = NULL, retry_at = NULL WHERE facet = 'variants' AND item_id IN (
       SELECT -CAST(matrix_id AS INTEGER) FROM items
       WHERE item_id IN (SELECT value FROM json_each(?)) AND matrix_id IS NOT NULL)`,
  )
  const passOn = db.command(
    `UPDATE OR REPLACE facets SET item_id = ?, fingerprint = NULL, refused = NULL, retry_at = NULL
     WHERE item_id = ? AND facet = ?`,
  )
  const removeAll = db.command('DELETE FROM facets')
  const remove = db.command('DELETE FROM facets WHERE item_id = ?')
  const now = (): string => instant(clock.now())
  const restedBy = (which: 'rested' | 'every'): string => (which === 'every' ? END_OF_TIME : now())

  return {
    of: (itemIds: readonly ItemId[]): Facet[] => readMany(keys(itemIds)),
    /** Magento has confirmed these values. With the change, in one transaction. */
    acknowledge(rows: readonly Acknowledged[]): void {
      atMostAPage(rows)
      const at = now()
      db.transaction(() => {
        for (const row of rows)
          acknowledge(
            key(row.itemId),
            row.facet,
            row.source ?? '',
            row.fingerprint,
            JSON.stringify(row.value),
            at,
          )
      })
    },
    /**
     * A write is about to be sent: from now until it is acknowledged nobody knows what Magento holds. Stored before the
     * request, so that a lost answer or a kill cannot leave an old acknowledgement that is no longer true.
     */
    doubt(rows: readonly FacetKey[]): void {
      atMostAPage(rows)
      db.transaction(() => {
        for (const row of rows) doubt(key(row.itemId), row.facet, row.source ?? '')
      })
    },
    /**
     * Doubted, and noted with all that may be there of ours once it was sent: what a lost answer or a kill leaves behind
     * can then be taken away.
     */
    intend(rows: readonly (FacetKey & { readonly value: FacetValue })[]): void {
      atMostAPage(rows)
      db.transaction(() => {
        for (const row of rows)
          intend(key(row.itemId), row.facet, row.source ?? '', JSON.stringify(row.value))
      })
    },
    /** The shop holds something else than it was sent: the next plan looks at it before it writes. */
    mistrust(rows: readonly FacetKey[]): void {
      atMostAPage(rows)
      db.transaction(() => {
        for (const row of rows) mistrust(key(row.itemId), row.facet, row.source ?? '')
      })
    },
    /** What Magento holds now, read before the first overwrite and whenever it is looked at. */
    remember(rows: readonly ReadBack[]): void {
      atMostAPage(rows)
      const at = now()
      db.transaction(() => {
        for (const row of rows)
          readBack(key(row.itemId), row.facet, row.source ?? '', JSON.stringify(row.value), at)
      })
    },
    /** Magento has refused values with these fingerprints; what was acknowledged before still stands. */
    refuse(rows: readonly Refused[]): void {
      atMostAPage(rows)
      db.transaction(() => {
        for (const row of rows) refuse(key(row.itemId), row.facet, row.source ?? '', row.fingerprint)
      })
    },
    /**
     * The shop broke over these values, which may be its own fault: they are held back for a while only.
     *
     * @param pauseMs how long after so many tries
     */
    refuseInPassing(rows: readonly Refused[], pauseMs: (tries: number) => number): void {
      atMostAPage(rows)
      db.transaction(() => {
        for (const row of rows) {
          const place = [key(row.itemId), row.facet, row.source ?? ''] as const
          const tries = one(refuseInPassing(...place, row.fingerprint)).n
          setRetry(instant(clock.now() + pauseMs(tries)), ...place)
        }
      })
    },
    /** Whether `wakeRefused` would find any: asked at every run, and hardly ever so. */
    hasToWake: (which: 'rested' | 'every'): boolean => one(isResting(restedBy(which))).n > 0,
    /** Values refused in passing, whose pause is over or all of them, may be sent again: at most `limit`; whose they are. */
    wakeRefused(which: 'rested' | 'every', limit: number): ItemId[] {
      return wake(restedBy(which), limit).map((row) => row.item_id)
    },
    /** What was acknowledged may not be there any more: the next plan writes it again. */
    void(id: ItemId, facet: FacetName | 'every'): void {
      if (facet === 'every') voidItem(key(id))
      else voidFacet(key(id), facet)
    },
    /** Products of these items were made anew: what a matrix's product holds of them is another one now. */
    voidVariantsOf(itemIds: readonly ItemId[]): void {
      voidParents(keys(itemIds))
    },
    /** Another shop: nothing is known of what it holds. */
    removeAll: (): number => removeAll(),
    /** The product of one item is another's: what these facets hold of ours goes with it, and is compared anew. */
    passOn(from: ItemId, to: ItemId, facets: readonly FacetName[]): void {
      for (const facet of facets) passOn(key(to), key(from), facet)
    },
    /** The link is gone, and all that was known with it. */
    forget(id: ItemId): void {
      remove(key(id))
    },
  }
}
