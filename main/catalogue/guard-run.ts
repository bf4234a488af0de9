import type { FacetName } from '../../shared/facet.ts'
import type { SyncJob } from '../../shared/job.ts'
import { type Decision, DecisionKind } from '../../shared/problem.ts'
import type { PlanChange } from '../store/plans.ts'
import { instant } from '../support/clock.ts'
import { guard, type Verdict } from './plan/guard.ts'
import { toldValue } from './told-value.ts'
import type { Work } from './work.ts'

const DAY_MS = 86_400_000
const EXAMPLES = 5

/** Which dangers a job's plans tell of as a whole, so that a decision about them is over when none is left. */
const kindsOf: Readonly<Record<SyncJob, readonly DecisionKind[]>> = {
  catalogue: ['disable', 'price-fall', 'create', 'no-pictures'],
  stock: ['zero-stock'],
}

/** What the guard made of a plan. */
export type Guarded = {
  /** Dangers that are the merchant's own wish: they do not count against the next 24 hours. */
  readonly approved: ReadonlySet<DecisionKind>
  /** Decisions that are over once the run is through. */
  readonly settled: readonly number[]
  /** Decisions that wait for the merchant. */
  readonly waiting: number
}

/** Checks a whole plan, keeps back what is too much, and asks the merchant about it. */
export function guardRun(work: Work, job: SyncJob): Guarded {
  const { ledger, policy, clock } = work
  const since = instant(clock.now() - DAY_MS)
  const dangers = DecisionKind.options.map((kind) => ({
    kind,
    ...dangerOf(work, kind),
  }))
  const linked = ledger.links.count('linked')
  const createsExpected = areCreatesExpected(work)
  const verdicts = guard({
    counts: dangers.map(({ kind, products }) => ({
      kind,
      planned: products,
      recent: ledger.changes.dangerSince(kind, since),
    })),
    linked,
    limits: policy.rules.guard,
    createsExpected,
    asked: DecisionKind.options.flatMap((kind) => ledger.decisions.current(kind) ?? []),
  })
  for (const verdict of verdicts) {
    const examples = dangers.find(({ kind }) => kind === verdict.kind)?.examples ?? []
    holdBack(work, verdict, linked, examples)
  }
  const approved = verdicts.filter(({ approved: byMerchant }) => byMerchant).map(({ kind }) => kind)
  return {
    approved: new Set([...approved, ...(createsExpected ? (['create'] as const) : [])]),
    settled: settledBy(work, job, verdicts),
    waiting: verdicts.filter(({ verdict }) => verdict === 'hold').length,
  }
}

function holdBack(
  work: Work,
  { kind, verdict, products }: Verdict,
  linked: number,
  examples: readonly PlanChange[],
): void {
  const { ledger, context } = work
  if (verdict === 'pass') return
  const before = ledger.decisions.current(kind)
  if (verdict === 'refused' && before !== null) {
    ledger.plans.hold(context.runId, kind, before.id)
    return
  }
  const asked = ledger.decisions.ask({ kind, products, linked, examples: examples.map(example) })
  if (asked.answer !== null) ledger.decisions.askAgain(asked.id)
  ledger.plans.hold(context.runId, kind, asked.id)
}

/** Answered with yes and now carried out, or nothing is left to decide. Chosen items tell nothing of the others. */
function settledBy({ ledger, context }: Work, job: SyncJob, verdicts: readonly Verdict[]): readonly number[] {
  if (context.mode.scope.kind === 'items') return []
  return kindsOf[job].flatMap((kind) => {
    const verdict = verdicts.find((one) => one.kind === kind)
    const decision = ledger.decisions.current(kind)
    return decision === null || (verdict !== undefined && verdict.verdict !== 'pass') ? [] : [decision.id]
  })
}

/** Of a new product, which is several changes, the price is the example. */
function dangerOf({ ledger, context }: Work, kind: DecisionKind) {
  const { products, examples } = ledger.plans.danger(context.runId, kind, EXAMPLES * 3)
  const rows = kind === 'create' ? examples.filter(({ facet }) => facet === 'price') : examples
  const byItem = new Map(rows.map((row) => [row.itemId, row]))
  return { products, examples: [...byItem.values()].slice(0, EXAMPLES) }
}

/** The value that tells most of a facet; of pictures the first. */
const exampleCodes: Partial<Record<FacetName, string>> = { stock: 'quantity', price: 'price', images: '1' }

const example = ({ sku, name, before, value, facet }: PlanChange): Decision['examples'][number] => {
  const code = exampleCodes[facet] ?? 'status'
  const told = (one: string | null | undefined): string => toldValue(facet, one ?? null) ?? ''
  return { sku, name, before: told(before?.[code]), after: told(value[code]) }
}

/**
 * Whether new products are what the merchant asked for: no sync of everything has ended well since the merchant said
 * go, or since what goes online was last changed. A ledger that was mended has lost the syncs before it.
 */
function areCreatesExpected({ ledger }: Work): boolean {
  const lastSuccessAt = ledger.runs.lastSuccessAt('catalogue') ?? ledger.lists.mended.get()?.readAt ?? null
  const { goneAt } = ledger.pair.get()
  const askedAt = [goneAt, selectionChangedAt(ledger)]
    .filter((at) => at !== null)
    .toSorted()
    .at(-1)
  return lastSuccessAt === null || (askedAt !== undefined && lastSuccessAt < askedAt)
}

/** History that is searched for the last change of selection or SKU rule. */
const VERSIONS = 20

function selectionChangedAt(ledger: Work['ledger']): string | null {
  const history = ledger.rules.history(VERSIONS)
  const changed = history.find(({ value }, at) => {
    const earlier = history[at + 1]?.value
    const decides = ({ selection, skuRule, barcodeAttribute }: typeof value) =>
      JSON.stringify([selection, skuRule, barcodeAttribute])
    return earlier === undefined || decides(earlier) !== decides(value)
  })
  return changed?.at ?? null
}
