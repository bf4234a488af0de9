import type { StockSum } from '../../../shared/facet.ts'

export type StockLine = {
  readonly what: 'shops' | 'reserved' | 'unexported' | 'safety' | 'floor'
  readonly amount: number
}

/**
 * The sum behind a stock number, line by line, so that the lines add up to what is sent: the safety stock never eats
 * what is reserved, and the result is never below zero.
 */
export function stockLines(sum: StockSum): readonly StockLine[] {
  const kept = Math.min(sum.safety, Math.max(0, sum.onHand - sum.unexported))
  const lines: StockLine[] = [
    { what: 'shops', amount: sum.onHand },
    { what: 'reserved', amount: sum.reserved },
    { what: 'unexported', amount: -sum.unexported },
    { what: 'safety', amount: -kept },
  ]
  const total = lines.reduce((total, { amount }) => total + amount, 0)
  return [...lines, { what: 'floor' as const, amount: sum.push - total }].filter(
    ({ what, amount }) => what === 'shops' || amount !== 0,
  )
}
