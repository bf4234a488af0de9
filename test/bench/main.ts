import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { buildApp } from '../../scripts/build.ts'
import type { Run } from '../../shared/job.ts'
import { openShop } from '../harness/shop.ts'
import { startCore } from './core.ts'
import { row, table } from './table.ts'

// The promises that are measured, on the command line as it ships:
//
//   npm run bench [-- --json <file>] [--items <n>]
//
// Ends with 1 when one of them does not hold.

/**
 * So many registers widen the bucket (480 units, 20.5 a second) that a read of 20,000 items ends in half a minute; it
 * still costs more than there is room for, and has to wait.
 */
const REGISTERS = 40

const { values } = parseArgs({
  options: { json: { type: 'string' }, items: { type: 'string', default: '20000' } },
})

const start = performance.now()
const say = (text: string): void =>
  console.log(`${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s  ${text}`)

function tell({ job, outcome, counts, startedAt, endedAt }: Run): void {
  const seconds = ((Date.parse(endedAt ?? startedAt) - Date.parse(startedAt)) / 1000).toFixed(1)
  const done = Object.entries(counts).filter(([, count]) => count > 0)
  say(
    `  ${job}: ${outcome?.kind} in ${seconds} s; ${done.map(([name, count]) => `${name} ${count}`).join(', ')}`,
  )
}

buildApp()
const items = Number(values.items)
const shop = await openShop(items, { lightspeed: { registers: REGISTERS } })
const { lightspeed, magento } = shop.sandbox
await shop.connect()
await shop.tillbridge('pause')
const core = await startCore(shop.environment)
try {
  say(`First sync of ${items} items`)
  lightspeed.requests.clear()
  tell(await core.run('catalogue'))
  for (const run of await core.go()) tell(run)
  tell(await core.run('stock'))
  const rateLimited = lightspeed.requests.all().filter(({ status }) => status === 429).length

  say('Everything once more, unchanged')
  magento.requests.clear()
  const again = await core.measured(async () => {
    const everything = await core.run('catalogue', 'full')
    tell(everything)
    tell(await core.run('stock'))
    return everything.counts.read
  })
  if (again.result !== items || magento.shop.count().products < items / 2)
    throw new Error('Too little was read or sent for the numbers to mean anything')

  say(
    `  held at the longest for ${again.blockedMs.toFixed(0)} ms, ${again.busyMs.toFixed(0)} of them at work; ` +
      `load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`,
  )

  const rows = [
    row('unchanged-writes', magento.requests.writes().length, 0, 'writes'),
    row('unchanged-peak-mb', again.peakMb, 250, 'MB'),
    row('event-loop-blocked-ms', again.blockedMs, 100, 'ms'),
    row('first-sync-429', rateLimited, 0, 'answers'),
  ]
  console.log(`\n${table(rows)}`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`)
  process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1
} finally {
  await core.close()
  await shop.close()
}
