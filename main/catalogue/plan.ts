import type { FacetName, FacetValue } from '../../shared/facet.ts'
import type { Decimal, Fingerprint, ItemId, Sku, SourceCode } from '../../shared/ids.ts'
import type { Message } from '../../shared/message.ts'
import type { ProblemKind } from '../../shared/problem.ts'
import type { Change } from './change.ts'
import { dangerOf } from './danger.ts'
import { fingerprint } from './fingerprint.ts'
import type { Projection } from './projection/project.ts'
import type { Projected, Reason } from './projection/projected.ts'
import type { Split } from './projection/split.ts'
import { switchedOff } from './projection/status.ts'
import type { SourceStock } from './projection/stock.ts'
import type { Deselected } from './selection.ts'
import { skuKey } from './sku.ts'
import { type Held, nothingHeld, writeOf } from './write.ts'

/** What a plan knows of one item: the projection, and what was acknowledged and seen of its product. */
export type PlanInput = {
  readonly itemId: ItemId
  readonly projection: Projection
  /** What the item costs the merchant; null when unknown. */
  readonly cost: Decimal | null
  /** The product that an earlier run linked; null when there is none. */
  readonly link: { readonly sku: Sku } | null
  held(facet: FacetName, source: SourceCode | null): Held
  readonly shop: InShop
  /** Another item that goes online has the same SKU and the better claim to it. */
  readonly duplicate: boolean
  /** Re-send: what equals is written all the same. */
  readonly force: boolean
}

/**
 * What was found in the shop under the item's SKU.
 *
 * `unasked`: not looked up, since the ledger tells enough.
 */
export type InShop =
  | { readonly kind: 'unasked' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'doubled' }
  | { readonly kind: 'other-type'; readonly type: string }
  | { readonly kind: 'product'; holds(facet: FacetName, source: SourceCode | null): FacetValue | null }

/** What follows for one item. A problem keeps the catalogue facets of the item back; its stock may still go on. */
export type ItemPlan = {
  readonly changes: readonly Change[]
  readonly problem: PlanProblem | null
  /** The shop refused what would be sent again: the problem that was told then stands. */
  readonly standing: boolean
  /** Why nothing is online, when the selection says so. */
  readonly deselected: Deselected | null
}

export type PlanProblem = { readonly kind: ProblemKind; readonly params: Message['params'] }

/** Details, status and price of one item, and the stock of a product that is about to be linked. */
export function planCatalogue(input: PlanInput): ItemPlan {
  const { selected, sku } = input.projection
  if (!selected.selected) return planSwitchOff(input, selected.because)
  if (!sku.ok) return stopped(sku.kind, 'text' in sku ? { sku: sku.text } : {})
  if (input.link !== null && skuKey(input.link.sku) !== skuKey(sku.sku)) {
    return stopped('sku-changed', { sku: sku.sku, linkedSku: input.link.sku })
  }
  if (input.duplicate) return stopped('sku-duplicate', { sku: sku.sku })
  if (input.shop.kind === 'doubled') return stopped('product-doubled', { sku: sku.sku })
  if (input.shop.kind === 'other-type')
    return stopped('product-type', { sku: sku.sku, type: input.shop.type })
  const target = { ...input, sku: input.link?.sku ?? sku.sku }
  return input.shop.kind === 'absent' ? planCreate(target) : planUpdate(target)
}

type Target = PlanInput & { readonly sku: Sku }

const nothing: ItemPlan = { changes: [], problem: null, standing: false, deselected: null }

const stopped = (kind: ProblemKind, params: Message['params']): ItemPlan => ({
  ...nothing,
  problem: { kind, params },
})

const problemOf = ({ kind, params }: Reason): PlanProblem | null =>
  kind === 'not-stocked' ? null : { kind, params }

/** A linked item that is archived or deselected is disabled, never deleted; one never linked touches nothing. */
function planSwitchOff(input: PlanInput, because: Deselected): ItemPlan {
  const becomes = fingerprint('status', switchedOff)
  const held = input.held('status', null)
  if (input.link === null || settledAs(becomes, held, input.force)) return { ...nothing, deselected: because }
  const change = {
    kind: 'disable',
    itemId: input.itemId,
    sku: input.link.sku,
    facet: 'status',
    source: null,
    before: held.value,
    value: switchedOff,
    fingerprint: becomes,
    danger: 'disable',
  } as const
  return { ...nothing, changes: [change], deselected: because }
}

