import { OVERRIDES_AT_ONCE } from './override.ts'

/** Rows in portions of as many as one call takes. */
export function* portions<T>(rows: readonly T[], most: number = OVERRIDES_AT_ONCE): Iterable<readonly T[]> {
  for (let at = 0; at < rows.length; at += most) yield rows.slice(at, at + most)
}
