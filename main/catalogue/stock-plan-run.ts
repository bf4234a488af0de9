import type { ItemId } from '../../shared/ids.ts'
import { message } from '../../shared/message.ts'
import type { ItemScope } from '../store/item.ts'
import type { MirrorEntry } from '../store/mirror.ts'
import { breathe } from './breathe.ts'
import { stockLooksBroken } from './plan/guard.ts'
import { planStock, type StockPlan } from './plan/stock.ts'
import { forgetOldPlans, type Tally } from './plan-run.ts'
import { project } from './projection/project.ts'
import { noClaims } from './projection/stock.ts'
import { heldOf, linkOf, projectedItem, subjectOf } from './view.ts'
import type { Stage, Work } from './work.ts'

/** Items planned at once; with several sources each still under a transaction's 500 rows. */
const PAGE = 100

/**
 * Plans the stock of linked items into the ledger, page by page.
 *
 * An item without a product, or one that has left the selection, needs none: it is settled, and due again when that
 * changes.
 */
export async function planStockRun(work: Work, scope: ItemScope, tally: Tally): Stage {
  const { ledger, context } = work
  const total = scope.kind === 'items' ? scope.itemIds.length : ledger.items.count(scope)
  let done = 0
  ledger.plans.begin(context.runId)
  for (let after: ItemId | null = null; ; ) {
    if (context.signal.aborted) return { kind: 'cancelled' }
    const entries = ledger.mirror.page(scope, after, PAGE)
    const last = entries.at(-1)
    if (last === undefined) break
    ledger.transaction(() => {
      for (const entry of entries) storeOne(work, entry, planOne(work, entry), tally)
    })
    done += entries.length
    context.count({ planned: entries.length })
    context.progress({ stage: 'plan', done, total, endsAt: null, waitsUntil: null })
    after = last.item.itemId
    await breathe()
  }
  ledger.plans.finish(context.runId, {
    selected: ledger.items.countSelected(work.policy.rules.selection),
    unchanged: tally.unchanged,
    overwrites: 0,
  })
  await forgetOldPlans(work)
  const { stockMissing: missing, stockKnown: known } = tally
  return stockLooksBroken(missing, known, work.policy.rules.guard)
    ? {
        kind: 'stopped-by-guard',
        reason: message('guard.stock-missing', { missing, known: missing + known }),
      }
    : null
}

const needsNone: StockPlan = { changes: [], problem: null }

function planOne({ policy, context }: Work, entry: MirrorEntry): StockPlan {
  const link = linkOf(entry)
  const projection = project(projectedItem(entry), policy, () => noClaims)
  if (link === null || !projection.selected.selected) return needsNone
  return planStock({
    itemId: entry.item.itemId,
    projection,
    link,
    sku: link.sku,
    held: heldOf(entry),
    shop: { kind: 'unasked' },
    force: context.mode.force,
  })
}

function storeOne({ ledger, context }: Work, { item }: MirrorEntry, plan: StockPlan, tally: Tally): void {
  ledger.plans.add(context.runId, plan.changes)
  const subject = { kind: 'item', itemId: item.itemId } as const
  if (plan.problem === null) {
    tally.stockKnown += 1
    ledger.problems.close(subject, ['stock-missing'])
  } else {
    tally.stockMissing += 1
    tally.problems += 1
    const { kind, params } = plan.problem
    context.problem({ kind, subject: subjectOf(item), params: { name: item.name, ...params }, details: null })
  }
  if (plan.changes.length > 0) return
  if (plan.problem === null) tally.unchanged += 1
  ledger.items.settle('stock', [item])
}
