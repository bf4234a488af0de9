import { z } from 'zod'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Log } from '../../support/log.ts'
import type { Sqlite } from '../sqlite.ts'
import type { Migration } from './migration.ts'

/** The ledger was written by a newer Tillbridge, and an older one would damage it. */
export type FromNewerProgram = {
  readonly kind: 'from-newer-program'
  readonly version: number
  readonly known: number
}

export type Migrated = { readonly from: number; readonly to: number }

/**
 * Brings a ledger to the newest version, one transaction per step, each preceded by a backup.
 *
 * @param backup called before each step of a ledger that already holds something, with its version
 */
export function migrate(
  db: Sqlite,
  migrations: readonly Migration[],
  backup: (version: number) => void,
  log: Log,
): Result<Migrated, FromNewerProgram> {
  db.exec(`CREATE TABLE IF NOT EXISTS ledger_version (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL
  ) STRICT`)
  const readVersion = db.query('SELECT version FROM ledger_version', z.object({ version: z.number() }))
  const writeVersion = db.command('INSERT OR REPLACE INTO ledger_version (id, version) VALUES (1, ?)')
  const version = (): number => readVersion()[0]?.version ?? 0

  const from = version()
  const known = migrations.at(-1)?.version ?? 0
  if (from > known) return err({ kind: 'from-newer-program', version: from, known })
  for (const migration of migrations.filter((each) => each.version > from)) {
    if (from > 0) backup(migration.version - 1)
    log.info('ledger migration begins', { version: migration.version })
    db.transaction(() => {
      if (version() !== migration.version - 1)
        throw new Error(`Migration ${migration.version} meets version ${version()}`)
      // First the version: a step that fails takes it back, and nothing runs twice.
      writeVersion(migration.version)
      migration.up(db)
    })
  }
  return ok({ from, to: known })
}
