import { closeSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { openSqlite, type Sqlite } from './sqlite.ts'

/** Where the ledger of a version is kept before it becomes the next one. */
export const backupFile = (file: string, version: number): string => `${file}.version-${version}`

/** A whole copy as the ledger stands now, for this user alone; an earlier one of the same name gives way. */
export function backUp(db: Sqlite, target: string): void {
  closeSync(openSync(target, 'w', 0o600))
  db.command('VACUUM INTO ?')(target)
}

/** Backups of single days that are kept. */
const KEPT = 3
/** Damaged ledgers that are kept, for whoever wants to look into them. */
const KEPT_DAMAGED = 2

/** `2026-11-24T08-10-00-000Z`: an instant that every file system takes as a name, and that sorts. */
const stampOf = (at: string): string => at.replaceAll(/[:.]/g, '-')

export const dayBackupFile = (file: string, at: string): string => `${file}.backup-${stampOf(at)}`
export const damagedFile = (file: string, at: string): string => `${file}.damaged-${stampOf(at)}`

/** When a backup of a day was made; null for any other file. */
export function backedUpAt(name: string): string | null {
  const found = name.match(/\.backup-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/)
  if (found === null) return null
  const [, day, hour, minute, second, millis] = found
  return `${day}T${hour}:${minute}:${second}.${millis}Z`
}

/** Backups of days, the newest first. */
export const dayBackups = (file: string): string[] => beside(file, '.backup-*Z')

/** Copies from before a migration, the newest first: older than any day's, but better than none. */
export const versionBackups = (file: string): string[] => beside(file, '.version-*')

/**
 * Copies a ledger that other processes may be writing to. It appears under its name only when it is whole, and the
 * oldest ones give way.
 */
export function makeDayBackup(file: string, target: string): void {
  for (const left of beside(file, '.backup-*.new')) rmSync(left, { force: true })
  const db = openSqlite(file)
  try {
    backUp(db, `${target}.new`)
  } catch (cause) {
    rmSync(`${target}.new`, { force: true })
    throw cause
  } finally {
    db.close()
  }
  renameSync(`${target}.new`, target)
  for (const old of dayBackups(file).slice(KEPT)) rmSync(old, { force: true })
}

/** Moves a ledger with its log out of the way, and lets go of the oldest of those that were moved before. */
export function setAside(file: string, target: string): void {
  for (const end of ['', '-wal']) {
    try {
      renameSync(`${file}${end}`, `${target}${end}`)
    } catch (cause) {
      if (!isMissing(cause)) throw cause
    }
  }
  rmSync(`${file}-shm`, { force: true })
  const old = beside(file, '.damaged-*Z').slice(KEPT_DAMAGED)
  for (const one of old) for (const end of ['', '-wal']) rmSync(`${one}${end}`, { force: true })
}

/** Files named after this one, the newest first. `ending` has one star. */
function beside(file: string, ending: string): string[] {
  const [before = '', after = ''] = ending.split('*')
  return readdirSync(dirname(file))
    .filter((name) => name.startsWith(`${basename(file)}${before}`) && name.endsWith(after))
    .toSorted()
    .toReversed()
    .map((name) => join(dirname(file), name))
}

const isMissing = (cause: unknown): boolean =>
  typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT'
