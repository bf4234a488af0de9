import type { ItemId } from '../../shared/ids.ts'
import { Sku } from '../../shared/ids.ts'
import type { ProblemKind } from '../../shared/problem.ts'
import type { ReadBack } from '../store/facets.ts'
import type { MirrorEntry } from '../store/mirror.ts'
import { type ItemPlan, problemOf } from './plan/plan.ts'
import type { PlannedItem } from './plan-page.ts'
import { plannedProblems, writtenProblems } from './problem-kinds.ts'
import { shownOf } from './state.ts'
import { calledOf, linkOf, subjectOf } from './view.ts'
import type { Work } from './work.ts'

/** Writes one planned page into the ledger, inside the caller's transaction. The shop knows nothing of it. */
export function storePlans(work: Work, items: readonly PlannedItem[]): void {
  const { ledger, context } = work
  ledger.plans.add(
    context.runId,
    items.flatMap(({ plan }) => plan.changes),
  )
  for (const item of items) {
    if (item.plan.changes.length > 0) propose(work, item)
    tellProblem(work, item)
  }
  ledger.facets.remember(items.flatMap(seenBefore))
  ledger.items.show(items.map((item) => shown(work, item)))
  ledger.items.settle(
    'catalogue',
    items.filter(({ plan }) => plan.changes.length === 0).map(({ entry: { item } }) => item),
  )
}

/**
 * Notes which product an item is about to be paired with, and where the shop has moved it.
 *
 * A product has one link: another item that still holds it has left the selection, and lets go.
 */
function propose(work: Work, { entry, match, projection }: PlannedItem): void {
  const { ledger, context } = work
  const product = match?.product ?? null
  const { itemId } = entry.item
  const kept = linkOf(entry) === null ? null : entry.link
  const fresh = { productId: product?.id ?? null, urlKey: product?.values.url_key ?? null }
  if (kept !== null) {
    if (product !== null) ledger.links.store([{ ...kept, ...fresh }])
    return
  }
  if (!projection.sku.ok) return
  const itemSku = projection.sku.sku
  const sku = Sku.safeParse(product?.sku).data ?? itemSku
  const others = ledger.links.bySku([sku]).filter((link) => link.itemId !== itemId)
  if (others.length > 0 && context.mode.dryRun) return
  for (const other of others) letGo(work, other.itemId, itemId)
  if (product === null) return
  const origin = match?.by === 'barcode' ? 'barcode' : 'matched'
  ledger.links.store([{ itemId, sku, ...fresh, state: 'proposed', origin, itemSku }])
}

const passedOn = ['placement', 'images'] as const

/**
 * Nothing that was planned for it is sent any more: the product is another item's. What the program has put there, in
 * categories and pictures, goes with the product: the next plan compares it with what the heir should show.
 */
function letGo({ ledger, context }: Work, itemId: ItemId, heir: ItemId): void {
  ledger.plans.drop(context.runId, itemId)
  ledger.links.remove(itemId)
  ledger.facets.passOn(itemId, heir, passedOn)
  ledger.plans.dropFacets(context.runId, heir, passedOn)
  ledger.facets.forget(itemId)
  ledger.pictures.passOn(itemId, heir)
  ledger.pictures.forget(itemId)
}

/** What the shop holds is kept before it is written over. */
function seenBefore({ match, plan }: PlannedItem): readonly ReadBack[] {
  if (match?.shop.kind !== 'product') return []
  return plan.changes.flatMap(({ itemId, facet, source, before }) =>
    before === null ? [] : [{ itemId, facet, source, value: before }],
  )
}

function tellProblem({ ledger, context }: Work, { entry, plan }: PlannedItem): void {
  const { item } = entry
  if (plan.problem === null) {
    ledger.problems.close({ kind: 'item', itemId: item.itemId }, overFor(entry, plan))
    return
  }
  const { kind, params } = plan.problem
  context.problem({
    kind,
    subject: subjectOf(item),
    params: { name: calledOf(item), ...params },
    details: null,
  })
  ledger.problems.close(
    { kind: 'item', itemId: item.itemId },
    plannedProblems.filter((one) => one !== kind),
  )
}

/** What is over when a plan finds no problem; what was refused and is as it was before the refusal is over as well. */
function overFor(entry: MirrorEntry, plan: ItemPlan): readonly ProblemKind[] | 'every' {
  if (plan.deselected !== null) return 'every'
  const stockRefused = entry.facets.some(({ facet, refused }) => facet === 'stock' && refused !== null)
  const settled = plan.changes.length === 0 && !plan.standing && !stockRefused
  return settled ? [...plannedProblems, ...writtenProblems] : plannedProblems
}

function shown(work: Work, { entry, projection, plan }: PlannedItem) {
  const stock = projection.stock
  return shownOf({
    entry,
    projection,
    plan,
    stockProblem: stock.ok ? null : problemOf(stock.reason),
    gone: work.gone,
    rules: work.policy.rules,
  })
}
