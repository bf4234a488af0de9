import type { FacetName } from '../../shared/facet.ts'
import { type Pictured, picturesFor } from './pictures/till-picture.ts'
import { toldPicture } from './projection/images.ts'

/** A value of a facet as the merchant reads it. @param item where it is at hand */
export function toldValue(
  facet: FacetName,
  value: string | null,
  item: Pictured | null = null,
): string | null {
  if (facet === 'variants') return value?.replaceAll('\n', ', ') ?? null
  if (facet !== 'images' || value === null) return value
  return toldPicture(value, item === null ? [] : picturesFor(item))
}