/** Acknowledged, or refused before and unchanged since. */
const settledAs = (becomes: Fingerprint, held: Held, force: boolean): boolean =>
  !force && (held.fingerprint === becomes || held.refused === becomes)

const catalogueFacets = ['details', 'status', 'price'] as const

/** A product that the shop does not hold: every facet at once, with what only new products get. */
function planCreate(target: Target): ItemPlan {
  const changes: Change[] = []
  let standing = true
  for (const facet of catalogueFacets) {
    const projected: Projected<Split> = target.projection[facet]
    if (!projected.ok) return { ...nothing, problem: problemOf(projected.reason) }
    const becomes = fingerprint(facet, projected.value.kept)
    standing &&= !target.force && target.held(facet, null).refused === becomes
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
  if (standing) return { ...nothing, standing }
  const stock = planStock({ ...target, held: () => nothingHeld })
  return { ...nothing, changes: [...changes, ...stock.changes], problem: stock.problem }
}

/** A product that the shop holds: only facets that differ. One that equals at first contact is adopted. */
function planUpdate(target: Target): ItemPlan {
  const { details } = target.projection
  if (!details.ok) return { ...nothing, problem: problemOf(details.reason) }
  const changes: Change[] = []
  let standing = false
  for (const facet of catalogueFacets) {
    const projected: Projected<Split> = target.projection[facet]
    // a price of 0 is not sent; the shop keeps the one it has
    if (!projected.ok) continue
    standing ||= isStanding(target, facet, projected.value)
    changes.push(...changeOf(target, facet, projected.value))
  }
  if (target.link !== null) return { ...nothing, changes, standing }
  const stock = planStock(target)
  return { ...nothing, changes: [...changes, ...stock.changes], problem: stock.problem, standing }
}

function isStanding(target: Target, facet: FacetName, split: Split): boolean {
  return !target.force && target.held(facet, null).refused === fingerprint(facet, split.kept)
}

function changeOf(target: Target, facet: (typeof catalogueFacets)[number], split: Split): readonly Change[] {
  const becomes = fingerprint(facet, split.kept)
  const held = target.held(facet, null)
  if (settledAs(becomes, held, target.force)) return []
  const seen = target.shop.kind === 'product' ? target.shop.holds(facet, null) : null
  const write = writeOf(split, held.value, seen, target.force)
  const before = seen ?? held.value
  const { itemId, sku } = target
  const change = { itemId, sku, facet, source: null, before, fingerprint: becomes } as const
  return write === null
    ? [{ ...change, kind: 'adopt', value: split.kept, danger: null }]
    : [{ ...change, kind: 'update', value: write, danger: dangerOf(facet, before, write, target.cost) }]
}

/** The stock of one linked product: one change per source that differs. */
export function planStock(input: Target): {
  readonly changes: readonly Change[]
  readonly problem: PlanProblem | null
} {
  const { stock } = input.projection
  if (stock.ok) return { changes: stock.value.flatMap((one) => stockChange(input, one)), problem: null }
  return { changes: [], problem: problemOf(stock.reason) }
}

function stockChange(input: Target, { source, value }: SourceStock): readonly Change[] {
  const becomes = fingerprint('stock', value)
  const held = input.held('stock', source)
  if (settledAs(becomes, held, input.force)) return []
  const seen = input.shop.kind === 'product' ? input.shop.holds('stock', source) : null
  const before = seen ?? held.value
  const { itemId, sku } = input
  const change = { itemId, sku, facet: 'stock', source, before, value, fingerprint: becomes } as const
  const equal = seen !== null && seen.quantity === value.quantity && seen.in_stock === value.in_stock
  return equal && !input.force
    ? [{ ...change, kind: 'adopt', danger: null }]
    : [{ ...change, kind: 'stock', danger: dangerOf('stock', before, value, null) }]
}
