import type { FacetName, FacetValue, FacetWrite } from '../../shared/facet.ts'
import type { RunId } from '../../shared/ids.ts'
import type { PlanRow, PlanSummary } from '../../shared/plan.ts'
import type { Ledger } from '../store/ledger.ts'
import { noTillLists } from '../store/till-lists.ts'
import { TOLD_AS, toldPlacement } from './placement/told.ts'
import { toldValue } from './told-value.ts'

/** The newest plan that waits for the merchant's go. */
export function goPreview(ledger: Ledger): PlanSummary | null {
  const runId = ledger.plans.awaitingGo()
  return runId === null ? null : ledger.plans.summary(runId)
}

/** A page of a plan as the merchant reads it: only what differs. */
export function planRows(
  ledger: Ledger,
  runId: RunId,
  offset: number,
  limit: number,
): { rows: PlanRow[]; total: number } {
  const lists = ledger.lists.till.get()?.value ?? noTillLists
  const placement = (before: FacetValue | null, value: FacetWrite): PlanRow['fields'] => [
    { field: TOLD_AS, before: toldPlacement(before, lists), after: toldPlacement(value, lists) },
  ]
  const rows = ledger.plans.page(runId, offset, limit).map(
    ({ itemId, sku, name, kind, facet, byBarcode, before, value }): PlanRow => ({
      itemId,
      sku,
      name,
      kind,
      facet,
      byBarcode,
      fields: facet === 'placement' ? placement(before, value) : fieldsOf(facet, before, value),
    }),
  )
  return { rows, total: ledger.plans.count(runId) }
}

function fieldsOf(facet: FacetName, before: FacetValue | null, value: FacetWrite): PlanRow['fields'] {
  return Object.entries(value).map(([field, after]) => ({
    field,
    before: toldValue(facet, before?.[field] ?? null),
    after: toldValue(facet, after),
  }))
}
