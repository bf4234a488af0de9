import type { Cell } from './conditions.ts'
import { collate, passesGroup } from './conditions.ts'
import type { Criteria } from './criteria.ts'
import { listAnswer, page } from './criteria.ts'
import type { Json, JsonObject } from './json.ts'
import { unknownColumn } from './refusal.ts'

/** What can be asked of a flat list: its columns, and how a row is shown. */
export type Table<T> = {
  columns: Record<string, (row: T) => Cell>
  show(row: T): Json
}

/** Searches a small list of rows. An unknown column is an SQL error, which production answers with 500. */
export function searchTable<T>(rows: Iterable<T>, criteria: Criteria, table: Table<T>): JsonObject {
  const column = (name: string | null): ((row: T) => Cell) => {
    const found = table.columns[name ?? '']
    if (found === undefined) throw unknownColumn(name ?? '')
    return found
  }
  for (const filter of criteria.groups.flat()) column(filter.field)
  const found = [...rows].filter((row) =>
    criteria.groups.every((filters) => passesGroup(filters, (name) => column(name)(row))),
  )
  for (const sort of [...(criteria.sorts ?? [])].reverse()) {
    const cell = column(sort.field)
    const sign = sort.direction === 'ASC' ? 1 : -1
    found.sort((left, right) => sign * collate(cell(left), cell(right)))
  }
  return listAnswer(page(found, criteria).map(table.show), criteria, found.length)
}
