import { keysOf, type Placing } from '../placement/placing.ts'
import { missing, type Projected } from './projected.ts'
import { notOurs, type Split } from './split.ts'

/** What of an item says where it stands in the shop. */
export type Placeable = { readonly categoryId: string | null; readonly tagIds: readonly string[] }

/**
 * The categories of the shop that a product stands in, by the till's own keys: `{ '12': 'own', 'tag:4': '77' }`.
 *
 * Nothing follows from a list of the till that was never read: a product is not taken out of where it stands.
 */
export function projectPlacement(
  { categoryId, tagIds }: Placeable,
  placing: Placing | null,
): Projected<Split> {
  if (placing === null) return notOurs
  const unknown = (kind: 'categories' | 'tags', some: boolean): boolean => some && !placing.knows(kind)
  if (unknown('categories', categoryId !== null) || unknown('tags', tagIds.length > 0))
    return missing('not-known')
  const entries = keysOf(categoryId, tagIds).flatMap((key) => {
    const entry = placing.entry(key)
    return entry === null ? [] : [entry]
  })
  return {
    ok: true,
    value: {
      kept: Object.fromEntries(entries),
      onCreate: {},
      whenEmpty: new Set(),
      clearable: 'every',
    },
  }
}
