import { z } from 'zod'
import { err, ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'

/** `in` takes a list split at commas, so a value that holds a comma is found with `eq` only (recorded Magento 2.4.7). */
export type Filter = {
  readonly field: string
  readonly value: string
  readonly condition:
    | 'eq'
    | 'neq'
    | 'in'
    | 'gt'
    | 'gteq'
    | 'lt'
    | 'lteq'
    | 'like'
    | 'null'
    | 'notnull'
    | 'finset'
}

export type Search<T> = {
  readonly path: string
  readonly scope: string | null
  /** Groups are ANDed, the filters in a group ORed. */
  readonly groups: readonly (readonly Filter[])[]
  /** Paging without an order repeats and skips rows. Null only where a list is known to be short. */
  readonly sortBy: string | null
  readonly item: z.ZodType<T>
  /** Members of a row that are asked for; all where left out. */
  readonly fields?: readonly string[]
}

/** Query parameters of a search. Indexes are explicit: `[]` makes half-empty filters (magento/magento2#12790). */
export function searchQuery(
  { groups, sortBy }: Pick<Search<unknown>, 'groups' | 'sortBy'>,
  page: { readonly size: number; readonly current: number },
): (readonly [string, string])[] {
  const filters = groups.flatMap((group, g) =>
    group.flatMap(({ field, value, condition }, f): (readonly [string, string])[] => {
      const at = `searchCriteria[filterGroups][${g}][filters][${f}]`
      return [
        [`${at}[field]`, field],
        [`${at}[value]`, value],
        [`${at}[conditionType]`, condition],
      ]
    }),
  )
  const sort: (readonly [string, string])[] =
    sortBy === null
      ? []
      : [
          ['searchCriteria[sortOrders][0][field]', sortBy],
          ['searchCriteria[sortOrders][0][direction]', 'ASC'],
        ]
  return [
    ...filters,
    ...sort,
    ['searchCriteria[pageSize]', String(page.size)],
    ['searchCriteria[currentPage]', String(page.current)],
  ]
}

/** One `IN` filter for the plain values and one `eq` for each that holds a comma, ORed. */
export function anyOf(field: string, values: readonly string[]): readonly Filter[] {
  const plain = values.filter((value) => !value.includes(','))
  const single = values.filter((value) => value.includes(','))
  return [
    ...(plain.length === 0 ? [] : [{ field, value: plain.join(','), condition: 'in' as const }]),
    ...single.map((value) => ({ field, value, condition: 'eq' as const })),
  ]
}

/**
 * Pages of a list, in order, until as many rows were seen as Magento counts.
 *
 * An empty page is no end mark: 2.2 and 2.3 answer the last page again and again. The first error ends the iteration.
 */
export async function* pages<T>(
  magento: Magento,
  search: Search<T>,
): AsyncIterable<Result<readonly T[], MagentoError>> {
  const Page = z.object({ items: z.array(search.item).nullable(), total_count: z.number() })
  let seen = 0
  for (let current = 1; ; current++) {
    const answer = await page(magento, search, current)
    const parsed = answer.ok ? parse(`GET /V1/${search.path}`, Page, answer.value) : answer
    if (!parsed.ok) return yield parsed
    const items = parsed.value.items ?? []
    seen += items.length
    yield ok(items)
    if (items.length === 0 || seen >= parsed.value.total_count) return
  }
}

/** A page size that the shop does not take is learnt by the client from its refusal; the page is then asked again. */
async function page(
  magento: Magento,
  search: Omit<Search<unknown>, 'item'>,
  current: number,
): Promise<Result<unknown, MagentoError>> {
  const size = magento.limits().pageSize
  const { fields } = search
  const query = [
    ...searchQuery(search, { size, current }),
    ...(fields === undefined ? [] : [['fields', `items[${fields.join(',')}],total_count`] as const]),
  ]
  const answer = await magento.request({
    method: 'GET',
    path: search.path,
    scope: search.scope,
    query,
    effect: 'read',
  })
  const learnt = !answer.ok && answer.error.kind === 'over-limit' && magento.limits().pageSize < size
  return learnt && current === 1 ? page(magento, search, current) : answer
}

/** Every row of a list that is known to be short. More than `most` rows are a sign that it is not: they are refused. */
export async function wholeList<T>(
  magento: Magento,
  search: Search<T>,
  most: number,
): Promise<Result<readonly T[], MagentoError>> {
  const rows: T[] = []
  for await (const part of pages(magento, search)) {
    if (!part.ok) return part
    rows.push(...part.value)
    if (rows.length > most)
      return err({ kind: 'unreadable', call: `GET /V1/${search.path}`, issues: [`over ${most} rows`] })
  }
  return ok(rows)
}
