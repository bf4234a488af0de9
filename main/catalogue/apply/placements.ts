import type { FacetValue, FacetWrite } from '../../../shared/facet.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { PlaceKey } from '../../../shared/rules.ts'
import { ensure, forgetLost, type Keeping } from '../placement/ensure.ts'
import type { Fault } from '../placement/fault.ts'
import { carryOut } from '../placement/keep-tree.ts'
import { OWN } from '../placement/placing.ts'
import { type TreeChange, treeChanges } from '../placement/plan-tree.ts'
import { closeFaults, closeForbidden, tellFault } from '../placement/tell.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Stop, Work } from '../work.ts'
import { acknowledge, type Refusal, refuse } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { type Group, openGroups } from './groups.ts'
import { eachPaced } from './pace.ts'
import { placeProduct } from './place-product.ts'
import { refuseOrStop } from './refusal.ts'
import type { Sending } from './sending.ts'
import { relieve } from './strain.ts'

/** What must change in the shop's tree, products apart. */
export function dueInTree({ ledger, policy, context }: Work): readonly TreeChange[] {
  const placing = policy.placing()
  return placing === null ? [] : treeChanges(placing, ledger.places.all(), context.mode.scope.kind === 'full')
}

/**
 * Categories of the shop, then the products in them, then what nobody uses any more.
 *
 * A category that the shop refuses holds back the products of that category, and nothing else.
 */
export async function sendPlacements(sending: Sending): Stage {
  const placing = sending.policy.placing()
  if (placing === null) return null
  const keeping: Keeping = { sending, placing }
  const stop =
    (await lookForAll(keeping)) ??
    (await keepTree(keeping, 'keep')) ??
    (await placeAll(keeping)) ??
    (await keepTree(keeping, 'leave'))
  closeFaults(sending)
  return stop
}

/** Once a day, with the full read: whether every category that we keep is still in the shop. */
async function lookForAll(keeping: Keeping): Promise<Stop | null> {
  const { ledger, context } = keeping.sending
  const places = [...ledger.places.all().values()]
  if (context.mode.scope.kind !== 'full' || places.length === 0) return null
  const tree = await keeping.sending.tree.all()
  if (!tree.ok) return tree.error.kind === 'permission-missing' ? null : stopForMagento(tree.error)
  for (const { key, categoryId } of places) if (!tree.value.has(categoryId)) await forgetLost(keeping, key)
  return null
}

async function keepTree(keeping: Keeping, kind: TreeChange['kind']): Promise<Stop | null> {
  for (const change of dueInTree(keeping.sending).filter((one) => one.kind === kind)) {
    if (keeping.sending.context.signal.aborted) return { kind: 'cancelled' }
    const done = await carryOut(keeping, change)
    if (done.ok) closeForbidden(keeping.sending)
    if (done.ok) continue
    if (done.error.kind === 'stop') return done.error.stop
    tellFault(keeping.sending, done.error, change.place.name)
    // without the right to keep categories each further call is refused as well
    if (done.error.kind === 'forbidden') return null
  }
  return null
}

async function placeAll(keeping: Keeping): Promise<Stop | null> {
  const { sending } = keeping
  for (const groups of openGroups(sending, 'update', ({ facet }) => facet === 'placement')) {
    const ready: Ready[] = []
    for (const group of withProduct(sending, groups)) {
      const prepared = await prepare(keeping, group)
      if (prepared.ok) ready.push(prepared.value)
      else if (prepared.error.kind === 'stop') return prepared.error.stop
      else if (prepared.error.kind === 'forbidden') {
        tellFault(sending, prepared.error, '')
        return null
      } else refuse(sending, group, notPlaced(prepared.error))
    }
    const stop = await eachPaced(sending.pace, ready, (one) =>
      sending.locks.withKeys([one.group.first.sku], () => placeOne(keeping, one)),
    )
    if (stop !== null) return stop
    if (ready.length > 0) closeForbidden(sending)
  }
  return null
}

const notPlaced = ({ reason, details }: Extract<Fault, { kind: 'refused' }>): Refusal => ({
  kind: 'not-placed',
  params: { reason },
  details,
  passing: true,
})

/** A product that could not be made, or that waits for the merchant's word, is placed once it is there. */
function withProduct({ ledger }: Sending, groups: readonly Group[]): readonly Group[] {
  const links = new Set(ledger.links.of(groups.map(({ itemId }) => itemId)).map(({ itemId }) => itemId))
  return groups.filter(({ itemId }) => links.has(itemId))
}

