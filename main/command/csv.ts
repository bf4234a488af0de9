import type { Core } from '../../shared/contract.ts'
import type { Run } from '../../shared/job.ts'
import { planCsv } from '../../shared/plan-csv.ts'
import { type Telling, tellFailure } from './io.ts'

/** The plans of runs as one table for a spreadsheet. */
export async function tellCsv(core: Core, telling: Telling, runs: readonly Run[]): Promise<void> {
  const { io, words, now } = telling
  const runIds = runs.map(({ id }) => id)
  for await (const line of planCsv(core, words, now(), runIds)) {
    if (!line.ok) return void tellFailure(telling, line.error)
    io.out(line.value)
  }
}
