import type { Core } from '../../shared/contract.ts'
import type { Run } from '../../shared/job.ts'
import { message } from '../../shared/message.ts'
import type { PlanRow } from '../../shared/plan.ts'
import { type Telling, tellFailure } from './io.ts'

const PAGE = 500
/** Makes spreadsheets read the file as UTF-8. */
const BOM = '\ufeff'
const columns = ['item', 'name', 'sku', 'what', 'field', 'now', 'after'] as const

/** The plans of runs as one CSV table: each value that would be written, with what it would write over. */
export async function tellCsv(core: Core, telling: Telling, runs: readonly Run[]): Promise<void> {
  const { io, words, now } = telling
  const head = columns.map((column) => words.say(message(`cli.csv.${column}`), now()))
  io.out(BOM + csvLine(head))
  for (const run of runs) {
    for (let offset = 0; ; offset += PAGE) {
      const page = await core.ask('planRows', { runId: run.id, offset, limit: PAGE })
      if (!page.ok) return void tellFailure(telling, page.error)
      for (const row of page.value.rows) for (const line of linesOf(telling, row)) io.out(line)
      if (offset + PAGE >= page.value.total) break
    }
  }
}

function linesOf({ words, now }: Telling, { itemId, name, sku, kind, fields }: PlanRow): string[] {
  const what = words.say(message(`preview.kind.${kind}`), now())
  const start = [itemId, name, sku, what]
  if (fields.length === 0) return [csvLine([...start, '', '', ''])]
  return fields.map(({ field, before, after }) => csvLine([...start, field, before ?? '', after ?? '']))
}

/**
 * One line of CSV (RFC 4180).
 *
 * A text that a spreadsheet would take for a formula gets an apostrophe in front: names come from the till, and a
 * formula in one must not run on the merchant's computer.
 */
export const csvLine = (cells: readonly string[]): string => cells.map(cellOf).join(',')

function cellOf(text: string): string {
  const isNumber = /^[+-]?\d+(\.\d+)?$/.test(text)
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumber ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
