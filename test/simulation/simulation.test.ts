import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inventStory } from './invent.ts'
import { play } from './play.ts'
import { shrink } from './shrink.ts'
import { DAY_MINUTES, Story } from './story.ts'

const MOST_MS = 5 * 60_000

/** The first days of an invented story. */
function beginning(seed: number, days: number): Story {
  const story = inventStory(seed)
  return { ...story, days, events: story.events.filter(({ at }) => at < days * DAY_MINUTES) }
}

/** The stories that were found. */
function kept(): readonly { readonly name: string; readonly story: Story }[] {
  const place = join(import.meta.dirname, 'found')
  return readdirSync(place)
    .toSorted()
    .map((file) => {
      const story = Story.parse(JSON.parse(readFileSync(join(place, file), 'utf8')))
      return { name: `${file}: ${story.tells ?? ''}`, story }
    })
}

const endsWell = (story: Story) => async (): Promise<void> => {
  expect((await play(story)).failures).toEqual([])
}

describe('a story that was found', () => {
  for (const { name, story } of kept()) test(name, endsWell(story), MOST_MS)
})

describe('the simulation', () => {
  test(
    'tells the same story the same way: every request at the same moment with the same answer',
    async () => {
      const story = beginning(3, 4)
      const [one, two] = [await play(story), await play(story)]
      expect(two).toEqual(one)
      expect((await play(beginning(4, 4))).digest).not.toBe(one.digest)
    },
    MOST_MS,
  )

  const empty: Story = { seed: 1, schedule: 'tenth', items: 8, days: 1, multiSource: true, events: [] }

  test('notices what is not in step', async () => {
    const events = Array.from({ length: empty.items }, (_, index) => {
      return { at: 600, kind: 'receive' as const, item: String(index + 1), shop: 1, units: 2 }
    })
    const { failures } = await play({ ...empty, events: [...events, { at: 600.001, kind: 'check' }] })
    expect(failures.length).toBeGreaterThan(1)
    for (const failure of failures)
      expect(failure).toMatch(/^2026-01-01T10:00 .+: stock is \d+ \(\d\), not \d+ \(1\)$/)
  })

  test('shrinks a story to what makes it fail', async () => {
    const story = inventStory(5)
    const wanted = story.events.find(({ kind }) => kind === 'archive')
    const small = await shrink(
      story,
      async ({ events }) => events.some(({ kind }) => kind === 'archive'),
      () => true,
    )
    expect([small.events.length, small.events[0]?.kind, small.days < 4]).toEqual([1, wanted?.kind, true])
  })
})
