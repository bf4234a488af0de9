import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGreater, parseDecimal, quantityText, twice } from '../../main/catalogue/decimal.ts'

const cents = fc.integer({ min: -100_000_000, max: 100_000_000 })
const money = (amount: number) => parseDecimal(`${amount}e-2`) ?? '0'

test('an amount written as text comes back as the same amount', () => {
  fc.assert(fc.property(cents, (amount) => Number(money(amount)) === amount / 100))
})

test('amounts compare as their cents do', () => {
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      const [left, right] = [parseDecimal(`${a}e-2`), parseDecimal(`${b}e-2`)]
      return left !== null && right !== null && isGreater(left, right) === a > b
    }),
  )
})

test('twice an amount is exactly twice', () => {
  fc.assert(
    fc.property(cents, (amount) => {
      const decimal = parseDecimal(`${amount}e-2`)
      return decimal !== null && twice(decimal) === money(amount * 2)
    }),
  )
})

test.each([
  [0.1 + 0.2, '0.3'],
  [-4, '-4'],
  [1e-9, '0'],
  [12, '12'],
])('the quantity %d is sent as %s', (quantity, text) => {
  expect(quantityText(quantity)).toBe(text)
})
