import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Refusal } from './client.ts'

const PAGE_ROWS = 100

type Page<T> = { readonly rows: readonly T[]; readonly total: number }

type PageQuestion<P> = {
  readonly queryKey: readonly unknown[]
  readonly queryFn: () => Promise<P>
}

export type Pages<T, P extends Page<T> = Page<T>> = {
  /** The first page; it carries the total. */
  readonly first: UseQueryResult<P, Refusal>
  /** Undefined while its page is on the way. */
  readonly row: (index: number) => T | undefined
  /** Says which rows are in sight, so that their pages are fetched. */
  readonly show: (from: number, to: number) => void
}

/** A list of any length, of which only the pages in sight are held. */
export function usePages<T, P extends Page<T>>(
  pageAt: (range: { offset: number; limit: number }) => PageQuestion<P>,
): Pages<T, P> {
  const [pages, setPages] = useState<readonly number[]>([])
  const at = (page: number) => pageAt({ offset: page * PAGE_ROWS, limit: PAGE_ROWS })
  const first = useQuery({ ...at(0), placeholderData: keepPreviousData })
  const others = useQueries({ queries: pages.map(at) })
  const show = useCallback((from: number, to: number) => {
    const wanted = pagesBetween(from, to)
    setPages((held) => (String(held) === String(wanted) ? held : wanted))
  }, [])
  return {
    first,
    show,
    row: (index) => {
      const page = Math.floor(index / PAGE_ROWS)
      const held = page === 0 ? first.data : others[pages.indexOf(page)]?.data
      return held?.rows[index % PAGE_ROWS]
    },
  }
}

/** The pages but the first one, which is always held. */
function pagesBetween(from: number, to: number): readonly number[] {
  const start = Math.max(1, Math.floor(from / PAGE_ROWS))
  const end = Math.floor(to / PAGE_ROWS)
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index)
}
