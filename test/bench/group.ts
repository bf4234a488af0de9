import type { Measured, RowName } from './rows.ts'

/** Tells what is being measured. */
export type Say = (text: string) => void

/** Rows that are measured together, in one shop. */
export type Group = {
  readonly rows: readonly RowName[]
  /** @param wanted of its rows; it may measure others too, where that costs nothing */
  measure(say: Say, wanted: ReadonlySet<RowName>): Promise<Measured>
}
