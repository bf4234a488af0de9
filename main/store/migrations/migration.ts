import type { Sqlite } from '../sqlite.ts'

/** One step from an older ledger to a newer one. Stays as it was released. */
export type Migration = {
  /** 1, 2, 3, … without a gap. */
  readonly version: number
  /** Runs in one transaction with the version row. */
  readonly up: (db: Sqlite) => void
}
