import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { migrations } from '../../../main/store/migrations/all.ts'
import { migrate } from '../../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../../main/store/sqlite.ts'
import { quietLog, temporaryFolder } from '../support.ts'

test('migration 6 knows category and tags of every item from its record, and has the till’s lists read anew', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  migrate(
    db,
    migrations.filter(({ version }) => version < 6),
    () => {},
    quietLog,
  )
  const records = [
    { categoryID: '12', TagRelations: { TagRelation: [{ tagID: '4' }, { tagID: '9' }] } },
    { categoryID: '0', TagRelations: { TagRelation: { tagID: '4', Tag: { tagID: '4', name: 'sale' } } } },
    { description: 'neither' },
  ]
  const item = db.command(
    `INSERT INTO items (item_id, time_stamp, archived, item_type, name, custom_sku, system_sku, manufacturer_sku, upc, ean,
        published, hash, search, due_catalogue, due_stock)
      VALUES (?, '2026-01-01T00:00:00Z', 0, 'default', 'Tee', '', '', '', '', '', 1, '', 'tee', 0, 0)`,
  )
  const raw = db.command('INSERT INTO item_records (item_id, raw) VALUES (?, ?)')
  for (const [at, record] of records.entries()) {
    item(at + 1)
    raw(at + 1, JSON.stringify(record))
  }
  db.exec("INSERT INTO lists (name, value, read_at) VALUES ('till', '{}', ''), ('shops', '[]', '')")
  migrate(db, migrations, () => {}, quietLog)
  const rows = (text: string) => db.query(text, z.looseObject({}))()
  expect(rows('SELECT item_id, category_id, tags FROM items')).toEqual([
    { item_id: 1, category_id: '12', tags: ',4,9,' },
    { item_id: 2, category_id: null, tags: ',4,' },
    { item_id: 3, category_id: null, tags: '' },
  ])
  expect(rows('SELECT name FROM lists')).toEqual([{ name: 'shops' }])
  expect(rows('SELECT * FROM places')).toEqual([])
})
