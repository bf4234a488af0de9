import { comparePlaces, countBefore, type Place, placeBy } from './table.ts'
import type { Row } from './tree.ts'

/** Which part of an ordered list to answer. */
export type PageRequest = {
  column: string
  descending: boolean
  limit: number
  /** Only rows behind this place, in the direction of the list. */
  after?: Place | undefined
  /** Only rows in front of this place: the last ones of them. */
  before?: Place | undefined
  /** Values of the column outside of which no row is wanted. */
  low?: number | string | undefined
  high?: number | string | undefined
}

export type Page<R extends Row> = { rows: R[]; hasPrevious: boolean; hasNext: boolean }

/**
 * One page of an ordered list. Costs no more than the rows looked at: it starts at the cursor and ends with the page.
 *
 * @param ordered by the column and then by id, both ascending
 */
export function pageOf<R extends Row>(
  ordered: readonly R[],
  key: string,
  request: PageRequest,
  keep: (row: R) => boolean,
): Page<R> {
  const placeOf = placeBy<R>(key, request.column)
  const lowest = request.low === undefined ? 0 : countBefore(ordered, placeOf, { value: request.low, id: -1 })
  const highest =
    request.high === undefined
      ? ordered.length
      : countBefore(ordered, placeOf, { value: request.high, id: Number.MAX_SAFE_INTEGER })
  const cursor = request.before ?? request.after
  const backwards = request.before !== undefined
  const step = request.descending === backwards ? 1 : -1
  const start =
    cursor === undefined
      ? step > 0
        ? lowest
        : highest - 1
      : step > 0
        ? Math.max(lowest, countBefore(ordered, placeOf, cursor, true))
        : Math.min(highest, countBefore(ordered, placeOf, cursor)) - 1

  const found: R[] = []
  let more = false
  for (let at = start; at >= lowest && at < highest; at += step) {
    const row = ordered[at]
    if (row === undefined || !keep(row)) continue
    if (found.length === request.limit) {
      more = true
      break
    }
    found.push(row)
  }
  return backwards
    ? { rows: found.reverse(), hasPrevious: more, hasNext: true }
    : { rows: found, hasPrevious: cursor !== undefined, hasNext: more }
}

/** Rows found without an index, brought into the order of a list. */
export function inOrder<R extends Row>(rows: readonly R[], key: string, column: string): R[] {
  const placeOf = placeBy<R>(key, column)
  return [...rows].sort((a, b) => comparePlaces(placeOf(a), placeOf(b)))
}
