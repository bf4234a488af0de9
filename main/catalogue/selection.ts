import type { Selection } from '../../shared/rules.ts'

/** What the selection looks at. */
export type Selectable = {
  readonly archived: boolean
  readonly published: boolean
  /** Null: belongs to no matrix. */
  readonly matrixId: string | null
}

/** Why an item is not online, when it is the merchant's own rule that says so. */
export type Deselected = 'archived' | 'not-published' | 'matrix'

export type Selected =
  | { readonly selected: true }
  | { readonly selected: false; readonly because: Deselected }

/**
 * Whether an item goes online, or why not.
 *
 * `archived`: taken out at the till. `not-published`: not marked for publishing. `matrix`: a variant; it belongs to a matrix, and
 * items with variants are not brought over yet.
 */
export function select(item: Selectable, selection: Selection): Selected {
  if (item.archived) return { selected: false, because: 'archived' }
  if (selection.kind === 'published' && !item.published) return { selected: false, because: 'not-published' }
  if (item.matrixId !== null) return { selected: false, because: 'matrix' }
  return { selected: true }
}
