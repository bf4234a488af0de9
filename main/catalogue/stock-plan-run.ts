import type { ItemId } from '../../shared/ids.ts'
import { message } from '../../shared/message.ts'
import type { ItemScope } from '../store/item.ts'
import type { MirrorEntry } from '../store/mirror.ts'
import { breathe } from '../support/breathe.ts'
import { stockLooksBroken } from './plan/guard.ts'
import { planStock, type StockPlan } from './plan/stock.ts'
import { forgetOldPlans, type Tally } from './plan-run.ts'
import { project } from './projection/project.ts'
import { noClaims } from './projection/stock.ts'
import { select } from './selection.ts'
import { noStock, type StockInShop, stockInShop } from './stock-in-shop.ts'
import { stopForMagento } from './stop.ts'
import { calledOf, heldOf, linkOf, projectedItem, selectableOf, subjectOf } from './view.ts'
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
    const seen = await seenStock(work, entries)
    if (!seen.ok) return stopForMagento(seen.error)
    const plans = entries.map((entry) => ({ entry, plan: planOne(work, entry, seen.value) }))
    await breathe()
    ledger.transaction(() => storePlans(work, plans))
    for (const { plan } of plans) count(tally, plan)
    done += entries.length
    context.count({ planned: entries.length })
    context.progress({ stage: 'plan', done, total, endsAt: null, waitsUntil: null })
    after = last.item.itemId
    await breathe()
  }
  ledger.plans.finish(context.runId, {
    selected: ledger.items.countSelected(work.policy.criteria()),
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

type Planned = { readonly entry: MirrorEntry; readonly plan: StockPlan | null }

/** Of products whose stock nobody knows (a ledger from a backup, a new stock location): what the shop holds now. */
async function seenStock(work: Work, entries: readonly MirrorEntry[]) {
  const unknown = entries.filter((entry) =>
    planOne(work, entry, noStock)?.changes.some(
      ({ source }) => heldOf(entry)('stock', source).acknowledgedAt === null,
    ),
  )
  return stockInShop(
    work.magento,
    unknown.flatMap((entry) => linkOf(entry)?.sku ?? []),
    work.multiSource,
  )
}

/** Null: there is no product that could hold stock, or it is switched off. */
function planOne({ policy, context }: Work, entry: MirrorEntry, stock: StockInShop): StockPlan | null {
  const link = linkOf(entry)
  if (link === null || !select(selectableOf(entry.item), policy.criteria()).selected) return null
  return planStock({
    itemId: entry.item.itemId,
    projection: project(projectedItem(entry), policy, () => noClaims),
    link,
    sku: link.sku,
    held: heldOf(entry),
    shop: stock.has(link.sku)
      ? {
          kind: 'product',
          sku: link.sku,
          holds: (_facet, source) => stock.get(link.sku)?.get(source) ?? null,
        }
      : { kind: 'unasked' },
    force: context.mode.force,
  })
}

function storePlans({ ledger, context }: Work, plans: readonly Planned[]): void {
  ledger.plans.add(
    context.runId,
    plans.flatMap(({ plan }) => plan?.changes ?? []),
  )
  for (const { entry, plan } of plans) {
    const { item } = entry
    if (plan === null) continue
    if (plan.problem === null) ledger.problems.close({ kind: 'item', itemId: item.itemId }, ['stock-missing'])
    else {
      const { kind, params } = plan.problem
      context.problem({
        kind,
        subject: subjectOf(item),
        params: { name: calledOf(item), ...params },
        details: null,
      })
    }
  }
  const settled = plans.filter(({ plan }) => plan === null || plan.changes.length === 0)
  ledger.items.settle(
    'stock',
    settled.map(({ entry }) => entry.item),
  )
}

function count(tally: Tally, plan: StockPlan | null): void {
  if (plan?.problem != null) {
    tally.stockMissing += 1
    tally.problems += 1
  } else {
    if (plan !== null) tally.stockKnown += 1
    if (plan === null || plan.changes.length === 0) tally.unchanged += 1
  }
}
