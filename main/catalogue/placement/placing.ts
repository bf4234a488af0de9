import type { FacetValue } from '../../../shared/facet.ts'
import type { PlaceKey, Placement, Selection } from '../../../shared/rules.ts'
import type { TillLists } from '../../store/till-lists.ts'
import { normalTag, tagKey, tagOf } from './keys.ts'

/** In a value of the placement: the place is the key's own, in the tree that we keep. */
export const OWN = 'own'

/** A place of the till: its name as the shop takes it, and the category above it. */
export type TillPlace = { readonly key: PlaceKey; readonly name: string; readonly parent: PlaceKey | null }

type Kind = 'categories' | 'tags'

/** Where categories and tags of the till stand in the shop, as the merchant chose. */
export type Placing = {
  readonly rules: Placement
  /** Null: the till has no such category or tag. */
  at(key: PlaceKey): TillPlace | null
  /** The category of the shop that the merchant chose for it. */
  mapped(key: PlaceKey): number | null
  /** What the placement of a product says for an item that is in this category or bears this tag; null: nothing. */
  entry(key: PlaceKey): readonly [PlaceKey, string] | null
  /** Whether the till told what is placed of this kind. A list without entries may be one that was never read. */
  knows(kind: Kind): boolean
  /** Whether anything of this kind is placed. */
  places(kind: Kind): boolean
}

/** Null: nothing is placed. Tags that select items are no categories: each would hold the whole shop. */
export function createPlacing(rules: Placement, selection: Selection, lists: TillLists): Placing | null {
  const { root, tagRoot } = rules
  if (root === null && tagRoot === null && rules.mapped.length === 0) return null
  const chosen = new Map(rules.mapped.map(({ key, category }) => [key, category]))
  const selecting = new Set(
    selection.kind === 'where'
      ? selection.conditions.flatMap((one) => (one.kind === 'tag' ? [normalTag(one.tag)] : []))
      : [],
  )
  const mapped = (key: PlaceKey): number | null => chosen.get(key) ?? null

  function at(key: PlaceKey): TillPlace | null {
    const tag = tagOf(key)
    const entry = tag === null ? lists.Category[key] : lists.Tag[tag]
    if (entry === undefined) return null
    const parent = tag === null ? (entry.parentID ?? '0') : '0'
    return { key, name: shopName(entry.name ?? '', key), parent: parent === '0' ? null : parent }
  }

  function entry(key: PlaceKey): readonly [PlaceKey, string] | null {
    const place = at(key)
    if (place === null) return null
    const category = mapped(key)
    if (category !== null) return [key, String(category)]
    if (tagOf(key) !== null)
      return tagRoot === null || selecting.has(normalTag(place.name)) ? null : [key, OWN]
    return root === null ? nearest(place) : [key, OWN]
  }

  /** Where no category is made, an item goes to the nearest one above that the merchant chose. */
  function nearest({ parent }: TillPlace): readonly [PlaceKey, string] | null {
    const seen = new Set<PlaceKey>()
    for (let key = parent; key !== null && !seen.has(key); key = at(key)?.parent ?? null) {
      const category = mapped(key)
      if (category !== null) return [key, String(category)]
      seen.add(key)
    }
    return null
  }

  const places = (kind: Kind): boolean =>
    (kind === 'tags' ? tagRoot : root) !== null ||
    rules.mapped.some(({ key }) => (tagOf(key) !== null) === (kind === 'tags'))

  return {
    rules,
    at,
    mapped,
    entry,
    places,
    knows: (kind) => !places(kind) || Object.keys(kind === 'tags' ? lists.Tag : lists.Category).length > 0,
  }
}

const LONGEST = 255

/** A name as Magento keeps it: at most 255 characters, none of them outside the basic plane (recorded 2.4.7). */
function shopName(name: string, key: PlaceKey): string {
  const kept = name
    .replace(/[\u{10000}-\u{10ffff}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim()
  return kept === '' ? `#${tagOf(key) ?? key}` : kept
}

/** What a product that stands in these categories of the shop holds of ours, told as the projection tells it. */
export function placedValue(
  placing: Placing,
  own: ReadonlyMap<number, PlaceKey>,
  categoryIds: readonly number[],
): FacetValue {
  const present = new Set(categoryIds)
  const ours = categoryIds.flatMap((id) => own.get(id) ?? []).map((key) => [key, OWN] as const)
  const chosen = placing.rules.mapped
    .filter(({ category }) => present.has(category))
    .map(({ key, category }) => [key, String(category)] as const)
  return Object.fromEntries([...ours, ...chosen])
}

/** The keys of an item: its category and its tags. */
export const keysOf = (categoryId: string | null, tagIds: readonly string[]): readonly PlaceKey[] => [
  ...(categoryId === null ? [] : [categoryId]),
  ...tagIds.map(tagKey),
]
