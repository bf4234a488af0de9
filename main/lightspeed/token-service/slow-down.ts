import type { Clock } from '../../support/clock.ts'

/** Holds back whoever shows wrong keys; right ones never wait, so nobody can be shut out by another's mistakes. */
export type SlowDown = {
  /**
   * Counts one more wrong key from there and waits, longer each time.
   *
   * @returns how many came from there lately; null, at once, when too many wait already
   */
  wrong(from: string): Promise<number | null>
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
const FORGOTTEN_AFTER_MS = 15 * 60_000
/** Places remembered, and answers held back: more would be an attack on the memory. */
const MOST_PLACES = 1000
const MOST_WAITING = 100

export function createSlowDown(clock: Clock): SlowDown {
  const places = new Map<string, { readonly count: number; readonly at: number }>()
  let waiting = 0

  function countFrom(from: string): number {
    const now = clock.now()
    const before = places.get(from)
    const count = before === undefined || now - before.at > FORGOTTEN_AFTER_MS ? 1 : before.count + 1
    // Put in anew, so that the first in the map is the one that was quiet longest.
    places.delete(from)
    places.set(from, { count, at: now })
    const [oldest] = places.keys()
    if (places.size > MOST_PLACES && oldest !== undefined) places.delete(oldest)
    return count
  }

  return {
    wrong: async (from) => {
      const count = countFrom(from)
      if (waiting >= MOST_WAITING) return null
      waiting += 1
      try {
        await clock.sleep(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(count - 1, 10)))
      } finally {
        waiting -= 1
      }
      return count
    },
  }
}
