import type { ItemId } from '../../shared/ids.ts'
import { message } from '../../shared/message.ts'
import type { ItemScope } from '../store/item.ts'
import { breathe } from '../support/breathe.ts'
import { findRenames } from './options/renames.ts'
import { stockLooksBroken } from './plan/guard.ts'
import { type PlannedItem, planPage } from './plan-page.ts'
import { storePlans } from './plan-store.ts'
import { stopForMagento } from './stop.ts'
import type { Stage, Work } from './work.ts'

/** Items planned at once: 100 fill one product search, and four changes each stay under a transaction's 500 rows. */
const PAGE = 100

/** Plans that are kept for reading. */
const KEPT_PLANS = 20

/** What a plan came to, beside its rows. */
export type Tally = {
  problems: number
  unchanged: number
  /** Products that exist in the shop and would be written over. */
  overwrites: number
  stockMissing: number
  stockKnown: number
  /** Items that the shop refused. */
  refused: number
}

export const noTally = (): Tally => ({
  problems: 0,
  unchanged: 0,
  overwrites: 0,
  stockMissing: 0,
  stockKnown: 0,
  refused: 0,
})

/**
 * Plans the catalogue into the ledger, page by page, so that memory does not grow with it.
 *
 * Nothing is written to the shop. Items that need nothing are settled; the others stay due until they are through.
 */
export async function planRun(work: Work, scope: ItemScope, tally: Tally): Stage {
  const { ledger, context } = work
  const total = scope.kind === 'items' ? scope.itemIds.length : ledger.items.count(scope)
  let done = 0
  const renames = await findRenames(work)
  if (!renames.ok) return stopForMagento(renames.error)
  work.renames.plan(renames.value)
  ledger.plans.begin(context.runId)
  for (let after: ItemId | null = null; ; ) {
    if (context.signal.aborted) return { kind: 'cancelled' }
    const entries = ledger.mirror.page(scope, after, PAGE)
    const last = entries.at(-1)
    if (last === undefined) break
    const items = await planPage(work, entries)
    if (!items.ok) return stopForMagento(items.error)
    await breathe()
    ledger.transaction(() => storePlans(work, items.value))
    for (const item of items.value) count(tally, item)
    done += entries.length
    context.count({ planned: entries.length })
    context.progress({ stage: 'plan', done, total, endsAt: null, waitsUntil: null })
    after = last.item.itemId
    await breathe()
  }
  const selected = ledger.items.countSelected(work.policy.criteria())
  const { unchanged, overwrites } = tally
  ledger.plans.finish(context.runId, { selected, unchanged, overwrites })
  await forgetOldPlans(work)
  const { stockMissing: missing, stockKnown: known } = tally
  return stockLooksBroken(missing, known, work.policy.rules.guard)
    ? {
        kind: 'stopped-by-guard',
        reason: message('guard.stock-missing', { missing, known: missing + known }),
      }
    : null
}

function count(tally: Tally, { plan, projection, entry }: PlannedItem): void {
  if (plan.problem !== null) tally.problems += 1
  else if (plan.changes.length === 0 && plan.deselected === null && !plan.standing) tally.unchanged += 1
  if (entry.link?.state !== 'linked' && plan.changes.some(({ kind }) => kind === 'update'))
    tally.overwrites += 1
  if (plan.deselected !== null || !projection.sku.ok) return
  if (projection.stock.ok) tally.stockKnown += 1
  else if (projection.stock.reason.kind === 'stock-missing') tally.stockMissing += 1
}

/** Not before the merchant said go: the plan that waits for it may be old. */
export async function forgetOldPlans({ ledger, gone, policy }: Work): Promise<void> {
  if (!gone && !policy.rules.watchOnly) return
  while (ledger.plans.prune(KEPT_PLANS, 500) > 0) await breathe()
}
