import { type Measured, type Promised, promises, type RowName, rowNames } from './rows.ts'

/** One promise, and what was measured of it. */
export type Row = {
  readonly name: RowName
  readonly value: number
  /** What it may be, such as `at most 3`. */
  readonly promised: string
  readonly unit: string
  readonly holds: boolean
}

/** The rows that were measured, in the order in which they are promised. */
export const judged = (measured: Measured): readonly Row[] =>
  rowNames.flatMap((name) => {
    const value = measured[name]
    if (value === undefined) return []
    const limit: Promised = promises[name]
    const [promised, holds] =
      'most' in limit
        ? [`at most ${limit.most}`, value <= limit.most]
        : [`at least ${limit.least}`, value >= limit.least]
    return [{ name, value: rounded(value), promised, unit: limit.unit, holds }]
  })

/** Three digits tell. */
const rounded = (value: number): number => (value < 100 ? Number(value.toPrecision(3)) : Math.round(value))

/** The rows as text, in columns. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['', 'measured', 'promised', '', ''],
    ...rows.map(({ name, value, promised, unit, holds }) => [
      name,
      String(value),
      promised,
      unit,
      holds ? 'holds' : 'DOES NOT HOLD',
    ]),
  ]
  const widths = [0, 1, 2, 3, 4].map((at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)))
  return cells
    .map((line) =>
      line
        .map((cell, at) => (at === 1 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
