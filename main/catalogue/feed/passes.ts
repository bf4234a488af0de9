import type { Instant } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { LightspeedError } from '../../lightspeed/errors.ts'
import type { Page } from '../../lightspeed/pages.ts'

/** One page of a pass; `end` carries what only the last page may do. */
export type PassPage<T> = Pick<Page<T>, 'rows' | 'same'> & {
  /** The server's time when the pass began, on the last page only: what the watermark may move to. */
  readonly end: { readonly startedAt: Instant | null } | null
}

/**
 * The pages of a pass, each told whether it is the last, so that the watermark moves together with the last rows.
 *
 * The watermark of a pass is the server's time at its start: never the local clock, and never the time of the last
 * row, which would read a whole stock count again at each poll until something newer appears.
 */
export async function* passPages<T>(
  pages: AsyncIterable<Result<Page<T>, LightspeedError>>,
): AsyncIterable<Result<PassPage<T>, LightspeedError>> {
  let startedAt: Instant | null = null
  for await (const page of pages) {
    if (!page.ok) {
      yield page
      return
    }
    const { rows, same, serverDate, last } = page.value
    startedAt ??= serverDate
    yield ok({ rows, same, end: last ? { startedAt } : null })
  }
}

/** Lightspeed's clock and its rows may differ a little: what changed shortly before the watermark is read again. */
const OVERLAP_MS = 30_000

export const withOverlap = (watermark: Instant): Instant =>
  new Date(Date.parse(watermark) - OVERLAP_MS).toISOString()
