import type { FacetName, FacetValue } from '../../../shared/facet.ts'
import type { Decimal, ItemId, Sku, SourceCode } from '../../../shared/ids.ts'
import type { Message } from '../../../shared/message.ts'
import type { ProblemKind } from '../../../shared/problem.ts'
import type { Projection } from '../projection/project.ts'
import type { Reason } from '../projection/projected.ts'
import type { Deselected } from '../selection.ts'
import type { Change } from './change.ts'
import type { Held } from './write.ts'

/** What a plan knows of one item: the projection, and what was acknowledged and seen of its product. */
export type PlanInput = {
  readonly itemId: ItemId
  readonly projection: Projection
  /** What the item costs the merchant; null when unknown. */
  readonly cost: Decimal | null
  /** The product that an earlier run linked; null when there is none. */
  readonly link: Pairing | null
  held(facet: FacetName, source: SourceCode | null): Held
  readonly shop: InShop
  /** How the item stands among those with the same SKU. */
  readonly claim: Claim
  /** Re-send: what equals is written all the same. */
  readonly force: boolean
}

/**
 * What was found in the shop of an item: under its SKU, or else by its barcode.
 *
 * `unasked`: not looked up, since the ledger tells enough.
 */
export type InShop =
  | { readonly kind: 'unasked' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'doubled' }
  /** A product of another SKU that the shop takes for the same. */
  | { readonly kind: 'other-sku' }
  | { readonly kind: 'other-type'; readonly type: string; readonly sku: string }
  /** Several products hold the item's barcode. */
  | { readonly kind: 'barcode-doubled'; readonly skus: readonly string[] }
  /** Another item leads to the product that holds the item's barcode. */
  | { readonly kind: 'taken'; readonly sku: string; readonly by: string }
  | {
      readonly kind: 'product'
      /** As the shop spells it. */
      readonly sku: Sku
      holds(facet: FacetName, source: SourceCode | null): FacetValue | null
    }

/**
 * Who has a SKU that several items carry.
 *
 * `own`: this item. `contested`: another one is linked or goes online with it, so this one is held. `passed-on`: this
 * one has left the selection and the only other takes its product over.
 */
export type Claim = 'own' | 'contested' | 'passed-on'

/** The product's SKU, and the item's own when they were paired. */
export type Pairing = { readonly sku: Sku; readonly itemSku: Sku }

/** What follows for one item. */
export type ItemPlan = {
  readonly changes: readonly Change[]
  readonly problem: PlanProblem | null
  /** The shop refused what would be sent again: the problem that was told then stands. */
  readonly standing: boolean
  /** Why nothing is online, when the selection says so. */
  readonly deselected: Deselected | null
}

/** What the merchant is told of an item. */
export type PlanProblem = { readonly kind: ProblemKind; readonly params: Message['params'] }

/** An item whose SKU is settled. */
export type Target = PlanInput & { readonly sku: Sku }

export const noPlan: ItemPlan = { changes: [], problem: null, standing: false, deselected: null }

export const problemOf = ({ kind, params }: Reason): PlanProblem | null =>
  kind === 'not-stocked' || kind === 'not-known' ? null : { kind, params }
