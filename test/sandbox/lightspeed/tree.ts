import type { Seconds } from './records.ts'

/** What an answer is made of before it becomes JSON or XML: every scalar is a string, undefined keys are left out. */
export type Tree = string | readonly Tree[] | { readonly [key: string]: Tree | undefined }

/** How a stored value is written. */
export type Kind = 'number' | 'flag' | 'text' | 'time' | 'tree'

/** The columns of a record, in the order in which they are answered. */
export type Fields = Readonly<Record<string, Kind>>

export type Row = { readonly [field: string]: unknown }

/** One record with its columns as strings; a column without a value is left out. */
export function treeOf(fields: Fields, row: Row): { [key: string]: Tree | undefined } {
  const tree: { [key: string]: Tree | undefined } = {}
  for (const field in fields) {
    const value = row[field]
    if (value !== undefined) tree[field] = scalar(fields[field], value)
  }
  return tree
}

function scalar(kind: Kind | undefined, value: unknown): Tree {
  if (typeof value === 'number') return kind === 'time' ? timeText(value) : numberText(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'string') return value
  if (isTree(value)) return value
  throw new Error(`the sandbox holds a value that no answer can carry: ${String(value)}`)
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}

/** `2026-01-31T08:00:00+00:00` */
export function timeText(seconds: Seconds): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}+00:00`
}

/** 14 significant digits, no trailing zeros, tiny values as `1.0E-8` (recorded). */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value)
  const rounded = Number(value.toPrecision(14))
  if (Math.abs(rounded) >= 1e-4) return String(rounded)
  const [digits = '0', power = '0'] = rounded.toExponential().split('e')
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(power)}`
}

/** A list as the service writes it: nothing when empty, the member itself when it is the only one. */
export function collapsed(members: readonly Tree[]): Tree | undefined {
  return members.length < 2 ? members[0] : members
}

/** `{ member: … }`, or undefined when there are no members. */
export function wrapped(member: string, members: readonly Tree[]): Tree | undefined {
  const list = collapsed(members)
  return list === undefined ? undefined : { [member]: list }
}
