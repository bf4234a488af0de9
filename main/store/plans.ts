import { z } from 'zod'
import { FacetName, FacetValue, FacetWrite } from '../../shared/facet.ts'
import { Fingerprint, Instant, type ItemId, RunId, Sku } from '../../shared/ids.ts'
import { PlanRow, type PlanSummary } from '../../shared/plan.ts'
import { DecisionKind } from '../../shared/problem.ts'
import { type Clock, instant } from '../support/clock.ts'
import { atMostAPage, Count, flag, itemId, json, jsonOrNull, key, keys, one } from './columns.ts'
import { source } from './facets.ts'
import type { Sqlite } from './sqlite.ts'

export const PlanKind = PlanRow.shape.kind
export type PlanKind = z.infer<typeof PlanKind>

/** One entry of a plan. */
const PlanChange = z
  .object({
    seq: z.number(),
    item_id: itemId,
    name: z.string(),
    sku: Sku,
    kind: PlanKind,
    facet: FacetName,
    source,
    before: json(FacetValue).nullable(),
    value: json(FacetWrite),
    fingerprint: Fingerprint,
    danger: DecisionKind.nullable(),
    decision_id: z.number().nullable(),
    by_barcode: flag,
    done: flag,
  })
  .transform((row) => ({
    /** Its place in the ledger; rises in the order in which the plan was made. */
    seq: row.seq,
    itemId: row.item_id,
    name: row.name,
    sku: row.sku,
    kind: row.kind,
    facet: row.facet,
    source: row.source,
    /** What Magento holds, as far as known. */
    before: row.before,
    value: row.value,
    /** What the facet's fingerprint becomes once it is acknowledged. */
    fingerprint: row.fingerprint,
    danger: row.danger,
    /** The decision that it waits for. */
    heldBy: row.decision_id,
    /** Its product was found by the item's barcode. */
    byBarcode: row.by_barcode,
    done: row.done,
  }))
export type PlanChange = z.infer<typeof PlanChange>
export type NewPlanChange = Omit<PlanChange, 'seq' | 'name' | 'heldBy' | 'byBarcode' | 'done'>

/** Counts that only the planning itself knows. */
export type PlanFacts = Pick<PlanSummary, 'selected' | 'unchanged' | 'overwrites'>

const SELECT = `SELECT seq, plan_changes.item_id AS item_id, items.name AS name, plan_changes.sku AS sku, kind,
    facet, source, before, value, fingerprint, plan_changes.danger AS danger, decision_id, done,
    coalesce(links.origin = 'barcode', 0) AS by_barcode
  FROM plan_changes
  JOIN items ON items.item_id = plan_changes.item_id
  LEFT JOIN links ON links.item_id = plan_changes.item_id AND links.sku = plan_changes.sku
  LEFT JOIN plan_holds ON plan_holds.run_id = plan_changes.run_id AND plan_holds.danger = plan_changes.danger`

/** What follows a product that the same plan makes is a part of making it. */
const IS_OWN = `(kind <> 'update' OR NOT EXISTS (SELECT 1 FROM plan_changes AS made
  WHERE made.run_id = plan_changes.run_id AND made.kind = 'create' AND made.danger = 'create'
    AND made.item_id = plan_changes.item_id))`

export type PlansTable = ReturnType<typeof openPlans>

