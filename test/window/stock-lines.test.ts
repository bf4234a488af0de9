import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stockLines } from '../../renderer/catalogue/panel/stock-lines.ts'
import { StockSum } from '../../shared/facet.ts'

const sum = (part: Partial<StockSum>): StockSum =>
  StockSum.parse({
    source: 'default',
    shops: [],
    onHand: 12,
    reserved: 0,
    unexported: 0,
    safety: 0,
    push: 12,
    ...part,
  })

test('12 in shops + 2 sold online − 1 safety = 13', () => {
  expect(stockLines(sum({ reserved: 2, safety: 1, push: 13 }))).toEqual([
    { what: 'shops', amount: 12 },
    { what: 'reserved', amount: 2 },
    { what: 'safety', amount: -1 },
  ])
})

test('fewer than none at the till are shown as what they are, and never sent', () => {
  expect(stockLines(sum({ onHand: -3, push: 0 }))).toEqual([
    { what: 'shops', amount: -3 },
    { what: 'floor', amount: 3 },
  ])
})

test('the lines always add up to what is sent', () => {
  const amount = fc.integer({ min: -50, max: 500 })
  const some = fc.nat(50)
  fc.assert(
    fc.property(amount, some, some, some, (onHand, reserved, unexported, safety) => {
      const push = Math.max(
        0,
        onHand + reserved - unexported - Math.min(safety, Math.max(0, onHand - unexported)),
      )
      const lines = stockLines(sum({ onHand, reserved, unexported, safety, push }))
      expect(lines.reduce((total, line) => total + line.amount, 0)).toBe(push)
    }),
  )
})
