/** One promise, and what was measured of it. */
export type Row = {
  readonly name: string
  readonly value: number
  /** The most that it may be. */
  readonly limit: number
  readonly unit: string
  readonly holds: boolean
}

export const row = (name: string, value: number, limit: number, unit: string): Row => ({
  name,
  value: Math.round(value * 10) / 10,
  limit,
  unit,
  holds: value <= limit,
})

/** The rows as text, in columns. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['', 'measured', 'at most', '', ''],
    ...rows.map(({ name, value, limit, unit, holds }) => [
      name,
      String(value),
      String(limit),
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
