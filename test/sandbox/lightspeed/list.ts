import { readCursor, writeCursor } from './cursor.ts'
import { type Entity, recordTree, type Version } from './entity.ts'
import { type Condition, comparable, kindOf } from './filters.ts'
import type { Options } from './options.ts'
import { inOrder, type PageRequest, pageOf } from './page.ts'
import { type Parameter, parameterOf } from './query.ts'
import { Refusal } from './refusal.ts'
import { parseRelations, relationsCost } from './relations.ts'
import type { State } from './state.ts'
import { placeBy } from './table.ts'
import { collapsed, type Row, type Tree } from './tree.ts'
import { parseWhere, type Where } from './where.ts'

export type ListRequest = {
  version: Version
  query: readonly Parameter[]
  /** Scheme, host and path, for the addresses of other pages. */
  address: string
}

/** A list that was read and priced, and not yet looked up. */
export type Prepared = { cost: number; answer(): { [key: string]: Tree | undefined } }

const MOST_ROWS = 100
const COUNT_COST = 10

/** https://developers.lightspeedhq.com/retail/introduction/pagination/ */
export function prepareList<R extends Row>(
  entity: Entity<R>,
  request: ListRequest,
  state: State,
  options: Options,
): Prepared {
  const { query, version } = request
  const wanted = parseRelations(parameterOf(query, 'load_relations'), entity.relations, version, options)
  const where = parseWhere(entity, query, wanted, state, options)
  const keep = withArchived(entity, parameterOf(query, 'archived'), where.keep)
  const table = entity.table(state)
  const shown = (rows: readonly R[]): Tree | undefined =>
    collapsed(rows.map((row) => recordTree(entity, row, state, wanted)))
  const cost = 1 + relationsCost(wanted, entity.relations, true) + where.cost

  if (version === 'old') {
    const limit = limitOf(query, 'cut')
    const offset = Number(parameterOf(query, 'offset') ?? 0)
    return {
      cost,
      answer: () => {
        const all = table.ordered(table.key).filter(keep)
        const paged = query.some(({ name }) => name === 'limit' || name === 'offset')
        const attributes = paged && all.length > 0 ? { offset: String(offset), limit: String(limit) } : {}
        return {
          '@attributes': { count: String(all.length), ...attributes },
          [entity.name]: shown(all.slice(offset, offset + limit)),
        }
      },
    }
  }

  refuseOldPaging(query)
  if (parameterOf(query, 'count') === '1') {
    refuseWithCount(query)
    return {
      cost: COUNT_COST,
      answer: () => ({ '@attributes': { count: String(table.ordered(table.key).filter(keep).length) } }),
    }
  }

  const page = pageRequest(entity, query, table.key, where, options)
  return {
    cost,
    answer: () => {
      const few = fewRows(entity, where, state)
      const ordered = few ? inOrder(few, table.key, page.column) : table.ordered(page.column)
      const { rows, hasNext, hasPrevious } = pageOf(ordered, table.key, page, keep)
      const cursorAt = (row: R | undefined): string | undefined =>
        row &&
        writeCursor(
          placeBy<R>(table.key, page.column)(row),
          columnKind(entity, page.column),
          page.column === table.key,
        )
      return {
        '@attributes': {
          next: hasNext ? pageAddress(request, page, 'after', cursorAt(rows.at(-1))) : '',
          previous: hasPrevious ? pageAddress(request, page, 'before', cursorAt(rows[0])) : '',
        },
        [entity.name]: shown(rows),
      }
    },
  }
}

function withArchived<R extends Row>(
  entity: Entity<R>,
  archived: string | undefined,
  keep: (row: R) => boolean,
): (row: R) => boolean {
  if (!entity.archives || archived === 'true' || archived === '1') return keep
  const only = archived === 'only'
  return (row) => (row.archived === true) === only && keep(row)
}

function limitOf(query: readonly Parameter[], above: 'cut' | 'refused'): number {
  const text = parameterOf(query, 'limit') ?? String(MOST_ROWS)
  if (!/^\d+$/.test(text)) throw new Refusal(400, 'limit must be a number from 0 to 100.')
  const limit = Number(text)
  if (limit > MOST_ROWS && above === 'refused')
    throw new Refusal(400, 'limit must be a number from 0 to 100.')
  return Math.min(limit, MOST_ROWS)
}

function refuseOldPaging(query: readonly Parameter[]): void {
  const gone = query.find(({ name }) => ['offset', 'orderby', 'orderby_desc'].includes(name))
  if (gone !== undefined) throw new Refusal(400, `${gone.name} is not supported in this version of the API.`)
}

function refuseWithCount(query: readonly Parameter[]): void {
  const other = query.find(({ name }) => ['limit', 'after', 'before', 'sort'].includes(name))
  if (other !== undefined) throw new Refusal(400, `count cannot be combined with ${other.name}.`)
}

function pageRequest<R extends Row>(
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

const columnKind = <R extends Row>(entity: Entity<R>, column: string) =>
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

/** The rows an equal or IN filter leaves on the id or on a grouping column; undefined where all must be looked at. */
function fewRows<R extends Row>(entity: Entity<R>, where: Where<R>, state: State): R[] | undefined {
  const table = entity.table(state)
  for (const column of [table.key, ...(entity.groups ?? [])]) {
    const condition = where.conditions.get(column)
    if (condition === undefined || (condition.operator !== '=' && condition.operator !== 'IN')) continue
    const values = [...new Set(condition.values.map((value) => Number(value) || 0))]
    return values.flatMap((value) =>
      column === table.key ? (table.get(value) ?? []) : table.having(column, value),
    )
  }
  return undefined
}

/** All that was asked for, the defaults for limit and sort, and the cursor. */
function pageAddress(
  request: ListRequest,
  page: PageRequest,
  direction: 'after' | 'before',
  cursor: string | undefined,
): string {
  if (cursor === undefined) return ''
  const repeated = request.query
    .filter(({ name }) => !['limit', 'sort', 'after', 'before'].includes(name))
    .map(({ name, raw, value }) => `${name}=${name === 'or' ? raw : encodeURIComponent(value)}`)
  const sort = `${page.descending ? '-' : ''}${page.column}`
  const parts = [
    ...repeated,
    `limit=${page.limit}`,
    `sort=${sort}`,
    `${direction}=${encodeURIComponent(cursor)}`,
  ]
  return `${request.address}?${parts.join('&')}`
}
