import type { FacetName } from '../../shared/facet.ts'
import { isRecord } from './mapping/read.ts'
import { picturesOf } from './pictures/till-picture.ts'
import { toldPicture } from './projection/images.ts'

/** A value of a facet as the merchant reads it. @param raw the item at the till, where it is known */
export function toldValue(facet: FacetName, value: string | null, raw: unknown = null): string | null {
  if (facet === 'variants') return value?.replaceAll('\n', ', ') ?? null
  if (facet !== 'images' || value === null) return value
  return toldPicture(value, isRecord(raw) ? picturesOf(raw) : [])
}
