import { closeSync, openSync } from 'node:fs'
import type { Sqlite } from './sqlite.ts'

/** Where the ledger of a version is kept before it becomes the next one. */
export const backupFile = (file: string, version: number): string => `${file}.version-${version}`

/** A whole copy as the ledger stands now, for this user alone; an earlier one of the same name gives way. */
export function backUp(db: Sqlite, target: string): void {
  closeSync(openSync(target, 'w', 0o600))
  db.command('VACUUM INTO ?')(target)
}
