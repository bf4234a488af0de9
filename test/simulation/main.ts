import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { inventSlowStory, inventStory } from './invent.ts'
import { play } from './play.ts'
import { shrink } from './shrink.ts'
import { Story } from './story.ts'

// Plays invented stories, and keeps the smallest one that still fails:
//
//   npm run simulate -- --seeds 100 [--first 1] [--schedule default] [--minutes 20] [--slow-shop]
//
// Ends with 1 when a story fails.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    first: { type: 'string', default: '1' },
    /** `tenth` (the default schedule, ten times slower) or `default`. */
    schedule: { type: 'string', default: 'tenth' },
    /** How long a failing story is shrunk at most. */
    minutes: { type: 'string', default: '20' },
    'slow-shop': { type: 'boolean', default: false },
  },
})

const schedule = Story.shape.schedule.parse(values.schedule)
const first = Number(values.first)

for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
  const story = values['slow-shop'] ? inventSlowStory(seed) : inventStory(seed, schedule)
  const start = performance.now()
  const { failures, requests } = await play(story)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  console.log(
    `seed ${seed}: ${story.events.length} events, ${requests.till} + ${requests.shop} requests, ${seconds} s: ${failures.length === 0 ? 'both sides agree' : `${failures.length} failures`}`,
  )
  if (failures.length > 0) await keep(story, failures)
}

/** What a failure says, whoever it is about and whenever: a smaller story must fail in the same way. */
function wayOf(failure: string): string {
  return failure
    .slice('2026-01-01T00:00 '.length)
    .replace(/^.*?: /, '')
    .replace(/"[^"]*"|\d+/g, '…')
}

async function keep(story: Story, failures: readonly string[]): Promise<void> {
  process.exitCode = 1
  for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`)
  const until = performance.now() + Number(values.minutes) * 60_000
  const ways = new Set(failures.map(wayOf))
  let last = failures
  const small = await shrink(
    story,
    async (smaller) => {
      const played = await play(smaller)
      const isAlike = played.failures.some((failure) => ways.has(wayOf(failure)))
      if (isAlike) last = played.failures
      return isAlike
    },
    () => performance.now() < until,
  )
  const file = join(import.meta.dirname, 'found', `seed-${story.seed}-${story.schedule}.json`)
  writeFileSync(file, `${JSON.stringify({ tells: last[0] ?? '', ...small }, null, 2)}\n`)
  console.log(`  shrunk to ${small.events.length} events in ${small.days} days: ${file}`)
  for (const failure of last.slice(0, 10)) console.log(`  ${failure}`)
}
