import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const sources = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
const named = new Set(
  sources.flatMap((source) => source.match(/\b[MR]\d\d\b(?=[^']*', (?:async )?\()/g) ?? []),
)

const without = (letter: string, last: number): string[] =>
  Array.from({ length: last }, (_each, n) => `${letter}${String(n + 1).padStart(2, '0')}`).filter(
    (number) => !named.has(number),
  )

test('every known quirk of a shop has a test, but for those of orders', () => {
  expect([...without('M', 70), ...without('R', 73)]).toEqual([
    'M54', // rows of orders
    'M55', // signs of discounts
    'M57', // comments on orders
    'R61', // shipping from a source
    'R67', // totals of rows
    'R68', // parent and child rows
    'R69', // comments and dates
    'R70', // cancelling and holding
    'R71', // refunds
    'R72', // order numbers
    'R73', // fields without a value
  ])
})