/** A product with the categories of the shop that it goes into, and those that it leaves. */
type Ready = {
  readonly group: Group
  readonly add: ReadonlyMap<PlaceKey, number>
  readonly remove: readonly number[]
  /** All that may stand in the shop of ours once this was sent. */
  readonly intended: FacetValue
  /** An earlier write was never acknowledged, so nobody knows where the product stands. */
  readonly doubted: boolean
}

async function prepare(keeping: Keeping, group: Group): Promise<Result<Ready, Fault>> {
  const { ledger } = keeping.sending
  const [change] = group.changes
  const write = change?.value ?? {}
  const known = ledger.facets.of([group.itemId]).find(({ facet }) => facet === 'placement')
  const held = known?.value ?? {}
  const doubted = known?.value != null && known.fingerprint === null
  const wanted = new Map<PlaceKey, number>()
  for (const [key, value] of Object.entries(write)) {
    if (value === null) continue
    const id = value === OWN ? await ensure(keeping, key) : ok(Number(value))
    if (!id.ok) return id
    wanted.set(key, id.value)
  }
  const add = new Map([...wanted].filter(([key]) => doubted || change?.before?.[key] !== write[key]))
  const staying = new Set([...wanted.values(), ...idsOf(keeping, unless(held, write))])
  const remove = idsOf(keeping, changedIn(held, write)).filter((id) => !staying.has(id))
  return ok({ group, add, remove, doubted, intended: { ...held, ...filledIn(write) } })
}

const filledIn = (write: FacetWrite): FacetValue =>
  Object.fromEntries(
    Object.entries(write).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
  )

/** What was acknowledged and is not written about. */
const unless = (held: FacetValue, write: FacetWrite): FacetValue =>
  Object.fromEntries(Object.entries(held).filter(([key]) => !(key in write)))

/** What was acknowledged and is to be something else now. */
const changedIn = (held: FacetValue, write: FacetWrite): FacetValue =>
  Object.fromEntries(Object.entries(held).filter(([key, value]) => key in write && write[key] !== value))

/** The categories of the shop behind a value; one that stands for nothing any more has none. */
function idsOf({ sending }: Keeping, value: FacetValue): readonly number[] {
  const places = sending.ledger.places.all()
  return Object.entries(value).flatMap(([key, place]) =>
    place === OWN ? (places.get(key)?.categoryId ?? []) : Number(place),
  )
}

async function placeOne(keeping: Keeping, ready: Ready): Promise<Stop | null> {
  const { sending } = keeping
  if (sending.context.signal.aborted) return { kind: 'cancelled' }
  const { group, add, remove, intended, doubted } = ready
  sending.ledger.facets.intend([{ itemId: group.itemId, facet: 'placement', source: null, value: intended }])
  const placed = await placeProduct(sending, group.first.sku, { add: [...add.values()], remove, doubted })
  if (!placed.ok) return refuseOrStop(sending, group, placed.error)
  relieve(sending)
  const missing = [...add].filter(([, id]) => placed.value.missing.includes(id))
  if (missing.length > 0) return lookForLost(keeping, group, missing)
  acknowledge(sending, withLinks(sending, [group]), add.size + remove.length > 0)
  return null
}

/**
 * The shop left categories out in silence: those that it has no more. One of ours is made anew, for which the next plan
 * comes back to its products; one that the merchant chose is to be chosen anew.
 */
async function lookForLost(
  keeping: Keeping,
  group: Group,
  missing: readonly (readonly [PlaceKey, number])[],
): Promise<Stop | null> {
  const { sending } = keeping
  const isKnownLost = (key: PlaceKey, id: number): boolean =>
    keeping.placing.mapped(key) === null && sending.ledger.places.all().get(key)?.categoryId !== id
  const open = missing.filter(([key, id]) => !isKnownLost(key, id))
  const tree = await keeping.sending.tree.all(open.length > 0)
  if (!tree.ok) return stopForMagento(tree.error)
  const lost = open.filter(([, id]) => !tree.value.has(id))
  const [chosen] = lost.filter(([key]) => keeping.placing.mapped(key) !== null)
  for (const [key] of lost) if (keeping.placing.mapped(key) === null) await forgetLost(keeping, key)
  if (chosen !== undefined) refuse(sending, group, gone(chosen[1]))
  else if (open.length > lost.length) refuse(sending, group, notKept)
  else sending.advance(group.changes.length)
  return null
}

const gone = (category: number): Refusal => ({
  kind: 'category-gone',
  params: { category },
  details: null,
  passing: false,
})

const notKept: Refusal = {
  kind: 'attribute-dropped',
  params: { attribute: 'category_ids' },
  details: null,
  passing: false,
}
