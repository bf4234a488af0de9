import { type Measured, promises, type RowName, rowNames } from './rows.ts'

/** One promise, and what was measured of it. */
export type Row = {
  readonly name: RowName
  readonly value: number
  /** The most that it may be. */
  readonly most: number
  readonly unit: string
  readonly holds: boolean
}

/** The rows that were measured, in the order in which they are promised. */
export const judged = (measured: Measured): readonly Row[] =>
  rowNames.flatMap((name) => {
    const value = measured[name]
    const { most, unit } = promises[name]
    return value === undefined ? [] : [{ name, value: rounded(value), most, unit, holds: value <= most }]
  })

/** Three digits tell. */
const rounded = (value: number): number => (value < 100 ? Number(value.toPrecision(3)) : Math.round(value))

/** The rows as text, in columns. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['', 'measured', 'at most', '', ''],
    ...rows.map(({ name, value, most, unit, holds }) => [
      name,
      String(value),
      String(most),
      unit,
      holds ? 'holds' : 'DOES NOT HOLD',
    ]),
  ]
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)))
  return cells
    .map((line) =>
      line
        .map((cell, at) =>
          at === 1 || at === 2 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
