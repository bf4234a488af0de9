import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { backUp, backupFile } from '../../main/store/backup.ts'
import { openLedger } from '../../main/store/ledger.ts'
import { migrations } from '../../main/store/migrations/all.ts'
import { migrate } from '../../main/store/migrations/migrate.ts'
import type { Migration } from '../../main/store/migrations/migration.ts'
import { openSqlite } from '../../main/store/sqlite.ts'
import { ledgerFile, openTestLedger, quietLog, standingClock, temporaryFolder } from './support.ts'

const first: Migration = {
  version: 1,
  up: (db) => db.exec("CREATE TABLE a (x TEXT) STRICT; INSERT INTO a VALUES ('kept')"),
}
const second: Migration = { version: 2, up: (db) => db.exec('ALTER TABLE a ADD COLUMN y TEXT') }
const broken: Migration = {
  version: 2,
  up: (db) => {
    db.exec('ALTER TABLE a ADD COLUMN y TEXT')
    throw new Error('no disk space')
  },
}

function openEmpty() {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  const backups: number[] = []
  const rows = () => db.query('SELECT * FROM a', z.looseObject({}))()
  return {
    db,
    backups,
    rows,
    run: (steps: Migration[]) => migrate(db, steps, (n) => backups.push(n), quietLog),
  }
}

describe('the runner', () => {
  test('runs only what is missing, and backs up a ledger that holds something', () => {
    const { backups, rows, run } = openEmpty()
    expect(run([first])).toEqual({ ok: true, value: { from: 0, to: 1 } })
    expect(backups).toEqual([])
    expect(run([first, second])).toEqual({ ok: true, value: { from: 1, to: 2 } })
    expect(backups).toEqual([1])
    expect(run([first, second])).toEqual({ ok: true, value: { from: 2, to: 2 } })
    expect(backups).toEqual([1])
    expect(rows()).toEqual([{ x: 'kept', y: null }])
  })

  test('takes a step that fails back, its version too, so that the next start tries again', () => {
    const { rows, run } = openEmpty()
    run([first])
    expect(() => run([first, broken])).toThrow('no disk space')
    expect(rows()).toEqual([{ x: 'kept' }])
    expect(run([first, second])).toEqual({ ok: true, value: { from: 1, to: 2 } })
  })

  test('refuses a ledger from the future and leaves it as it is', () => {
    const { rows, run } = openEmpty()
    run([first, second])
    expect(run([first])).toEqual({ ok: false, error: { kind: 'from-newer-program', version: 2, known: 1 } })
    expect(rows()).toEqual([{ x: 'kept', y: null }])
  })
})

test('a ledger of a newer Tillbridge is not opened', () => {
  const file = ledgerFile()
  openTestLedger(standingClock(), file).close()
  const db = openSqlite(file)
  db.exec('UPDATE ledger_version SET version = 99')
  db.close()
  expect(openLedger({ file, clock: standingClock(), log: quietLog })).toEqual({
    ok: false,
    error: { kind: 'from-newer-program', version: 99, known: migrations.at(-1)?.version },
  })
})

test('the backup before a migration is a whole ledger that nobody else can read', () => {
  const file = join(temporaryFolder(), 'ledger.sqlite')
  const db = openSqlite(file)
  migrate(db, [first], () => {}, quietLog)
  migrate(db, [first, second], (version) => backUp(db, backupFile(file, version)), quietLog)
  db.close()
  const copy = openSqlite(`${file}.version-1`)
  onTestFinished(() => copy.close())
  expect(copy.query('SELECT * FROM a', z.looseObject({}))()).toEqual([{ x: 'kept' }])
  expect(migrate(copy, [first, second], () => {}, quietLog)).toMatchObject({ value: { from: 1, to: 2 } })
  if (process.platform !== 'win32') expect(statSync(`${file}.version-1`).mode & 0o777).toBe(0o600)
})

describe('the list of migrations', () => {
  test('counts from 1 without a gap', () => {
    expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, index) => index + 1))
  })

  test('has a before/after test for each', () => {
    const files = readdirSync(join(import.meta.dirname, '../../main/store/migrations'))
    const numbered = files
      .filter((file) => /^\d{4}-/.test(file))
      .map((file) => file.replace('.ts', '.test.ts'))
    expect(numbered).toHaveLength(migrations.length)
    const tests = readdirSync(join(import.meta.dirname, 'migrations'))
    expect(tests.toSorted()).toEqual(numbered.toSorted())
  })
})
