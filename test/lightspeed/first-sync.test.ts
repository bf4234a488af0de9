import { expect, test } from 'vitest'
import { changedItems } from '../../main/lightspeed/resource/items.ts'
import { generateShop } from '../sandbox/generator/generate.ts'
import { createLightspeed } from '../sandbox/lightspeed/lightspeed.ts'
import { collected, connected, inProcess, lightspeedOver, never } from './harness.ts'
import { simulatedClock } from './simulated-clock.ts'

test.each([
  { items: 20_000, registers: 1 },
  { items: 5000, registers: 4 },
])(
  'a first sync of $items items with $registers registers meets no 429 and uses the bucket well',
  async ({ items, registers }) => {
    const clock = simulatedClock()
    const sandbox = createLightspeed({ clock, options: { registers } })
    sandbox.load(generateShop({ items, seed: 7 }))
    const { lightspeed } = lightspeedOver({ clock, http: inProcess(sandbox.handle, clock, 300) })
    await clock.during(connected(lightspeed, sandbox.approve))

    const from = clock.now()
    const api = lightspeed.api({ priority: 'catalogue', signal: never })
    const { rows, error } = await clock.during(collected(changedItems(api, null)))
    const seconds = (clock.now() - from) / 1000

    expect(error).toBeNull()
    expect(rows.filter((row) => row.kind === 'read')).toHaveLength(items)
    const usage = api.usage()
    expect(usage.requests).toBe(items / 100)
    expect(usage.rateLimited).toBe(0)
    const drip = 1 + 0.5 * (registers - 1)
    const size = 90 + 10 * (registers - 1)
    // What is poured in beyond the room at the start has to leak out first.
    const used = (usage.cost - size * 0.85) / (seconds * drip)
    console.info(
      `${registers} registers: ${usage.requests} requests, ${usage.cost.toFixed(1)} units in ${seconds.toFixed(0)} s, highest level ${usage.highestLevel.toFixed(1)} of ${size}, ${(used * 100).toFixed(1)} % of the drip`,
    )
    expect(used).toBeGreaterThan(0.9)
    expect(usage.highestLevel).toBeLessThanOrEqual(size)
  },
)
