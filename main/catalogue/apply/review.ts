import type { ItemId } from '../../../shared/ids.ts'
import { openPlan } from '../open-plan.ts'
import type { PlanProblem } from '../plan/plan.ts'
import { project } from '../projection/project.ts'
import { noClaims } from '../projection/stock.ts'
import { problemReason, shownOf } from '../state.ts'
import { linkOf, projectedItem } from '../view.ts'
import type { Work } from '../work.ts'

/**
 * Looks again at items that were written: what equals the mirror now is settled, and the list shows where they stand.
 *
 * Compared with the mirror as it is now and not with the plan, so that a change that came meanwhile stays due. Inside
 * the caller's transaction.
 */
export function review(
  { ledger, policy, gone }: Work,
  itemIds: readonly ItemId[],
  refusal: PlanProblem | null = null,
): void {
  const entries = ledger.mirror.of(itemIds)
  const views = entries.map((entry) => {
    const projection = project(projectedItem(entry), policy, () => noClaims)
    return { entry, projection, open: openPlan(entry, projection, 'own') }
  })
  ledger.items.settle(
    'catalogue',
    views.filter(({ open }) => open.catalogue.changes.length === 0).map(({ entry }) => entry.item),
  )
  ledger.items.settle(
    'stock',
    views
      .filter(({ entry, open }) => linkOf(entry) !== null && open.stock.length === 0)
      .map(({ entry }) => entry.item),
  )
  ledger.items.show(
    views.map(({ entry, projection, open }) => {
      const { catalogue: plan, stockProblem } = open
      const shown = shownOf({ entry, projection, plan, stockProblem, gone, rules: policy.rules })
      return refusal === null
        ? shown
        : { ...shown, state: 'needs-you' as const, reason: problemReason(entry, refusal) }
    }),
  )
}
