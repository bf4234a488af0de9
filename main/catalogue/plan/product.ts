import type { Projected } from '../projection/projected.ts'
import type { Split } from '../projection/split.ts'
import type { Change } from './change.ts'
import { dangerOf } from './danger.ts'
import { fingerprint } from './fingerprint.ts'
import { type ItemPlan, noPlan, type PlanProblem, problemOf, type Target } from './plan.ts'
import { planStock } from './stock.ts'
import { isSwitchOffUnknown } from './switch-off.ts'
import { type Held, isSettled, nothingHeld, picked, writeOf } from './write.ts'

/** What a product is saved with. */
export const savedFacets = ['details', 'status', 'price'] as const
/** What is written once the product is there, by calls of its own. */
export const followingFacets = ['tiers', 'placement', 'images', 'variants'] as const
const catalogueFacets = [...savedFacets, ...followingFacets]
type CatalogueFacet = (typeof catalogueFacets)[number]

/** A product that the shop does not hold: every facet at once, with what only new products get. */
export function planCreate(target: Target): ItemPlan {
  const changes: Change[] = []
  let standing = true
  for (const facet of savedFacets) {
    const projected: Projected<Split> = target.projection[facet]
    if (!projected.ok) return { ...noPlan, problem: problemOf(projected.reason) }
    if (isEmpty(projected.value)) continue
    const becomes = fingerprint(facet, projected.value.kept)
    standing &&= isStanding(target, facet, projected.value)
    changes.push({
      kind: 'create',
      itemId: target.itemId,
      sku: target.sku,
      facet,
      source: null,
      before: null,
      value: { ...projected.value.kept, ...projected.value.onCreate },
      fingerprint: becomes,
      danger: 'create',
    })
  }
  if (standing) return { ...noPlan, standing }
  const fresh: Target = { ...target, held: () => nothingHeld }
  const following = followingFacets.flatMap((facet) => {
    const projected = target.projection[facet]
    const own = projected.ok ? changeOf(fresh, facet, projected.value) : []
    // what it offers is made with it: its variants are there by then
    return facet === 'variants' ? own.map((change) => ({ ...change, ...made })) : own
  })
  const stock = planStock(fresh)
  return { ...noPlan, changes: [...changes, ...following, ...stock.changes], problem: stock.problem }
}

/** A product that the shop holds: only facets that differ. One that equals at first contact is adopted. */
export function planUpdate(target: Target): ItemPlan {
  const { details } = target.projection
  if (!details.ok) return { ...noPlan, problem: problemOf(details.reason) }
  const changes: Change[] = []
  let standing = false
  let problem: PlanProblem | null = null
  for (const facet of catalogueFacets) {
    const projected: Projected<Split> = target.projection[facet]
    if (!projected.ok) {
      // a price of 0 is not sent: the shop keeps the one it has, and where it was ours the merchant is told
      if (target.held(facet, null).value !== null) problem = problemOf(projected.reason)
      continue
    }
    standing ||= isStanding(target, facet, projected.value)
    changes.push(...changeOf(target, facet, projected.value))
  }
  if (target.link !== null) return { ...noPlan, changes, problem, standing }
  const stock = planStock(target)
  return { ...noPlan, changes: [...changes, ...stock.changes], problem: stock.problem ?? problem, standing }
}

/** The shop refused just this before. */
function isStanding(target: Target, facet: CatalogueFacet, split: Split): boolean {
  return !target.force && target.held(facet, null).refused === fingerprint(facet, split.kept)
}

/** Nothing but the names of options has changed: the product holds them already. */
const isOnlyRenamed = (split: Split, held: Held): boolean =>
  held.renamed === true && writeOf(split, held.value, held.value, false) === null
const made = { kind: 'create', danger: 'create' } as const

const isEmpty = ({ kept, onCreate }: Split): boolean =>
  Object.keys(kept).length === 0 && Object.keys(onCreate).length === 0

/** Neither the rules fill the facet, nor did they before. */
const isNotOurs = (split: Split, { value }: Held): boolean =>
  Object.keys(split.kept).length === 0 && Object.keys(value ?? {}).length === 0

function changeOf(target: Target, facet: CatalogueFacet, split: Split): readonly Change[] {
  const becomes = fingerprint(facet, split.kept)
  const held = target.held(facet, null)
  if (isNotOurs(split, held) || isSettled(held, becomes, target.force)) return []
  const looked = target.shop.kind === 'product' ? target.shop.holds(facet, null) : null
  const seen = isOnlyRenamed(split, held) ? held.value : looked
  const write = writeOf(split, held.value, seen, target.force)
  const { itemId, sku } = target
  const change = { itemId, sku, facet, source: null, fingerprint: becomes } as const
  if (write === null) {
    return [{ ...change, kind: 'adopt', before: picked(seen, split.kept), value: split.kept, danger: null }]
  }
  const before = picked(seen ?? held.value, write)
  return [
    { ...change, kind: 'update', before, value: write, danger: dangerOf(facet, before, write, target.cost) },
  ]
}

/**
 * Whether the shop must be looked at before this item is planned.
 *
 * A product that may be there already; details that change (the present web address goes along, and a product that is
 * gone is created again); values that are written only where there are none; values of which the ledger knows nothing.
 */
export function needsLook({
  projection,
  link,
  held,
  force,
  claim,
}: Pick<Target, 'projection' | 'link' | 'held' | 'force' | 'claim'>): boolean {
  if (!projection.selected.selected) return link !== null && isSwitchOffUnknown(held('status', null), force)
  if (!projection.sku.ok || claim === 'contested') return false
  if (link === null) return true
  return catalogueFacets.some((facet) => {
    const projected: Projected<Split> = projection[facet]
    const known = held(facet, null)
    if (!projected.ok || isNotOurs(projected.value, known)) return false
    if (isSettled(known, fingerprint(facet, projected.value.kept), force)) return false
    if (isOnlyRenamed(projected.value, known) && !force) return false
    return facet === 'details' || projected.value.whenEmpty.size > 0 || known.acknowledgedAt === null
  })
}
