import type { FacetWrite } from '../../../shared/facet.ts'
import type { TillLists } from '../../store/till-lists.ts'
import { tagOf } from './keys.ts'

/** What a placement is told under. */
export const TOLD_AS = 'category'

/** A placement as a merchant reads it: categories and tags by their names at the till; null where it is none. */
export function toldPlacement(value: FacetWrite | null, lists: TillLists): string | null {
  const names = Object.entries(value ?? {}).flatMap(([key, place]) => {
    const tag = tagOf(key)
    const name = tag === null ? lists.Category[key]?.fullPathName : lists.Tag[tag]?.name
    return place === null ? [] : [name ?? `#${tag ?? key}`]
  })
  return names.length === 0 ? null : names.join(', ')
}
