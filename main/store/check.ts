import { z } from 'zod'
import { openSqlite } from './sqlite.ts'

/**
 * What SQLite finds wrong with a ledger; empty when it is sound.
 *
 * Worth its time after an unclean stop only: seconds for a large ledger, so it opens the file by itself and can run
 * in a process of its own.
 */
export function checkAfterUncleanStop(file: string): string[] {
  try {
    const db = openSqlite(file)
    try {
      const quickCheck = db.query('PRAGMA quick_check', z.object({ quick_check: z.string() }))
      return quickCheck().flatMap((row) => (row.quick_check === 'ok' ? [] : [row.quick_check]))
    } finally {
      db.close()
    }
  } catch (cause) {
    // Damaged so far that it does not even open.
    return [cause instanceof Error ? cause.message : String(cause)]
  }
}
