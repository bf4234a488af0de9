import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { categories } from './categories.ts'
import { day } from './day.ts'
import { deadlocks } from './deadlocks.ts'
import { firstSync } from './first-sync.ts'
import { magentoFirstSync } from './magento-first-sync.ts'
import { pictures } from './pictures.ts'
import { prices } from './prices.ts'
import { chosenRows, type Measured, rowNames } from './rows.ts'
import { scale } from './scale/scale.ts'
import { judged, table } from './table.ts'

// The promises that are measured:
//
//   npm run bench [-- --only <row>,<row> --json <file>]
//
// Values come from the stand-ins' request logs and clock and from what the system says of the program's process, never
// from the program. Ends with 1 when a promise does not hold, and with 2 when there is no such row.

const groups = [scale, firstSync, magentoFirstSync, deadlocks, day, prices, categories, pictures]

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } })
const start = performance.now()
const say = (text: string): void =>
  console.log(`${((performance.now() - start) / 1000).toFixed(0).padStart(4)} s  ${text}`)

async function bench(json: string | undefined): Promise<void> {
  const chosen = chosenRows(values.only)
  if (!chosen.ok) {
    console.error(`No such row: ${chosen.error.join(', ')}. There are: ${rowNames.join(', ')}`)
    process.exitCode = 2
    return
  }
  const measured: Measured = {}
  for (const group of groups) {
    const wanted = group.rows.filter((row) => chosen.value.has(row))
    if (wanted.length === 0) continue
    const found = await group.measure(say, chosen.value)
    for (const row of wanted) {
      const value = found[row]
      if (value === undefined) throw new Error(`${row} was not measured`)
      measured[row] = value
    }
  }
  const rows = judged(measured)
  say(`load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`)
  console.log(`\n${table(rows)}`)
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`)
  process.exitCode = rows.every(({ holds }) => holds) ? 0 : 1
}

await bench(values.json)
