import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { migrations } from '../../../main/store/migrations/all.ts'
import { migrate } from '../../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../../main/store/sqlite.ts'
import { quietLog, temporaryFolder } from '../support.ts'

test('migration 9 has the variants looked at anew that were left out before, and nothing else', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  const upTo = (version: number) => migrations.filter((one) => one.version <= version)
  migrate(db, upTo(8), () => {}, quietLog)
  const item = db.command(
    `INSERT INTO items (item_id, time_stamp, archived, matrix_id, item_type, name, custom_sku, system_sku, manufacturer_sku,
        upc, ean, published, hash, search, due_catalogue, due_stock)
      VALUES (?, '2026-01-01T00:00:00Z', 0, ?, 'default', 'Tee', '', '', '', '', '', 1, '', 'tee', 0, 0)`,
  )
  item(1, null)
  item(2, '20')
  migrate(db, upTo(9), () => {}, quietLog)
  expect(db.query('SELECT item_id, due_catalogue, due_stock FROM items', z.looseObject({}))()).toEqual([
    { item_id: 1, due_catalogue: 0, due_stock: 0 },
    { item_id: 2, due_catalogue: 1, due_stock: 1 },
  ])
})
