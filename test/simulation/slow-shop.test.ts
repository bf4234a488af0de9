import { expect, test } from 'vitest'
import { inventSlowStory } from './invent.ts'
import { play } from './play.ts'

const MOST_MS = 15 * 60_000

for (const seed of [1, 2])
  test(
    `a slow shop, long lists and a queue that stands still or loses what it was given end well (seed ${seed})`,
    async () => {
      const { failures, requests } = await play(inventSlowStory(seed))
      expect(failures).toEqual([])
      expect(requests.handedIn).toBeGreaterThan(1)
    },
    MOST_MS,
  )
