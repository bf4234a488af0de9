import type { SourceStock } from '../projection/stock.ts'
import type { Change } from './change.ts'
import { dangerOf } from './danger.ts'
import { fingerprint } from './fingerprint.ts'
import { type PlanProblem, problemOf, type Target } from './plan.ts'
import { holds, isSettled } from './write.ts'

export type StockPlan = { readonly changes: readonly Change[]; readonly problem: PlanProblem | null }

/** The stock of one product: one change per source that differs. */
export function planStock(target: Omit<Target, 'claim' | 'cost'>): StockPlan {
  const { stock } = target.projection
  if (!stock.ok) return { changes: [], problem: problemOf(stock.reason) }
  return { changes: stock.value.flatMap((one) => changeOf(target, one)), problem: null }
}

function changeOf(target: Omit<Target, 'claim' | 'cost'>, { source, value }: SourceStock): readonly Change[] {
  const becomes = fingerprint('stock', value)
  const held = target.held('stock', source)
  if (isSettled(held, becomes, target.force)) return []
  const seen = target.shop.kind === 'product' ? target.shop.holds('stock', source) : null
  const before = seen ?? held.value ?? held.readValue
  const { itemId, sku } = target
  const change = { itemId, sku, facet: 'stock', source, before, value, fingerprint: becomes } as const
  return seen !== null && holds(seen, value) && !target.force
    ? [{ ...change, kind: 'adopt', danger: null }]
    : [{ ...change, kind: 'stock', danger: dangerOf('stock', before, value, null) }]
}
