import { expect, test } from 'vitest'
import { steadyClock } from '../../main/support/steady-clock.ts'

test('a clock that is set back goes on from where it was, for whoever measures how long something takes', () => {
  let now = 1000
  const clock = steadyClock({ now: () => now, sleep: async () => {} })
  const seen = [1000, 5000, 2000, 2500, 9000].map((moment) => {
    now = moment
    return clock.now()
  })
  expect(seen).toEqual([1000, 5000, 5000, 5500, 12_000])
})
