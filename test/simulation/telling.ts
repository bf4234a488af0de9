import { expect, test } from 'vitest'
import { inventStory } from './invent.ts'
import { play } from './play.ts'
import type { Story } from './story.ts'

const MOST_MS = 15 * 60_000
/** Of program and both stand-ins, over twenty days in which the shop itself grows by some products. */
const MOST_GROWTH_MB = 8

/** One test for each of these numbers: thirty days, and both sides agree. */
export function tellStories(first: number, last: number, schedule: Story['schedule'] = 'tenth'): void {
  for (let seed = first; seed <= last; seed += 1) {
    test(
      `thirty days of trade and trouble end well (seed ${seed}, ${schedule} schedule)`,
      async () => {
        const story = inventStory(seed, schedule)
        const { failures, rows, held } = await play(story)
        expect(failures).toEqual([])
        expect(rows).toMatchObject(bounded(story))
        expect(Math.max(...held) - Math.min(...held)).toBeLessThan(MOST_GROWTH_MB)
      },
      MOST_MS,
    )
  }
}

const atMost = (most: number) => expect.toSatisfy((rows: number) => rows <= most, `at most ${most}`)

/** What the ledger may hold after a story: it grows with what happened, and not with how often was looked. */
export function bounded({ days, events }: Story) {
  const jobs = 2
  return {
    plans: atMost(21),
    plan_changes: atMost(21 * 100),
    // a line a day and job, the runs that did something, and those around each trouble
    runs: atMost(jobs * (days + 2) + 2 * events.length),
    // each event reaches two facets at most, and a re-send at the end all of them
    changes: atMost(2 * events.length + 500),
    problems: atMost(50),
    decisions: atMost(20),
  }
}
