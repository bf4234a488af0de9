import type { FacetValue, FacetWrite } from '../../../shared/facet.ts'
import type { ItemId } from '../../../shared/ids.ts'
import type { Message } from '../../../shared/message.ts'
import type { ProblemKind } from '../../../shared/problem.ts'
import type { NewLink } from '../../store/links.ts'
import type { PlanChange } from '../../store/plans.ts'
import { breathe } from '../../support/breathe.ts'
import { writtenProblems } from '../problem-kinds.ts'
import type { Group } from './groups.ts'
import { review } from './review.ts'
import type { Sending } from './sending.ts'

/** Items acknowledged in one transaction: each is projected once more. */
const PORTION = 50

export type Acknowledged = Group & {
  /** Who is paired from now on; left out where nothing changes. */
  readonly link?: NewLink
}

/**
 * The shop has confirmed these changes: fingerprints, history and links in one transaction, so that a crash repeats at
 * most a write.
 *
 * @param wrote false where the shop held the values already
 */
export function acknowledge(sending: Sending, groups: readonly Acknowledged[], wrote: boolean): void {
  const { ledger, context, approved } = sending
  const changes = groups.flatMap((group) => group.changes)
  const itemIds = groups.map(({ itemId }) => itemId)
  ledger.transaction(() => {
    const before = heldValues(sending, itemIds)
    ledger.facets.acknowledge(
      changes.map((change) => ({
        itemId: change.itemId,
        facet: change.facet,
        source: change.source,
        fingerprint: change.fingerprint,
        value: merged(before.get(facetKey(change)) ?? {}, change.value),
      })),
    )
    if (wrote) {
      ledger.changes.record(
        changes.map(({ itemId, facet, source, before: held, value, danger }) => ({
          runId: context.runId,
          itemId,
          facet,
          source,
          before: held,
          after: value,
          danger: danger !== null && approved.has(danger) ? null : danger,
        })),
      )
    }
    ledger.plans.done(changes.map(({ seq }) => seq))
    ledger.links.store(groups.flatMap(({ link }) => link ?? []))
    const made = changes.filter(({ kind }) => kind === 'create').map(({ itemId }) => itemId)
    if (made.length > 0) ledger.facets.voidVariantsOf([...new Set(made)])
    closeProblems(sending, itemIds)
    const enabled = changes.filter(({ facet, kind }) => facet === 'status' && kind !== 'disable')
    // stock is not sent to a product that is switched off, so it is looked at again
    if (enabled.length > 0)
      ledger.items.markDue(
        'stock',
        enabled.map(({ itemId }) => itemId),
      )
    review(sending, itemIds)
  })
  sending.advance(changes.length)
}

const facetKey = ({ itemId, facet, source }: Pick<PlanChange, 'itemId' | 'facet' | 'source'>): string =>
  `${itemId}/${facet}/${source ?? ''}`

function heldValues({ ledger }: Sending, itemIds: readonly ItemId[]): ReadonlyMap<string, FacetValue> {
  return new Map(
    ledger.facets
      .of(itemIds)
      .flatMap((facet) => (facet.value === null ? [] : [[facetKey(facet), facet.value] as const])),
  )
}

/** Once nothing of an item is refused any more, its problems with the shop are over. */
function closeProblems({ ledger }: Sending, itemIds: readonly ItemId[]): void {
  const refused = new Set(
    ledger.facets.of(itemIds).flatMap((facet) => (facet.refused === null ? [] : [facet.itemId])),
  )
  for (const itemId of itemIds) {
    if (!refused.has(itemId)) ledger.problems.close({ kind: 'item', itemId }, writtenProblems)
  }
}

/** What the shop holds of ours after a write: what was emptied is gone. */
function merged(held: FacetValue, write: FacetWrite): FacetValue {
  const values = Object.entries({ ...held, ...write })
  return Object.fromEntries(
    values.flatMap(([code, value]) => (value === null ? [] : [[code, value] as const])),
  )
}

/** Many at once, in portions that hold the thread only shortly. */
export async function acknowledgeAll(
  sending: Sending,
  groups: readonly Acknowledged[],
  wrote: boolean,
): Promise<void> {
  for (let at = 0; at < groups.length; at += PORTION) {
    acknowledge(sending, groups.slice(at, at + PORTION), wrote)
    await breathe()
  }
}

/** Before they are sent: what was acknowledged of these facets counts no more until the shop answers. */
export async function doubtAll({ ledger }: Sending, groups: readonly Group[]): Promise<void> {
  for (let at = 0; at < groups.length; at += PORTION) {
    ledger.facets.doubt(groups.slice(at, at + PORTION).flatMap(({ changes }) => changes))
    await breathe()
  }
}

export type Refusal = {
  readonly kind: ProblemKind
  readonly params: Message['params']
  readonly details: string | null
  /** The shop broke instead of saying no: sent again after a pause, and not only when the value changes. */
  readonly passing: boolean
}

const MINUTE_MS = 60_000
const LONGEST_PAUSE_MS = 6 * 60 * MINUTE_MS

/** One minute, then twice as long each time, up to six hours: one bad item must not break the shop at every sync. */
const pauseMs = (tries: number): number => Math.min(MINUTE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS)

/** The shop did not take one product: a problem on that item. A no in words stands until the value changes or by hand. */
export function refuse(sending: Sending, { itemId, first, changes }: Group, refusal: Refusal): void {
  const { ledger, context } = sending
  ledger.transaction(() => {
    if (refusal.passing) ledger.facets.refuseInPassing(changes, pauseMs)
    else ledger.facets.refuse(changes)
    context.problem({
      kind: refusal.kind,
      subject: { kind: 'item', itemId, sku: first.sku, name: first.name },
      params: { name: first.name, sku: first.sku, ...refusal.params },
      details: refusal.details,
    })
    review(sending, [itemId], refusal)
  })
  sending.refused()
  sending.advance(changes.length)
}
