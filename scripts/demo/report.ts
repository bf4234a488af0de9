import { noCounts, type Run, RunCounts } from '../../shared/job.ts'
import type { RunningSandbox } from '../../test/sandbox/start.ts'

/** What some runs did, as Tillbridge counts it and as the services saw it. */
export type Measured = {
  counts: RunCounts
  seconds: number
  /** Products of the web shop that were left alone. */
  unchanged: number
  lightspeed: { requests: number; units: number; refused: number }
  magento: { requests: number; writes: number }
}

/** Does a piece of work with the services' logs cleared before it, and counts what came in. */
export async function measure(sandbox: RunningSandbox, work: () => Promise<Run[]>): Promise<Measured> {
  const { lightspeed, magento } = sandbox
  lightspeed.requests.clear()
  magento.requests.clear()
  const start = performance.now()
  const runs = await work()
  const seconds = (performance.now() - start) / 1000
  const counts = runs.map((run) => run.counts).reduce(add, noCounts)
  const touched = counts.created + counts.updated + counts.disabled
  const atTill = lightspeed.requests.all()
  return {
    counts,
    seconds,
    unchanged: magento.shop.count().products - touched,
    lightspeed: {
      requests: atTill.length,
      units: Math.round(atTill.reduce((sum, request) => sum + request.cost, 0) * 10) / 10,
      refused: atTill.filter((request) => request.status === 429).length,
    },
    magento: { requests: magento.requests.all().length, writes: magento.requests.writes().length },
  }
}

function add(one: RunCounts, other: RunCounts): RunCounts {
  const sums = RunCounts.keyof().options.map((name) => [name, one[name] + other[name]])
  return RunCounts.parse(Object.fromEntries(sums))
}

/** A column for each measured piece of work, under its title. */
export function table(columns: Record<string, Measured>): string {
  const measured = Object.values(columns)
  const row = (title: string, value: (one: Measured) => string | number): string[] => [
    title,
    ...measured.map((one) => String(value(one))),
  ]
  const rows = [
    ['', ...Object.keys(columns)],
    row('records read from the till', ({ counts }) => counts.read),
    row('products created', ({ counts }) => counts.created),
    row('products updated', ({ counts }) => counts.updated),
    row('products disabled', ({ counts }) => counts.disabled),
    row('products unchanged', ({ unchanged }) => unchanged),
    row('stock rows sent', ({ counts }) => counts.stock),
    row('requests to Lightspeed', ({ lightspeed }) => lightspeed.requests),
    row('  their cost in units of its bucket', ({ lightspeed }) => lightspeed.units),
    row('  refused because the bucket was full', ({ lightspeed }) => lightspeed.refused),
    row('requests to Magento', ({ magento }) => magento.requests),
    row('  of which write', ({ magento }) => magento.writes),
    row('seconds', ({ seconds }) => seconds.toFixed(1)),
  ]
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((cells) => cells[at]?.length ?? 0))) ?? []
  const aligned = (cells: string[]): string =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('   ')
  return rows.map(aligned).join('\n')
}
