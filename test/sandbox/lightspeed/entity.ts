import type { State } from './state.ts'
import type { Table } from './table.ts'
import { type Fields, type Row, type Tree, treeOf } from './tree.ts'

/** The version in the path. `old` is a path without one: it pages by offset. */
export type Version = 'V3' | 'old'

/** What a relation costs and what lies below it. */
export type RelationShape = {
  many: boolean
  /** Whether `load_relations=all` means it too; by default it does. */
  inAll?: Version | 'never'
  nested?: Readonly<Record<string, RelationShape>>
}

export type Relation<R extends Row> = RelationShape & {
  /** The relation's value with its wrapping; undefined leaves the key out. */
  tree(row: R, state: State, nested: ReadonlySet<string>): Tree | undefined
  /** The related records, where filters may ask about them. */
  related?: { fields: Fields; rows(row: R, state: State): readonly Row[] }
}

/** What the API knows about one kind of record. */
export type Entity<R extends Row> = {
  /** The word in the path and the key in answers. */
  name: string
  fields: Fields
  /** What `sort` takes; the first one is the default. */
  sortable: readonly [string, ...string[]]
  /** Archived rows are hidden unless asked for. */
  archives: boolean
  /** Any one of these is enough to read. */
  scopes: readonly string[]
  /** Columns by which few rows share a value, so that an equal filter need not look at all. */
  groups?: readonly string[]
  relations: Readonly<Record<string, Relation<R>>>
  table(state: State): Table<R>
  /** What every answer holds besides the columns. */
  always?(row: R, state: State): { [key: string]: Tree | undefined }
}

/** A relation to one record; a row that has none lacks the key. */
export function toOne<R extends Row>(
  fields: Fields,
  find: (row: R, state: State) => Row | undefined,
): Relation<R> {
  return {
    many: false,
    tree: (row, state) => {
      const found = find(row, state)
      return found === undefined ? undefined : treeOf(fields, found)
    },
    related: {
      fields,
      rows: (row, state) => {
        const found = find(row, state)
        return found === undefined ? [] : [found]
      },
    },
  }
}

/** A relation to something kept as it is answered. */
export function kept<R extends Row>(tree: (row: R) => Tree | undefined): Relation<R> {
  return { many: false, tree }
}

/** One record with its relations, as it is answered. */
export function recordTree<R extends Row>(
  entity: Entity<R>,
  row: R,
  state: State,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Tree {
  const tree = treeOf(entity.fields, row)
  for (const [name, nested] of wanted) tree[name] = entity.relations[name]?.tree(row, state, nested)
  return { ...tree, ...entity.always?.(row, state) }
}
