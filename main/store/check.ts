import { statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { makeDayBackup } from './backup.ts'
import { openSqlite } from './sqlite.ts'

/**
 * What SQLite finds wrong with a ledger; empty when it is sound.
 *
 * Seconds for a large ledger, so it opens the file by itself and can run in a process of its own.
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

/** A backup may take no more of the free space than leaves the ledger room to grow. */
const ROOM = 3

/**
 * Checks a ledger, and backs it up when that is wanted and nothing is wrong with it.
 *
 * @returns what is wrong with the ledger; null when the backup could not be made
 */
export function lookAfter(asked: { file: string; backUpTo: string | null }): string[] | null {
  const { file, backUpTo } = asked
  const found = checkAfterUncleanStop(file)
  if (found.length > 0 || backUpTo === null) return found
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    if (bavail * bsize < ROOM * statSync(file).size) return null
    makeDayBackup(file, backUpTo)
    return []
  } catch {
    return null
  }
}
