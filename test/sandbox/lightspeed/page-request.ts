import { readCursor } from './cursor.ts'
import type { Entity } from './entity.ts'
import { type Condition, comparable, kindOf } from './filters.ts'
import type { Options } from './options.ts'
import type { PageRequest } from './page.ts'
import { type Parameter, parameterOf } from './query.ts'
import { Refusal } from './refusal.ts'
import type { Row } from './tree.ts'
import type { Where } from './where.ts'

const MOST_ROWS = 100

export function limitOf(query: readonly Parameter[], above: 'cut' | 'refused'): number {
  const text = parameterOf(query, 'limit') ?? String(MOST_ROWS)
  if (!/^\d+$/.test(text)) throw new Refusal(400, 'limit must be a number from 0 to 100.')
  const limit = Number(text)
  if (limit > MOST_ROWS && above === 'refused')
    throw new Refusal(400, 'limit must be a number from 0 to 100.')
  return Math.min(limit, MOST_ROWS)
}

export function refuseOldPaging(query: readonly Parameter[]): void {
  const gone = query.find(({ name }) => ['offset', 'orderby', 'orderby_desc'].includes(name))
  if (gone !== undefined) throw new Refusal(400, `${gone.name} is not supported in this version of the API.`)
}

export function refuseWithCount(query: readonly Parameter[]): void {
  const other = query.find(({ name }) => ['limit', 'after', 'before', 'sort'].includes(name))
  if (other !== undefined) throw new Refusal(400, `count cannot be combined with ${other.name}.`)
}

/** Which page is asked for; a range on the sort column bounds the walk. */
export function pageRequest<R extends Row>(
  entity: Entity<R>,
  query: readonly Parameter[],
  key: string,
  where: Where<R>,
  options: Options,
): PageRequest {
  const sort = parameterOf(query, 'sort') ?? entity.sortable[0]
  const descending = sort.startsWith('-')
  const column = descending ? sort.slice(1) : sort
  if (!entity.sortable.includes(column))
    throw new Refusal(400, `Cannot sort by ${column}. Allowed: ${entity.sortable.join(', ')}.`)
  const kind = columnKind(entity, column)
  const cursor = (name: string) => {
    const text = parameterOf(query, name)
    return text === undefined ? undefined : readCursor(text, kind, column === key)
  }
  const bounds =
    kind === 'text' ? {} : boundsOf(where.conditions.get(column), (value) => comparable(kind, value, options))
  const after = cursor('after')
  const before = cursor('before')
  return { column, descending, limit: limitOf(query, options.limitOver100), after, before, ...bounds }
}

/** How the values of a sort column are compared and written in cursors. */
export const columnKind = <R extends Row>(entity: Entity<R>, column: string) =>
  kindOf(entity.fields, column) ?? 'text'

type Bound = string | number

function boundsOf(
  condition: Condition | undefined,
  read: (value: string) => Bound,
): { low?: Bound; high?: Bound } {
  if (condition === undefined) return {}
  const [first = '', second = ''] = condition.values
  switch (condition.operator) {
    case '=':
      return { low: read(first), high: read(first) }
    case '>':
    case '>=':
      return { low: read(first) }
    case '<':
    case '<=':
      return { high: read(first) }
    case '><':
      return { low: read(first), high: read(second) }
    case '!=':
    case '~':
    case '!~':
    case 'IN':
      return {}
  }
}
