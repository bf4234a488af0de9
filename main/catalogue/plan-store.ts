import type { ItemId } from '../../shared/ids.ts'
import { Sku } from '../../shared/ids.ts'
import type { ProblemKind } from '../../shared/problem.ts'
import type { ReadBack } from '../store/facets.ts'
import type { NewLink } from '../store/links.ts'
import { problemOf } from './plan/plan.ts'
import { itemIdOf, type PlannedItem } from './plan-page.ts'
import { shownOf } from './state.ts'
import { linkOf, subjectOf } from './view.ts'
import type { Work } from './work.ts'

/** Problems that a plan finds, and so finds gone. */
const planned: readonly ProblemKind[] = [
  'sku-missing',
  'sku-too-long',
  'sku-unsendable',
  'sku-duplicate',
  'sku-changed',
  'name-missing',
  'price-missing',
  'stock-missing',
  'product-doubled',
  'product-type',
]

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
 * A SKU has one link: another item that still holds it has left the selection, and lets go.
 */
function propose(work: Work, { entry, match, projection }: PlannedItem): void {
  const { ledger, context } = work
  const product = match?.product ?? null
  const sku = projection.sku.ok ? projection.sku.sku : null
  const { itemId } = entry.item
  if (linkOf(entry) === null && sku !== null) {
    const others = ledger.links.bySku([sku]).filter((link) => link.itemId !== itemId)
    if (others.length > 0 && context.mode.dryRun) return
    for (const other of others) letGo(work, other.itemId)
  }
  if (product === null) return
  const stored = Sku.safeParse(product.sku)
  const link: NewLink = {
    itemId,
    sku: entry.link?.sku ?? (stored.success ? stored.data : Sku.parse(sku)),
    productId: product.id,
    urlKey: product.values.url_key ?? null,
    state: entry.link?.state ?? 'proposed',
    origin: entry.link?.origin ?? 'matched',
  }
  ledger.links.store([link])
}

function letGo({ ledger }: Work, itemId: ItemId): void {
  ledger.links.remove(itemId)
  ledger.facets.forget(itemId)
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
    ledger.problems.close({ kind: 'item', itemId: item.itemId }, plan.deselected === null ? planned : 'every')
    return
  }
  const { kind, params } = plan.problem
  context.problem({ kind, subject: subjectOf(item), params: { name: item.name, ...params }, details: null })
  ledger.problems.close(
    { kind: 'item', itemId: item.itemId },
    planned.filter((one) => one !== kind),
  )
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

export const plannedIds = (items: readonly PlannedItem[]): readonly ItemId[] => items.map(itemIdOf)
