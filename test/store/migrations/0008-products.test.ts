import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { migrations } from '../../../main/store/migrations/all.ts'
import { migrate } from '../../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../../main/store/sqlite.ts'
import { quietLog, temporaryFolder } from '../support.ts'

const upTo = (version: number) => migrations.filter((one) => one.version <= version)

test('migration 8 finds links by the product’s number, takes away what nothing used, and keeps the links', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  migrate(db, upTo(7), () => {}, quietLog)
  db.exec(`
    INSERT INTO items (item_id, time_stamp, archived, item_type, name, custom_sku, system_sku, manufacturer_sku, upc, ean,
        published, hash, search, due_catalogue, due_stock)
      VALUES (1, '2026-01-01T00:00:00Z', 0, 'default', 'Tee', '', '', '', '', '', 1, '', 'tee', 0, 0);
    INSERT INTO links (item_id, sku, sku_key, product_id, state, origin, item_sku, linked_at)
      VALUES (1, 'A', 'a', 77, 'linked', 'created', 'A', '2026-01-01T00:00:00Z');
  `)
  migrate(db, upTo(8), () => {}, quietLog)
  const names = db.query(
    "SELECT name FROM sqlite_schema WHERE name IN ('items_met', 'links_product')",
    z.looseObject({}),
  )()
  const links = db.query('SELECT sku FROM links WHERE product_id = 77', z.looseObject({}))()
  expect([names, links]).toEqual([[{ name: 'links_product' }], [{ sku: 'A' }]])
})
