import { err, ok, type Result } from '../../shared/result.ts'

/** The most that a measured value may be, or the least, and what it is counted in. */
export type Promised =
  | { readonly most: number; readonly unit: string }
  | { readonly least: number; readonly unit: string }

/** Everything that is promised and measured. */
export const promises = {
  'first-sync-ratio': { most: 1.05, unit: 'of the least time' },
  'first-sync-429': { most: 0, unit: 'answers' },
  'first-sync-cost': { most: 4.5, unit: 'drips per 100 items' },
  'magento-first-sync-ratio': { most: 1.1, unit: 'of the least time' },
  'magento-bulk-ratio': { most: 1.1, unit: "of the consumer's time" },
  'magento-route-chosen': { least: 1, unit: 'if the faster one, in both shops' },
  'magento-doubles-after-deadlocks': { most: 0, unit: 'products' },
  'unchanged-writes': { most: 0, unit: 'writes' },
  'unchanged-peak-mb': { most: 250, unit: 'MB' },
  'unchanged-cpu-ratio': { most: 3, unit: 'of a bare loop' },
  'event-loop-blocked-ms': { most: 100, unit: 'ms' },
  'idle-drips-per-hour': { most: 250, unit: 'drips' },
  'stock-1000-requests': { most: 10, unit: 'requests' },
  'stock-latency-seconds': { most: 60, unit: 's' },
  'stock-count-night-requests': { most: 1.2, unit: 'of a quiet night' },
  'price-1000-requests': { most: 10, unit: 'requests' },
  'rename-category-requests': { most: 2, unit: 'requests per store view' },
  'images-again-uploads': { most: 0, unit: 'uploads' },
  growth: { most: 1.15, unit: 'of the time per item' },
} as const satisfies Readonly<Record<string, Promised>>

export type RowName = keyof typeof promises

/** Values that were measured, by the row that they belong to. */
export type Measured = Partial<Record<RowName, number>>

const isRow = (name: string): name is RowName => Object.hasOwn(promises, name)

export const rowNames: readonly RowName[] = Object.keys(promises).filter(isRow)

/**
 * The rows that are wanted: all of them, or those named, with commas between them.
 *
 * @returns what is no row, where something is not
 */
export function chosenRows(only: string | undefined): Result<ReadonlySet<RowName>, readonly string[]> {
  if (only === undefined) return ok(new Set(rowNames))
  const names = only.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !isRow(name))
  return unknown.length > 0 ? err(unknown) : ok(new Set(names.filter(isRow)))
}
