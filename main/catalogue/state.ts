import { type Message, message } from '../../shared/message.ts'
import type { Rules } from '../../shared/rules.ts'
import type { Shown } from '../store/item.ts'
import type { MirrorEntry } from '../store/mirror.ts'
import { parseDecimal } from './decimal.ts'
import type { ItemPlan, PlanProblem } from './plan/plan.ts'
import type { Projection } from './projection/project.ts'
import type { Deselected } from './selection.ts'
import { calledOf } from './view.ts'

/** What an item's state is derived from. */
export type StateInput = {
  readonly entry: MirrorEntry
  readonly projection: Projection
  readonly plan: ItemPlan
  /** What keeps the stock back. */
  readonly stockProblem: PlanProblem | null
  /** False before the merchant said go. */
  readonly gone: boolean
  readonly rules: Pick<Rules, 'selection' | 'newProducts'>
}

/** Where an item stands, and the sentence that says why: the line of the catalogue page. */
export function shownOf(input: StateInput): Shown {
  const { projection, entry } = input
  const { price, stock } = projection
  return {
    itemId: entry.item.itemId,
    price: price.ok ? parseDecimal(price.value.kept.price ?? price.value.onCreate.price ?? '') : null,
    stock: stock.ok ? stock.value.reduce((sum, { sum: { push } }) => sum + push, 0) : null,
    ...stateOf(input),
  }
}

function stateOf(input: StateInput): Pick<Shown, 'state' | 'reason'> {
  const { entry, plan, gone } = input
  const linked = entry.link?.state === 'linked'
  const problem = plan.problem ?? (plan.deselected === null ? input.stockProblem : null)
  if (problem !== null) return { state: 'needs-you', reason: problemReason(entry, problem) }
  if (plan.standing) return { state: 'needs-you', reason: standingReason(entry) }
  if (plan.changes.length > 0) {
    const key = linked ? 'reason.waiting-changes' : gone ? 'reason.waiting' : 'reason.waiting-go'
    return { state: 'waiting', reason: message(key) }
  }
  if (plan.deselected !== null)
    return { state: 'not-online', reason: deselectedReason(input, plan.deselected) }
  return { state: 'online', reason: message(onlineKey(input)) }
}

/** The sentence names the tag where it is the one that is asked for. */
function deselectedReason({ rules }: StateInput, because: Deselected): Message {
  const conditions = rules.selection.kind === 'where' ? rules.selection.conditions : []
  const tags = conditions.flatMap((one) => (one.kind === 'tag' ? [one.tag] : []))
  return because === 'no-tag'
    ? message('reason.no-tag', { tag: tags.join(', ') })
    : message(`reason.${because}`)
}

export function problemReason({ item }: MirrorEntry, { kind, params }: PlanProblem): Message {
  return message(`problem.${kind}.title`, { name: calledOf(item), ...params })
}

/** The sentence of the problem that was told when the shop refused. */
function standingReason(entry: MirrorEntry): Message {
  const { state, reason } = entry.item.shown
  return state === 'needs-you' && reason !== null
    ? reason
    : problemReason(entry, { kind: 'refused-by-shop', params: {} })
}

function onlineKey({ entry, rules }: StateInput): string {
  const status = entry.facets.find(({ facet }) => facet === 'status')?.value?.status
  if (rules.newProducts === 'disabled' && status === '2') return 'reason.disabled-new'
  switch (rules.selection.kind) {
    case 'published':
      return 'reason.online'
    case 'all':
      return 'reason.online-all'
    case 'where':
      return 'reason.online-where'
  }
}
