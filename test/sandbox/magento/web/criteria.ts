import { int, list, object, text } from './input.ts'
import type { Json, JsonObject } from './json.ts'
import { isObject } from './json.ts'
import { refuse, required } from './refusal.ts'

/** A condition that the version does not know acts as `eq`. */
export type Filter = { field: string | null; value: string | null; condition: string; isUnknown?: boolean }
export type Sort = { field: string | null; direction: 'ASC' | 'DESC' | null }

/** A search as it was asked for: filters of a group are ORed, groups are ANDed. */
export type Criteria = {
  groups: Filter[][]
  sorts: Sort[] | undefined
  pageSize: number | undefined
  page: number | undefined
  /** How many rows there are where no size is sent; 0 is all of them. */
  usualPageSize: number
  /** A page beyond the last is the last one again. */
  repeatsLast: boolean
}

const filterReader = object('\\Magento\\Framework\\Api\\Filter', {
  field: text,
  value: text,
  condition_type: text,
})
const groupReader = object('\\Magento\\Framework\\Api\\Search\\FilterGroup', { filters: list(filterReader) })
const sortReader = object('\\Magento\\Framework\\Api\\SortOrder', { field: text, direction: text })
const criteriaReader = object('\\Magento\\Framework\\Api\\SearchCriteriaInterface', {
  filter_groups: list(groupReader),
  sort_orders: list(sortReader),
  page_size: int,
  current_page: int,
})

export type CriteriaRules = {
  /** A few lists do without any. */
  optional: boolean
  /** Refused above it, where the shop limits input. */
  maxPageSize: number | undefined
  usualPageSize: number | undefined
  repeatsLast: boolean
  /** Whether conditions that came with 2.3 are known. */
  lateConditions: boolean
}

const late = new Set(['nfinset', 'fulltext'])

/**
 * Reads `searchCriteria` out of a parsed query.
 */
export function readCriteria(
  query: JsonObject,
  { optional, maxPageSize, usualPageSize, repeatsLast, lateConditions }: CriteriaRules,
): Criteria {
  const raw: Json | undefined = query.searchCriteria ?? query.search_criteria
  if (raw === undefined && !optional) throw required('searchCriteria')
  const fields = isObject(raw) ? criteriaReader.read(raw) : {}
  const pageSize = fields.page_size ?? undefined
  if (maxPageSize !== undefined && pageSize !== undefined && pageSize > maxPageSize)
    throw refuse(400, 'Maximum SearchCriteria pageSize is %max', { max: maxPageSize })
  return {
    groups: (fields.filter_groups ?? []).map((group) =>
      (group.filters ?? []).map((filter) => ({
        field: filter.field ?? null,
        value: filter.value ?? null,
        condition: filter.condition_type ?? 'eq',
        ...(late.has(filter.condition_type ?? '') && !lateConditions ? { isUnknown: true } : {}),
      })),
    ),
    sorts: fields.sort_orders?.map((sort) => ({
      field: sort.field ?? null,
      direction: readDirection(sort.direction ?? null),
    })),
    pageSize,
    page: fields.current_page ?? undefined,
    usualPageSize: usualPageSize ?? 0,
    repeatsLast,
  }
}

function readDirection(direction: string | null): 'ASC' | 'DESC' | null {
  if (direction === null) return null
  const upper = direction.toUpperCase()
  if (upper === 'ASC' || upper === 'DESC') return upper
  const message = 'The sort order has to be specified as %1 for ascending order or %2 for descending order.'
  throw refuse(400, message, ['ASC', 'DESC'])
}

/** The search repeated in its answer: only what was sent, and the filter groups always. */
export function echo(criteria: Criteria): JsonObject {
  return {
    filter_groups: criteria.groups.map((filters) => ({
      filters: filters.map(({ field, value, condition }) => ({ field, value, condition_type: condition })),
    })),
    ...(criteria.sorts === undefined ? {} : { sort_orders: criteria.sorts.map((sort) => ({ ...sort })) }),
    ...(criteria.pageSize === undefined ? {} : { page_size: criteria.pageSize }),
    ...(criteria.page === undefined ? {} : { current_page: criteria.page }),
  }
}

/** One page: size 0 is everything, a negative size one row, a page beyond the last is empty. */
export function page<T>(rows: readonly T[], criteria: Criteria): readonly T[] {
  const size = criteria.pageSize ?? criteria.usualPageSize
  if (size === 0) return rows
  const rowsPerPage = Math.max(size, 1)
  const wanted = Math.max(criteria.page ?? 1, 1)
  const last = Math.max(Math.ceil(rows.length / rowsPerPage), 1)
  const first = ((criteria.repeatsLast ? Math.min(wanted, last) : wanted) - 1) * rowsPerPage
  return rows.slice(first, first + rowsPerPage)
}

export function listAnswer(items: Json[], criteria: Criteria, total: number): JsonObject {
  return { items, search_criteria: echo(criteria), total_count: total }
}
