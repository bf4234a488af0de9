import { hash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { migrations } from '../../main/store/migrations/all.ts'
import { migrate } from '../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../main/store/sqlite.ts'
import { Secrets, VAULT_VERSION, VaultFile } from '../../main/store/vault.ts'
import { MAPPING_VERSION, Mapping } from '../../shared/mapping.ts'
import { RULES_VERSION, Rules } from '../../shared/rules.ts'
import { SETTINGS_VERSION, Settings } from '../../shared/settings.ts'
import { quietLog, temporaryFolder } from './support.ts'

/*
 * What lies on the disk of other people's computers. When one of these fails, the shape was changed: raise its
 * version, write the step from the old one, then the new hash here.
 */
const shape = (...schemas: z.ZodType[]) =>
  hash('sha256', JSON.stringify(schemas.map((schema) => z.toJSONSchema(schema)))).slice(0, 12)

test('the shape of the settings file changes together with its version', () => {
  expect([SETTINGS_VERSION, shape(Settings)]).toMatchInlineSnapshot(`
    [
      3,
      "c648e28c8dd9",
    ]
  `)
})

test('the shape of the mapping changes together with its version', () => {
  expect([MAPPING_VERSION, shape(Mapping)]).toMatchInlineSnapshot(`
    [
      2,
      "05d9e755abf1",
    ]
  `)
})

test('the shape of the rules changes together with their version', () => {
  expect([RULES_VERSION, shape(Rules)]).toMatchInlineSnapshot(`
    [
      4,
      "7ee5832334fd",
    ]
  `)
})

test('the shape of the vault changes together with its version', () => {
  expect([VAULT_VERSION, shape(VaultFile, Secrets)]).toMatchInlineSnapshot(`
    [
      3,
      "9f8f0c911d08",
    ]
  `)
})

test('the tables of the ledger change only through a migration', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  migrate(db, migrations, () => {}, quietLog)
  const tables = db.query(
    'SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name',
    z.object({ sql: z.string() }),
  )()
  db.close()
  const text = tables.map((row) => row.sql.replaceAll(/\s+/g, ' ')).join('\n')
  expect([migrations.at(-1)?.version, hash('sha256', text).slice(0, 12)]).toMatchInlineSnapshot(`
    [
      10,
      "70ca7320c26d",
    ]
  `)
})
