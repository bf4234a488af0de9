import { expect, test } from 'vitest'
import { moveTo } from '../../renderer/parts/move-to.ts'

test('keys move through the rows and stop at both ends', () => {
  const from = (active: number) => (key: string) => moveTo(key, active, 100, 10)
  expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map(from(5))).toEqual([
    6, 4, 15, 0, 0, 99,
  ])
  expect(from(99)('ArrowDown')).toBe(99)
  expect(from(0)('ArrowUp')).toBe(0)
  expect(from(5)('Enter')).toBeNull()
})
