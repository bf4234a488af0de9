import { loadavg } from 'node:os'
import { buildApp } from '../../../scripts/build.ts'
import type { Run } from '../../../shared/job.ts'
import { openShop } from '../../harness/shop.ts'
import { generateShop } from '../../sandbox/generator/generate.ts'
import type { Group, Say } from '../group.ts'
import type { Measured, RowName } from '../rows.ts'
import { bareLoop } from './bare.ts'
import { type MeasuredCore, type Needed, startCore } from './core.ts'
import { fillShop, part } from './stock-up.ts'

const SMALL = 20_000
const MIDDLE = 100_000
const LARGE = 200_000

/** So many registers widen the bucket that a read of everything never waits: time and processor are what is measured. */
const REGISTERS = 2_000

const unchanged: readonly RowName[] = [
  'unchanged-writes',
  'unchanged-peak-mb',
  'unchanged-cpu-ratio',
  'event-loop-blocked-ms',
]

/**
 * A full read of a shop in which nothing has changed, the items with their stock riding on them, on the command line as
 * it ships in a process of its own, over the wire.
 *
 * One generated shop serves all: the till begins with a small part of it and gets the others later. What grows is
 * processor time per item, which other programs on the machine disturb least.
 */
export const scale: Group = {
  rows: [...unchanged, 'growth'],
  async measure(say, wanted) {
    buildApp()
    const all = generateShop({ items: LARGE, seed: 7 })
    const sizes = [
      ...(wanted.has('growth') ? [SMALL] : []),
      ...(unchanged.some((row) => wanted.has(row)) ? [MIDDLE] : []),
      ...(wanted.has('growth') ? [LARGE] : []),
    ]
    const [first = LARGE] = sizes
    const shop = await openShop(first, {
      catalogue: part(all, 0, first),
      lightspeed: { registers: REGISTERS },
    })
    await shop.connect()
    await shop.tillbridge('pause')
    const core = await startCore(shop.environment)
    const cpuPerItem = new Map<number, number>()
    let measured: Measured = {}
    try {
      let had = 0
      for (const size of sizes) {
        const { lightspeed, magento } = shop.sandbox
        if (had > 0) lightspeed.load(part(all, had, size))
        const products = fillShop(lightspeed, magento, had)
        say(`${size} items, ${products} products more`)
        await settle(core, say, had === 0)
        lightspeed.requests.clear()
        magento.requests.clear()
        const once = await reread(core, say, size)
        lightspeed.requests.clear()
        const needed = better(once, await reread(core, say, size))
        cpuPerItem.set(size, needed.cpuMs / size)
        if (size === MIDDLE) {
          const writes = magento.requests.writes().length
          const reads = lightspeed.requests.all().filter(({ route }) => /^GET Item(Shop)?$/.test(route))
          const firstPages = reads.filter(({ path }) => !path.includes('after='))
          const bare = await bareLoop(
            lightspeed,
            firstPages.map(({ path }) => path),
          )
          say(
            `  the bare loop: ${bare.pages} of ${reads.length} pages, ${seconds(bare.cpuMs)} of processor time`,
          )
          if (bare.pages !== reads.length) throw new Error('The bare loop read other pages')
          measured = {
            'unchanged-writes': writes,
            'unchanged-peak-mb': needed.peakMb,
            'unchanged-cpu-ratio': needed.cpuMs / bare.cpuMs,
            'event-loop-blocked-ms': needed.blockedMs,
          }
        }
        had = size
      }
      const [small, large] = [cpuPerItem.get(SMALL), cpuPerItem.get(LARGE)]
      return small === undefined || large === undefined ? measured : { ...measured, growth: large / small }
    } finally {
      await core.close()
      await shop.close()
    }
  },
}

/** Reads what the till has, pairs it with the shop's products and writes what is missing, until nothing is left to do. */
async function settle(core: MeasuredCore, say: Say, isFirst: boolean): Promise<void> {
  tell(say, await core.run('catalogue', 'full'))
  if (isFirst) for (const run of await core.go()) tell(say, run)
  await core.agree()
  tell(say, await core.run('stock'))
}

async function reread(core: MeasuredCore, say: Say, items: number): Promise<Needed> {
  let read = 0
  const needed = await core.measured(async () => {
    const everything = await core.run('catalogue', 'full')
    read = everything.counts.read
    tell(say, everything)
    tell(say, await core.run('stock'))
  })
  if (read !== items) throw new Error(`${read} items were read instead of ${items}`)
  say(
    `  once more, unchanged: ${seconds(needed.cpuMs)} of processor time, ${needed.peakMb.toFixed(0)} MB, held at the ` +
      `longest for ${needed.blockedMs.toFixed(0)} ms, ${needed.busyMs.toFixed(0)} of them at work; ` +
      `load ${loadavg()[0]?.toFixed(1)}`,
  )
  return needed
}

/** The one that was disturbed less counts: other programs share the processor, and the disk. Of memory, the most. */
const better = (one: Needed, other: Needed): Needed => ({
  peakMb: Math.max(one.peakMb, other.peakMb),
  cpuMs: Math.min(one.cpuMs, other.cpuMs),
  ...(one.blockedMs < other.blockedMs ? held(one) : held(other)),
})

const held = ({ blockedMs, busyMs }: Needed) => ({ blockedMs, busyMs })

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

function tell(say: Say, { job, outcome, counts, startedAt, endedAt }: Run): void {
  const took = Date.parse(endedAt ?? startedAt) - Date.parse(startedAt)
  const done = Object.entries(counts).filter(([, count]) => count > 0)
  say(
    `  ${job}: ${outcome?.kind} in ${seconds(took)}; ${done.map(([name, count]) => `${name} ${count}`).join(', ')}`,
  )
}
