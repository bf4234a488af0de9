import type { FacetWrite } from '../../shared/facet.ts'
import { type ItemId, isMatrixId } from '../../shared/ids.ts'
import type { Explanation } from '../../shared/item.ts'
import { type Message, message } from '../../shared/message.ts'
import type { Change } from '../store/changes.ts'
import type { Ledger } from '../store/ledger.ts'
import type { MirrorEntry } from '../store/mirror.ts'
import type { TillLists } from '../store/till-lists.ts'
import { claimsOf } from './claims.ts'
import { explainFacets, isHeld } from './explain-facets.ts'
import { type OpenPlan, openPlan } from './open-plan.ts'
import { toldPlacement } from './placement/told.ts'
import { project } from './projection/project.ts'
import { noClaims } from './projection/stock.ts'
import { problemReason, shownOf } from './state.ts'
import { toldValue } from './told-value.ts'
import { calledOf, linkOf, policyOf, projectedItem } from './view.ts'

/** Changes of the past that are told. */
const HISTORY = 50

/** Why an item is online, is not, or waits: answered from mirror, rules and ledger, without a request. */
export function explain(ledger: Ledger, itemId: ItemId): Explanation | null {
  const entry = ledger.mirror.get(itemId)
  if (entry === null) return null
  const policy = policyOf(ledger)
  const projection = project(projectedItem(entry), policy, () => noClaims)
  const claim = claimsOf(ledger, policy.criteria(), [{ entry, projection }]).get(itemId) ?? 'own'
  const open = openPlan(entry, projection, claim)
  const { state, reason } = shownOf({
    entry,
    projection,
    plan: open.catalogue,
    stockProblem: open.stockProblem,
    gone: ledger.pair.get().goneAt !== null,
    rules: policy.rules,
  })
  const problems = ledger.problems.of({ kind: 'item', itemId })
  const [problem] = problems
  const told = problem !== undefined && state !== 'not-online'
  return {
    itemId,
    name: calledOf(entry.item),
    sku: entry.item.sku,
    state: told ? 'needs-you' : state,
    why: told
      ? problemReason(entry, problem)
      : (heldReason(ledger, open) ?? reason ?? message('reason.waiting')),
    product: productOf(entry),
    facets: explainFacets(ledger, entry, projection, open),
    stock: projection.stock.ok ? projection.stock.value.map(({ sum }) => sum) : [],
    problems,
    links: { lightspeed: tillAddress(itemId), magento: shopAddress(ledger, entry) },
    changes: ledger.changes.of(itemId, HISTORY).map((change) => toldChange(change, policy.lists())),
  }
}

const productOf = ({ link }: MirrorEntry): Explanation['product'] =>
  link?.state === 'linked' ? { sku: link.sku, byBarcode: link.origin === 'barcode' } : null

/** A safety stop keeps something of it back. */
function heldReason(ledger: Ledger, { catalogue, stock }: OpenPlan): Message | null {
  return [...catalogue.changes, ...stock].some((change) => isHeld(ledger, change))
    ? message('reason.held')
    : null
}

/** The one value that tells most: of several the first that differs. */
function toldChange({ at, facet, before, after }: Change, lists: TillLists): Explanation['changes'][number] {
  if (facet === 'placement')
    return { at, facet, before: toldPlacement(before, lists), after: toldPlacement(after, lists) }
  const code = Object.keys(after).find((one) => (before?.[one] ?? null) !== after[one]) ?? ''
  const told = (values: FacetWrite | null) => toldValue(facet, values?.[code] ?? null)
  return { at, facet, before: told(before), after: told(after) }
}

/** The item in Lightspeed's own back office; a matrix is found there by its variants. */
const tillAddress = (itemId: ItemId): string | null =>
  isMatrixId(itemId)
    ? null
    : `https://us.merchantos.com/?name=item.views.item&form_name=view&id=${itemId}&tab=details`

/** The product's page, with the ending that Magento gives to addresses unless the shop changed it. */
function shopAddress(ledger: Ledger, entry: MirrorEntry): string | null {
  const { magentoUrl } = ledger.pair.get()
  const urlKey = linkOf(entry) === null ? null : entry.link?.urlKey
  return magentoUrl === null || !urlKey ? null : `${magentoUrl}/${urlKey}.html`
}
