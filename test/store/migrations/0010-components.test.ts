import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { migrations } from '../../../main/store/migrations/all.ts'
import { migrate } from '../../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../../main/store/sqlite.ts'
import { quietLog, temporaryFolder } from '../support.ts'

const upTo = (version: number) => migrations.filter((one) => one.version <= version)

test('migration 10 reads boxes and assemblies once more, and nothing else', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  migrate(db, upTo(9), () => {}, quietLog)
  for (const [id, type] of [
    [1, 'default'],
    [2, 'box'],
    [3, 'assembly'],
  ])
    db.exec(`
      INSERT INTO items (item_id, time_stamp, archived, item_type, name, custom_sku, system_sku, manufacturer_sku, upc, ean,
          published, hash, search, due_catalogue, due_stock)
        VALUES (${id}, '2026-01-01T00:00:00Z', 0, '${type}', 'Tee', '', '', '', '', '', 1, 'abc', 'tee', 0, 0);
    `)
  migrate(db, upTo(10), () => {}, quietLog)
  const hashes = db.query('SELECT hash FROM items ORDER BY item_id', z.object({ hash: z.string() }))()
  expect(hashes.map(({ hash }) => hash)).toEqual(['abc', '', ''])
  expect(db.query('SELECT * FROM components', z.looseObject({}))()).toEqual([])
})