/** The plans of runs as rows, so that memory does not grow with the catalogue. */
export function openPlans(db: Sqlite, clock: Clock) {
  const insertPlan = db.command('INSERT INTO plans (run_id) VALUES (?)')
  const insert = db.command(
    `INSERT INTO plan_changes (run_id, item_id, sku, kind, facet, source, before, value, fingerprint, danger)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const finish = db.command(
    'UPDATE plans SET made_at = ?, selected = ?, unchanged = ?, overwrites = ? WHERE run_id = ?',
  )
  const hold = db.command('INSERT OR REPLACE INTO plan_holds (run_id, danger, decision_id) VALUES (?, ?, ?)')
  const readOpen = db.query(
    `${SELECT}
     WHERE plan_changes.run_id = ? AND kind = ? AND done = 0 AND decision_id IS NULL AND seq > ?
     ORDER BY seq LIMIT ?`,
    PlanChange,
  )
  const readOpenOf = db.query(
    `${SELECT} WHERE plan_changes.run_id = ? AND facet = ? AND done = 0 AND decision_id IS NULL
       AND plan_changes.item_id IN (SELECT value FROM json_each(?))`,
    PlanChange,
  )
  const readPage = db.query(
    `${SELECT} WHERE plan_changes.run_id = ? ORDER BY seq LIMIT ? OFFSET ?`,
    PlanChange,
  )
  const readDanger = db.query(
    `${SELECT} WHERE plan_changes.run_id = ? AND plan_changes.danger = ? ORDER BY seq LIMIT ?`,
    PlanChange,
  )
  const drop = db.command('DELETE FROM plan_changes WHERE run_id = ? AND item_id = ?')
  const dropFacet = db.command('DELETE FROM plan_changes WHERE run_id = ? AND item_id = ? AND facet = ?')
  const setDone = db.command('UPDATE plan_changes SET done = 1 WHERE seq IN (SELECT value FROM json_each(?))')
  const countRows = db.query('SELECT count(*) AS n FROM plan_changes WHERE run_id = ?', Count)
  const countDanger = db.query(
    'SELECT count(DISTINCT item_id) AS n FROM plan_changes WHERE run_id = ? AND danger = ?',
    Count,
  )
  const countKinds = db.query(
    `SELECT kind, count(DISTINCT item_id) AS n FROM plan_changes WHERE run_id = ? AND ${IS_OWN} GROUP BY kind`,
    Count.extend({ kind: PlanKind }),
  )
  const countPictures = db.query(
    `SELECT count(*) AS n FROM plan_changes, json_each(plan_changes.value)
     WHERE run_id = ? AND facet = 'images' AND json_each.value IS NOT NULL`,
    Count,
  )
  const countStockRows = db.query(
    "SELECT count(*) AS n FROM plan_changes WHERE run_id = ? AND kind = 'stock'",
    Count,
  )
  const countDone = db.query(
    `SELECT kind, count(*) AS changes, count(DISTINCT item_id) AS products FROM plan_changes
     WHERE run_id = ? AND done = 1 AND ${IS_OWN} GROUP BY kind`,
    z.object({ kind: PlanKind, changes: z.number(), products: z.number() }),
  )
  const countLeft = db.query(
    `SELECT count(DISTINCT item_id) AS n FROM plan_changes
     LEFT JOIN plan_holds ON plan_holds.run_id = plan_changes.run_id AND plan_holds.danger = plan_changes.danger
     WHERE plan_changes.run_id = ? AND kind = ? AND done = 0 AND decision_id IS NULL
       AND facet IN ('details', 'status', 'price')`,
    Count,
  )
  const countHeld = db.query(
    `SELECT count(DISTINCT item_id) AS n FROM plan_changes
     JOIN plan_holds ON plan_holds.run_id = plan_changes.run_id AND plan_holds.danger = plan_changes.danger
     WHERE plan_changes.run_id = ?`,
    Count,
  )
  const countByBarcode = db.query(
    `SELECT count(DISTINCT plan_changes.item_id) AS n FROM plan_changes
     JOIN links ON links.item_id = plan_changes.item_id AND links.sku = plan_changes.sku
     WHERE run_id = ? AND links.origin = 'barcode' AND links.state = 'proposed'`,
    Count,
  )
  const readPlan = db.query(
    'SELECT made_at, selected, unchanged, overwrites FROM plans WHERE run_id = ? AND made_at IS NOT NULL',
    z.object({
      made_at: Instant,
      selected: z.number(),
      unchanged: z.number(),
      overwrites: z.number(),
    }),
  )
  const readWaiting = db.query(
    `SELECT run_id FROM plans JOIN runs ON runs.id = plans.run_id
     WHERE made_at IS NOT NULL AND job = 'catalogue' AND outcome_kind = 'awaiting-go'
     ORDER BY run_id DESC LIMIT 1`,
    z.object({ run_id: RunId }),
  )
  const removeAll = db.command('DELETE FROM plans')
  const pruneRows = db.command(
    `DELETE FROM plan_changes WHERE seq IN (
       SELECT seq FROM plan_changes
       WHERE run_id < (SELECT min(run_id) FROM (SELECT run_id FROM plans ORDER BY run_id DESC LIMIT ?))
       ORDER BY run_id, seq LIMIT ?)`,
  )
  const prunePlans = db.command(
    `DELETE FROM plans
     WHERE run_id < (SELECT min(run_id) FROM (SELECT run_id FROM plans ORDER BY run_id DESC LIMIT ?))`,
  )

  return {
    begin(runId: RunId): void {
      insertPlan(runId)
    },
    add(runId: RunId, changes: readonly NewPlanChange[]): void {
      atMostAPage(changes)
      db.transaction(() => {
        for (const {
          itemId: id,
          sku,
          kind,
          facet,
          source: code,
          before,
          value,
          fingerprint,
          danger,
        } of changes) {
          const text = JSON.stringify(value)
          insert(runId, key(id), sku, kind, facet, code ?? '', jsonOrNull(before), text, fingerprint, danger)
        }
      })
    },
    /** The plan is whole; only now it can be read as a summary. */
    finish(runId: RunId, facts: PlanFacts): void {
      finish(instant(clock.now()), facts.selected, facts.unchanged, facts.overwrites, runId)
    },
    /** Keeps every change of one danger back until the decision is made. */
    hold(runId: RunId, danger: DecisionKind, decisionId: number): void {
      hold(runId, danger, decisionId)
    },
    /** Changes of a kind that are neither done nor held, in order, after `after` (0: from the first). */
    open(runId: RunId, kind: PlanKind, after: number, limit: number): PlanChange[] {
      return readOpen(runId, kind, after, limit)
    },
    /** The changes of one facet of these items that are neither done nor held. */
    openOf: (runId: RunId, facet: FacetName, itemIds: readonly ItemId[]): PlanChange[] =>
      readOpenOf(runId, facet, keys(itemIds)),
    /** Products with such changes, but for what only follows them. */
    left: (runId: RunId, kind: PlanKind): number => one(countLeft(runId, kind)).n,
    /** All changes, for reading. */
    page: (runId: RunId, offset: number, limit: number): PlanChange[] => readPage(runId, limit, offset),
    count: (runId: RunId): number => one(countRows(runId)).n,
    /** Products that a danger would reach, and a few of them. */
    danger(
      runId: RunId,
      danger: DecisionKind,
      examples: number,
    ): { products: number; examples: PlanChange[] } {
      return { products: one(countDanger(runId, danger)).n, examples: readDanger(runId, danger, examples) }
    },
    /** What was planned for an item is not to be done. */
    drop(runId: RunId, id: ItemId): void {
      drop(runId, key(id))
    },
    /** What was planned for some facets of an item is left to the next plan. */
    dropFacets(runId: RunId, id: ItemId, facets: readonly FacetName[]): void {
      for (const facet of facets) dropFacet(runId, key(id), facet)
    },
    /** With the acknowledgement, in one transaction. */
    done(seqs: readonly number[]): void {
      atMostAPage(seqs)
      setDone(JSON.stringify(seqs))
    },
    /** What of a plan is acknowledged so far, by kind: changes and the products that they are of. */
    doneCounts: (runId: RunId) => countDone(runId),
    /** Null before the plan is whole. Counts are products, for stock they are rows. */
    summary(runId: RunId): PlanSummary | null {
      const [plan] = readPlan(runId)
      if (plan === undefined) return null
      const kinds = new Map(countKinds(runId).map((row) => [row.kind, row.n]))
      return {
        runId,
        madeAt: plan.made_at,
        selected: plan.selected,
        create: kinds.get('create') ?? 0,
        update: kinds.get('update') ?? 0,
        adopt: kinds.get('adopt') ?? 0,
        disable: kinds.get('disable') ?? 0,
        stock: one(countStockRows(runId)).n,
        unchanged: plan.unchanged,
        held: one(countHeld(runId)).n,
        overwrites: plan.overwrites,
        byBarcode: one(countByBarcode(runId)).n,
        pictures: one(countPictures(runId)).n,
      }
    },
    /** The run with the newest plan that waits for the merchant's go. */
    awaitingGo: (): RunId | null => readWaiting()[0]?.run_id ?? null,
    /** Another shop: what was planned for the first one is nothing to say go to. */
    removeAll: (): number => removeAll(),
    /** Forgets at most `limit` rows of all but the newest `keep` plans; answers how many, 0 when none is left. */
    prune(keep: number, limit: number): number {
      const rows = pruneRows(keep, limit)
      if (rows === 0) prunePlans(keep)
      return rows
    },
  }
}
