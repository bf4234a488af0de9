import { z } from 'zod'
import { FacetName, FacetValue, FacetWrite } from '../../shared/facet.ts'
import { Instant, type ItemId, RunId } from '../../shared/ids.ts'
import { DecisionKind } from '../../shared/problem.ts'
import { type Clock, instant } from '../support/clock.ts'
import { atMostAPage, Count, itemId, json, jsonOrNull, key, keys, one } from './columns.ts'
import { source } from './facets.ts'
import type { SentTable } from './sent.ts'
import type { Sqlite } from './sqlite.ts'

/** A write that Magento has acknowledged. */
const Change = z
  .object({
    run_id: RunId,
    item_id: itemId,
    facet: FacetName,
    source,
    before: json(FacetValue).nullable(),
    after: json(FacetWrite),
    danger: DecisionKind.nullable(),
    at: Instant,
  })
  .transform((row) => ({
    runId: row.run_id,
    itemId: row.item_id,
    facet: row.facet,
    source: row.source,
    /** What Magento held before; null: nothing, or not known. */
    before: row.before,
    /** What was written. */
    after: row.after,
    /** Which of the guard's dangers it counts as. */
    danger: row.danger,
    at: row.at,
  }))
export type Change = z.infer<typeof Change>
export type NewChange = Omit<Change, 'at'>

export type ChangesTable = ReturnType<typeof openChanges>

export function openChanges(db: Sqlite, clock: Clock, sent: SentTable) {
  const insert = db.command(
    `INSERT INTO changes (run_id, item_id, facet, source, before, after, danger, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const markSent = db.command(
    'UPDATE items SET last_sent_at = ? WHERE item_id IN (SELECT value FROM json_each(?))',
  )
  const readItem = db.query(
    `SELECT run_id, item_id, facet, source, before, after, danger, at FROM changes
     WHERE item_id = ? ORDER BY id DESC LIMIT ?`,
    Change,
  )
  const countDanger = db.query(
    'SELECT count(DISTINCT item_id) AS n FROM changes WHERE danger = ? AND at >= ?',
    Count,
  )
  const readLast = db.query('SELECT at FROM changes ORDER BY at DESC LIMIT 1', z.object({ at: Instant }))
  const prune = db.command(
    'DELETE FROM changes WHERE id IN (SELECT id FROM changes WHERE at < ? ORDER BY at LIMIT ?)',
  )
  return {
    /**
     * Writes down what was sent, together with the acknowledgement, in one transaction.
     *
     * For the charts every stock row counts, and every product once however many of its facets were written.
     */
    record(changes: readonly NewChange[]): void {
      atMostAPage(changes)
      if (changes.length === 0) return
      const at = instant(clock.now())
      db.transaction(() => {
        for (const { runId, itemId: id, facet, source: code, before, after, danger } of changes)
          insert(runId, key(id), facet, code ?? '', jsonOrNull(before), JSON.stringify(after), danger, at)
        const stock = changes.filter((change) => change.facet === 'stock')
        const products = new Set(
          changes.filter((change) => change.facet !== 'stock').map((change) => change.itemId),
        )
        if (stock.length > 0) sent.add('stock', stock.length)
        if (products.size > 0) sent.add('catalogue', products.size)
        markSent(at, keys([...new Set(changes.map((change) => change.itemId))]))
      })
    },
    /** Newest first. */
    of: (id: ItemId, limit: number): Change[] => readItem(key(id), limit),
    /** Products that a danger has reached since an instant: the guard adds them to the plan's. */
    dangerSince: (danger: DecisionKind, since: string): number => one(countDanger(danger, since)).n,
    lastAt: (): Instant | null => readLast()[0]?.at ?? null,
    /** Forgets at most `limit` changes older than an instant; answers how many. */
    prune: (before: string, limit: number): number => prune(before, limit),
  }
}
