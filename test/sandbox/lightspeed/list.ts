import { writeCursor } from './cursor.ts'
import { type Entity, recordTree, type Version } from './entity.ts'
import type { Options } from './options.ts'
import { inOrder, type PageRequest, pageOf } from './page.ts'
import { columnKind, limitOf, pageRequest, refuseOldPaging, refuseWithCount } from './page-request.ts'
import { type Parameter, parameterOf } from './query.ts'
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

  if (version === 'old')
    return {
      cost,
      answer: () => offsetPage(entity.name, query, table.ordered(table.key).filter(keep), shown),
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

/** Before V3: how many there are in all, and a part of them by offset. */
function offsetPage<R extends Row>(
  name: string,
  query: readonly Parameter[],
  all: readonly R[],
  shown: (rows: readonly R[]) => Tree | undefined,
): { [key: string]: Tree | undefined } {
  const limit = limitOf(query, 'cut')
  const offset = Number(parameterOf(query, 'offset') ?? 0)
  const paged = query.some((parameter) => parameter.name === 'limit' || parameter.name === 'offset')
  const attributes = paged && all.length > 0 ? { offset: String(offset), limit: String(limit) } : {}
  return {
    '@attributes': { count: String(all.length), ...attributes },
    [name]: shown(all.slice(offset, offset + limit)),
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
