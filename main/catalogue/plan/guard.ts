import type { DecisionKind } from '../../../shared/problem.ts'
import type { Rules } from '../../../shared/rules.ts'

/** Products of one kind of danger: in the plan, and of the last 24 hours, so that small steps are seen too. */
export type DangerCount = {
  readonly kind: DecisionKind
  readonly planned: number
  readonly recent: number
}

/** What the merchant was asked before and has not been carried out or withdrawn. */
export type AskedBefore = {
  readonly kind: DecisionKind
  readonly products: number
  readonly answer: 'yes' | 'no' | null
}

export type GuardInput = {
  readonly counts: readonly DangerCount[]
  readonly linked: number
  readonly limits: Rules['guard']
  /** The merchant has just changed what goes online, or has just said go: new products are what was asked for. */
  readonly createsExpected: boolean
  readonly asked: readonly AskedBefore[]
}

/**
 * What becomes of the changes of one kind.
 *
 * `pass`: few enough, or the merchant has said yes to as many. `hold`: kept back, and the merchant is asked. `refused`:
 * kept back, the merchant has said no.
 */
export type Verdict = {
  readonly kind: DecisionKind
  readonly verdict: 'pass' | 'hold' | 'refused'
  /** Passes only because the merchant said yes. */
  readonly approved: boolean
  readonly products: number
}

/** The check that a plan is not a disaster. Kinds that the plan does not hold have no verdict. */
export function guard(input: GuardInput): readonly Verdict[] {
  return input.counts.filter(({ planned }) => planned > 0).map((count) => verdictOn(count, input))
}

function verdictOn({ kind, planned, recent }: DangerCount, input: GuardInput): Verdict {
  const verdict = (said: Verdict['verdict'], approved = false): Verdict => ({
    kind,
    verdict: said,
    approved,
    products: planned,
  })
  if (kind === 'create' && input.createsExpected) return verdict('pass')
  if (!isTooMany(kind, planned + recent, input)) return verdict('pass')
  const asked = input.asked.find((one) => one.kind === kind)
  // an answer is for what was asked: more than that is a new question
  if (asked === undefined || asked.answer === null || planned > asked.products) return verdict('hold')
  return asked.answer === 'yes' ? verdict('pass', true) : verdict('refused')
}

function isTooMany(kind: DecisionKind, products: number, { limits, linked }: GuardInput): boolean {
  if (kind === 'price-fall') return products > limits.priceFalls
  return products > limits.most || (products > limits.products && products > linked * limits.share)
}

/**
 * Whether so many items of a plan lack their stock rows that the source itself must be broken.
 *
 * @param missing items whose stock cannot be told
 * @param known items whose stock can
 */
export function stockLooksBroken(missing: number, known: number, limits: Rules['guard']): boolean {
  return missing > limits.products && missing > (missing + known) * limits.share
}

/** Whether a full read met so few of the items of the mirror that the feed itself must be broken. */
export function feedLooksBroken(met: number, unmet: number, limits: Rules['guard']): boolean {
  if (met === 0) return unmet > 0
  return unmet > limits.most || (unmet > limits.products && unmet > (met + unmet) * limits.share)
}
