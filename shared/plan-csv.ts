import type { Core } from './contract.ts'
import type { RunId } from './ids.ts'
import { type Failure, message } from './message.ts'
import type { PlanRow } from './plan.ts'
import { ok, type Result } from './result.ts'
import type { Words } from './say.ts'

const PAGE = 500
/** Makes spreadsheets read the file as UTF-8. */
const BOM = '\ufeff'
const columns = ['item', 'name', 'sku', 'by', 'what', 'field', 'now', 'after'] as const

/**
 * The plans of runs as one CSV table, line by line: each value that would be written, with what it would write over.
 *
 * Read in pages, so that memory does not grow with the plan. The first failure ends it.
 */
export async function* planCsv(
  core: Pick<Core, 'ask'>,
  words: Pick<Words, 'say'>,
  now: number,
  runIds: readonly RunId[],
): AsyncIterable<Result<string, Failure>> {
  const say = (key: string): string => words.say(message(key), now)
  yield ok(BOM + csvLine(columns.map((column) => say(`cli.csv.${column}`))))
  for (const runId of runIds) {
    for (let offset = 0; ; offset += PAGE) {
      const page = await core.ask('planRows', { runId, offset, limit: PAGE })
      if (!page.ok) return yield page
      for (const row of page.value.rows) for (const line of linesOf(say, row)) yield ok(line)
      if (offset + PAGE >= page.value.total) break
    }
  }
}

function linesOf(
  say: (key: string) => string,
  { itemId, name, sku, kind, byBarcode, fields }: PlanRow,
): string[] {
  const start = [itemId, name, sku, byBarcode ? say('preview.by.barcode') : '', say(`preview.kind.${kind}`)]
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
