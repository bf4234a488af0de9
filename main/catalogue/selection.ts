import type { Condition, Selection } from '../../shared/rules.ts'
import type { Criteria, Criterion } from '../store/selected.ts'
import type { TillLists } from '../store/till-lists.ts'
import { normalTag } from './placement/keys.ts'

/** What the selection looks at. */
export type Selectable = {
  readonly archived: boolean
  readonly published: boolean
  readonly categoryId: string | null
  /** Its own and those of its matrix. */
  readonly tagIds: readonly string[]
  /** Of a matrix: how many of its variants go online. Left out where it is none. */
  readonly variants?: number | null
}

/** Why an item is not online, when it is the merchant's own rule that says so. */
export type Deselected =
  | 'archived'
  | 'not-published'
  | 'no-tag'
  | 'no-category'
  | 'conditions'
  | 'no-variants'

export type Selected =
  | { readonly selected: true }
  | { readonly selected: false; readonly because: Deselected }

/**
 * Whether an item goes online, or why not.
 *
 * `archived`: taken out at the till. `not-published`: not marked for publishing. `no-tag`, `no-category`: the one
 * condition that is asked of it. `conditions`: those that are asked of it, taken together. `no-variants`: a matrix, which
 * goes by its variants and by nothing else, and none of them goes online.
 */
export function select(item: Selectable, criteria: Criteria): Selected {
  if (item.archived) return { selected: false, because: 'archived' }
  if (item.variants === 0) return { selected: false, because: 'no-variants' }
  const because = item.variants == null ? deselected(item, criteria) : null
  if (because !== null) return { selected: false, because }
  return { selected: true }
}

function deselected(item: Selectable, criteria: Criteria): Deselected | null {
  switch (criteria.kind) {
    case 'all':
      return null
    case 'published':
      return item.published ? null : 'not-published'
    case 'where': {
      const unmet = criteria.criteria.filter((one) => !meets(item, one))
      const enough = criteria.match === 'all' ? unmet.length === 0 : unmet.length < criteria.criteria.length
      if (enough) return null
      const [first, second] = unmet
      return first === undefined || second !== undefined ? 'conditions' : reasons[first.kind]
    }
  }
}

const reasons = {
  published: 'not-published',
  tag: 'no-tag',
  category: 'no-category',
} as const satisfies Record<Criterion['kind'], Deselected>

function meets(item: Selectable, criterion: Criterion): boolean {
  switch (criterion.kind) {
    case 'published':
      return item.published
    case 'tag':
      return item.tagIds.some((id) => criterion.ids.includes(id))
    case 'category':
      return item.categoryId !== null && criterion.ids.includes(item.categoryId)
  }
}

/** A selection in the till's own numbers: of a tag whichever way it is spelled, of a category with all below it. */
export function criteriaOf(selection: Selection, lists: TillLists): Criteria {
  if (selection.kind !== 'where') return selection
  const { match, conditions } = selection
  return { kind: 'where', match, criteria: conditions.map((condition) => criterionOf(condition, lists)) }
}

function criterionOf(condition: Condition, lists: TillLists): Criterion {
  switch (condition.kind) {
    case 'published':
      return condition
    case 'tag': {
      const wanted = normalTag(condition.tag)
      const ids = Object.entries(lists.Tag).flatMap(([id, tag]) =>
        normalTag(tag.name ?? '') === wanted ? [id] : [],
      )
      return { kind: 'tag', ids }
    }
    case 'category':
      return { kind: 'category', ids: withAllBelow(condition.categoryId, lists) }
  }
}

function withAllBelow(categoryId: string, lists: TillLists): readonly string[] {
  const below = new Map<string, string[]>()
  for (const [id, { parentID = '0' }] of Object.entries(lists.Category))
    below.set(parentID, [...(below.get(parentID) ?? []), id])
  const found = new Set([categoryId])
  for (const id of found) for (const child of below.get(id) ?? []) found.add(child)
  return [...found]
}

/** The lists of the till that a selection cannot do without: read before anything is decided by it. */
export const listsNeeded = (selection: Selection): readonly ('Category' | 'Tag')[] =>
  selection.kind !== 'where' ? [] : [...new Set(selection.conditions.flatMap(({ kind }) => listOf[kind]))]

const listOf: Record<Condition['kind'], readonly ('Category' | 'Tag')[]> = {
  published: [],
  tag: ['Tag'],
  category: ['Category'],
}
