import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { z } from 'zod'
import { UNREADABLE_ROW } from '../support/system-fault.ts'

/** What a statement takes: text and finite numbers. Yes and no are 1 and 0, everything else is JSON text. */
export type Param = string | number | null

/** One connection to one SQLite file. Every question is prepared once and is a function afterwards. */
export type Sqlite = {
  /** Runs statements that take nothing and answer nothing. */
  exec(sql: string): void
  /** Prepares a question. Its rows are parsed, so that a damaged ledger is noticed where it is read. */
  query<S extends z.ZodType>(sql: string, row: S): (...params: Param[]) => z.output<S>[]
  /** Prepares a change; it answers with the number of rows that it changed. */
  command(sql: string): (...params: Param[]) => number
  /**
   * All or nothing. Inside another transaction it is a part of that one.
   *
   * Holds the thread: 500 rows at most. `work` is synchronous, a promise is refused.
   */
  transaction<T>(work: () => T): T
  /** Empties the write-ahead log into the file, so that the next start sees a clean stop. */
  close(): void
}

/** Waits this long for another process that writes, a backup or a check. */
const BUSY_MS = 5_000

/** Most memory for pages of the file. */
const CACHE_KIB = 16 * 1024

/**
 * Opens or creates a SQLite file: write-ahead log, foreign keys on.
 *
 * The only module that imports libsql, because libsql needs guarding: it ends the process on a boolean, a lone
 * Buffer, a Date or an object as parameter, cuts text at NUL, and binds what is missing as null (seen in 0.5.29).
 */
export function openSqlite(file: string): Sqlite {
  const database = new Database(file)
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = NORMAL')
  database.exec('PRAGMA foreign_keys = ON')
  database.exec(`PRAGMA cache_size = -${CACHE_KIB}`)
  return {
    exec: (sql) => {
      database.exec(sql)
    },
    query: (sql, row) => {
      const statement = database.prepare<unknown[]>(sql)
      const rows = z.array(row)
      const count = placeholders(sql)
      // `all` and never `get`: rows of `get` carry an extra `_metadata`.
      return (...params) => {
        const found = statement.all(checked(params, count, sql))
        try {
          return rows.parse(found)
        } catch (cause) {
          throw Object.assign(new Error(`The ledger holds what cannot be read: ${sql}`, { cause }), {
            code: UNREADABLE_ROW,
          })
        }
      }
    },
    command: (sql) => {
      const statement = database.prepare<unknown[]>(sql)
      const count = placeholders(sql)
      return (...params) => statement.run(checked(params, count, sql)).changes
    },
    transaction: (work) => {
      if (database.inTransaction) return synchronous(work())
      database.exec('BEGIN IMMEDIATE')
      try {
        const result = synchronous(work())
        database.exec('COMMIT')
        return result
      } catch (cause) {
        // A full disk has already rolled back by itself.
        if (database.inTransaction) database.exec('ROLLBACK')
        throw cause
      }
    },
    close: () => {
      if (!database.open) return
      try {
        database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all()
      } catch {
        // On a full disk the log stays beside the file, and the next start reads it.
      }
      database.close()
    },
  }
}

function placeholders(sql: string): number {
  return sql.match(/\?/g)?.length ?? 0
}

function checked(params: readonly Param[], count: number, sql: string): Param[] {
  if (params.length !== count)
    throw new TypeError(`${count} parameters expected, ${params.length} given: ${sql}`)
  return params.map((param) => checkedOne(param, sql))
}

/** Takes `unknown`, because a wrong type here would end the process and not just fail. */
function checkedOne(param: unknown, sql: string): Param {
  if (param === null) return null
  if (typeof param === 'number' && Number.isFinite(param)) return param
  if (typeof param === 'string') {
    if (param.includes('\0')) throw new TypeError(`Text with NUL would be cut: ${sql}`)
    return param
  }
  throw new TypeError(`A ${typeof param} (${String(param)}) is no parameter: ${sql}`)
}

function synchronous<T>(result: T): T {
  if (result instanceof Promise) throw new TypeError('A transaction cannot wait for a promise')
  return result
}

/**
 * Makes an empty file that only this user can read, where there is none.
 *
 * An existing one is not even opened: on POSIX, closing any handle of a file lets go of every lock that this process
 * holds on it, SQLite's among them.
 */
export function makePrivateFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (cause) {
    if (!existsSync(file)) throw cause
    chmodSync(file, 0o600)
  }
}

/** Locks a database file for this process alone; null when another one has it. */
export function takeLock(file: string): { release(): void } | null {
  const database = new Database(file)
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    database.close()
    if (cause instanceof Database.SqliteError && cause.code === 'SQLITE_BUSY') return null
    throw cause
  }
  return { release: () => database.close() }
}
