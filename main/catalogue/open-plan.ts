import type { MirrorEntry } from '../store/mirror.ts'
import { planCatalogue } from './plan/catalogue.ts'
import type { Change } from './plan/change.ts'
import { type Claim, type ItemPlan, type PlanProblem, problemOf } from './plan/plan.ts'
import { planStock } from './plan/stock.ts'
import type { Projection } from './projection/project.ts'
import { costOf, heldOf, linkOf } from './view.ts'

/** What is still to be written of one item, as far as the ledger tells without a look at the shop. */
export type OpenPlan = {
  readonly catalogue: ItemPlan
  readonly stock: readonly Change[]
  /** What keeps the stock back. */
  readonly stockProblem: PlanProblem | null
}

export function openPlan(entry: MirrorEntry, projection: Projection, claim: Claim): OpenPlan {
  const link = linkOf(entry)
  const item = { itemId: entry.item.itemId, projection, link, held: heldOf(entry), force: false }
  const shop = link === null ? ({ kind: 'absent' } as const) : ({ kind: 'unasked' } as const)
  const catalogue = planCatalogue({ ...item, shop, claim, cost: costOf(entry) })
  if (link !== null) {
    const { changes, problem } = planStock({ ...item, sku: link.sku, shop })
    return { catalogue, stock: changes, stockProblem: problem }
  }
  const { stock } = projection
  return { catalogue, stock: [], stockProblem: stock.ok ? null : problemOf(stock.reason) }
}
