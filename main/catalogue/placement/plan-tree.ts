import type { PlaceKey } from '../../../shared/rules.ts'
import type { Place } from '../../store/places.ts'
import { tagOf } from './keys.ts'
import { OWN, type Placing } from './placing.ts'

/** What a category stands below: a category of the shop, or the one that stands for another of the till. */
export type Above =
  | { readonly kind: 'shop'; readonly id: number }
  | { readonly kind: 'till'; readonly key: PlaceKey }

/**
 * One entry of the plan for the tree. `keep`: it has another name or stands elsewhere at the till now. `leave`: it is gone
 * from the till.
 */
export type TreeChange =
  | { readonly kind: 'keep'; readonly place: Place; readonly name: string; readonly above: Above }
  | { readonly kind: 'leave'; readonly place: Place }

/** Where the till's category or tag stands in the shop; null where the rules make none for it. */
export function aboveOf(placing: Placing, key: PlaceKey): Above | null {
  const { root, tagRoot } = placing.rules
  if (tagOf(key) !== null) return tagRoot === null ? null : { kind: 'shop', id: tagRoot }
  const parent = placing.at(key)?.parent ?? null
  const mapped = parent === null ? null : placing.mapped(parent)
  if (mapped !== null) return { kind: 'shop', id: mapped }
  if (parent !== null && placing.at(parent) !== null) return { kind: 'till', key: parent }
  return root === null ? null : { kind: 'shop', id: root }
}

/** What the shop was asked for and refused: the same is not asked again. */
export const wish = (name: string, parentId: number | null): string => JSON.stringify([name, parentId])

/**
 * What must change in the shop so that its categories are named and stand as at the till; those above come first, so that
 * none is moved below one that is still below it. Those that are gone come last, the lowest first.
 *
 * Only categories that stand for something already: one is made when the first product needs it.
 *
 * @param again look again at those that were gone before
 */
export function treeChanges(
  placing: Placing,
  places: ReadonlyMap<PlaceKey, Place>,
  again: boolean,
): readonly TreeChange[] {
  const known = [...places.values()].filter(({ key }) =>
    placing.knows(tagOf(key) === null ? 'categories' : 'tags'),
  )
  const depth = depths(placing)
  const byDepth = known.toSorted((a, b) => depth(a.key) - depth(b.key) || (a.key < b.key ? -1 : 1))
  const kept = byDepth.flatMap((place): readonly TreeChange[] => {
    const entry = placing.entry(place.key)
    const [at, above] = [placing.at(place.key), aboveOf(placing, place.key)]
    if (at === null || above === null || entry?.[0] !== place.key || entry[1] !== OWN) return []
    const parentId = above.kind === 'shop' ? above.id : (places.get(above.key)?.categoryId ?? null)
    const isSame = place.name === at.name && place.parentId === parentId && !place.gone
    if (isSame || place.refused === wish(at.name, parentId)) return []
    return [{ kind: 'keep', place, name: at.name, above }]
  })
  const left = known
    .filter((place) => placing.at(place.key) === null && (again || !place.gone))
    .toSorted((a, b) => b.categoryId - a.categoryId)
  return [...kept, ...left.map((place) => ({ kind: 'leave', place }) as const)]
}

/** How many categories of the till stand above one. */
function depths(placing: Placing): (key: PlaceKey) => number {
  return (key) => {
    const above = new Set<PlaceKey>()
    for (let parent = placing.at(key)?.parent ?? null; parent !== null && !above.has(parent); ) {
      above.add(parent)
      parent = placing.at(parent)?.parent ?? null
    }
    return above.size
  }
}
