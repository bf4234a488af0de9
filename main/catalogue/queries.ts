import type { FacetValue, FacetWrite } from '../../shared/facet.ts'
import type { RunId } from '../../shared/ids.ts'
import type { PlanRow, PlanSummary } from '../../shared/plan.ts'
import type { Ledger } from '../store/ledger.ts'

/** Runs that are searched for the newest look before the first go. */
const NEWEST = 50

/** The newest plan that waits for the merchant's go. */
export function goPreview(ledger: Ledger): PlanSummary | null {
  const waiting = ledger.runs
    .list({ limit: NEWEST })
    .find(({ job, outcome }) => job === 'catalogue' && outcome?.kind === 'awaiting-go')
  return waiting === undefined ? null : ledger.plans.summary(waiting.id)
}

/** A page of a plan as the merchant reads it: only what differs. */
export function planRows(
  ledger: Ledger,
  runId: RunId,
  offset: number,
  limit: number,
): { rows: PlanRow[]; total: number } {
  const rows = ledger.plans.page(runId, offset, limit).map(
    ({ itemId, sku, name, kind, facet, before, value }): PlanRow => ({
      itemId,
      sku,
      name,
      kind,
      facet,
      fields: fieldsOf(before, value),
    }),
  )
  return { rows, total: ledger.plans.count(runId) }
}

function fieldsOf(before: FacetValue | null, value: FacetWrite): PlanRow['fields'] {
  return Object.entries(value).map(([field, after]) => ({ field, before: before?.[field] ?? null, after }))
}
