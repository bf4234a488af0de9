import type { Row } from './tree.ts'

/** Rows kept in memory, with sorted orders that are built when first asked for and kept true from then on. */
export type Table<R extends Row> = {
  /** The column that identifies a row, a positive number. */
  readonly key: string
  get(id: number): R | undefined
  /** Adds copies of many rows at once. */
  load(rows: readonly R[]): void
  add(row: R): R
  /** Changes columns of a row in place. Throws where there is no such row. */
  change(id: number, columns: Partial<R>): R
  remove(id: number): void
  /** All rows by this column, then by id. Not a copy. */
  ordered(column: string): readonly R[]
  /** Rows whose column equals the value, by id. Not a copy. */
  having(column: string, value: number): readonly R[]
  nextId(): number
}

export type SortValue = number | string

export function sortValue(row: Row, column: string): SortValue {
  const value = row[column]
  return typeof value === 'number' || typeof value === 'string' ? value : ''
}

/** Where a row belongs: by the column's value, then by id. */
export type Place = { value: SortValue; id: number }

export function comparePlaces(a: Place, b: Place): number {
  if (a.value < b.value) return -1
  if (a.value > b.value) return 1
  return a.id - b.id
}

/** How many rows come before `place` (and the row there too, with `through`). */
export function countBefore<R extends Row>(
  rows: readonly R[],
  placeOf: (row: R) => Place,
  place: Place,
  through = false,
): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = rows[middle]
    if (row === undefined) break
    const order = comparePlaces(placeOf(row), place)
    if (order < 0 || (through && order === 0)) low = middle + 1
    else high = middle
  }
  return low
}

export function placeBy<R extends Row>(key: string, column: string): (row: R) => Place {
  return (row) => ({ value: sortValue(row, column), id: Number(row[key]) })
}

export function createTable<R extends Row>(key: string & keyof R): Table<R> {
  const orders = new Map<string, R[]>()
  const groups = new Map<string, Map<number, R[]>>()
  orders.set(key, [])
  const byId = (): R[] => orders.get(key) ?? []
  const placeById = placeBy<R>(key, key)

  const insert = (list: R[], row: R, column: string): void => {
    const placeOf = placeBy<R>(key, column)
    list.splice(countBefore(list, placeOf, placeOf(row)), 0, row)
  }
  const take = (list: R[], row: R, column: string): void => {
    const placeOf = placeBy<R>(key, column)
    const at = countBefore(list, placeOf, placeOf(row))
    if (list[at] === row) list.splice(at, 1)
  }
  const group = (column: string, value: number): R[] => {
    const lists = groups.get(column)
    const list = lists?.get(value) ?? []
    lists?.set(value, list)
    return list
  }

  /** A number is given once, as a database gives them. */
  let removed = 0
  const table: Table<R> = {
    key,
    get: (id) => {
      const rows = byId()
      const row = rows[countBefore(rows, placeById, { value: id, id })]
      return row !== undefined && row[key] === id ? row : undefined
    },
    load: (rows) => {
      const all = [...byId(), ...rows.map((row) => ({ ...row }))]
      orders.clear()
      groups.clear()
      orders.set(key, sorted(all, key, key))
    },
    add: (row) => {
      for (const [column, list] of orders) insert(list, row, column)
      for (const column of groups.keys()) insert(group(column, Number(row[column])), row, key)
      return row
    },
    change: (id, columns) => {
      const row = table.get(id)
      if (row === undefined) throw new Error(`there is no ${key} ${id}`)
      const moved = [...orders].filter(([column]) => column in columns)
      const regrouped = [...groups.keys()].filter((column) => column in columns)
      for (const [column, list] of moved) take(list, row, column)
      for (const column of regrouped) take(group(column, Number(row[column])), row, key)
      Object.assign(row, columns)
      for (const [column, list] of moved) insert(list, row, column)
      for (const column of regrouped) insert(group(column, Number(row[column])), row, key)
      return row
    },
    remove: (id) => {
      const row = table.get(id)
      if (row === undefined) return
      removed = Math.max(removed, id)
      for (const [column, list] of orders) take(list, row, column)
      for (const column of groups.keys()) take(group(column, Number(row[column])), row, key)
    },
    ordered: (column) => {
      const known = orders.get(column)
      if (known !== undefined) return known
      const made = sorted([...byId()], key, column)
      orders.set(column, made)
      return made
    },
    having: (column, value) => {
      if (!groups.has(column)) groups.set(column, grouped(byId(), column))
      return groups.get(column)?.get(value) ?? []
    },
    nextId: () => Math.max(removed, Number(byId().at(-1)?.[key] ?? 0)) + 1,
  }
  return table
}

function sorted<R extends Row>(rows: R[], key: string, column: string): R[] {
  return rows.sort((a, b) => {
    const left = sortValue(a, column)
    const right = sortValue(b, column)
    if (left < right) return -1
    if (left > right) return 1
    return Number(a[key]) - Number(b[key])
  })
}

function grouped<R extends Row>(rows: readonly R[], column: string): Map<number, R[]> {
  const lists = new Map<number, R[]>()
  for (const row of rows) {
    const value = Number(row[column])
    const list = lists.get(value)
    if (list === undefined) lists.set(value, [row])
    else list.push(row)
  }
  return lists
}
