import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { firstLedger } from '../../../main/store/migrations/0001-first-ledger.ts'
import { refusedInPassing } from '../../../main/store/migrations/0002-refused-in-passing.ts'
import { handedIn } from '../../../main/store/migrations/0003-handed-in.ts'
import { pairedBy } from '../../../main/store/migrations/0004-paired-by.ts'
import { pictures } from '../../../main/store/migrations/0005-pictures.ts'
import { migrate } from '../../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../../main/store/sqlite.ts'
import { quietLog, temporaryFolder } from '../support.ts'

test('migration 5 makes room for pictures and leaves all else as it is', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  const before = [firstLedger, refusedInPassing, handedIn, pairedBy]
  migrate(db, before, () => {}, quietLog)
  db.exec(`
    INSERT INTO items (item_id, time_stamp, archived, item_type, name, custom_sku, system_sku, manufacturer_sku, upc, ean,
        published, hash, search, due_catalogue, due_stock)
      VALUES (1, '2026-01-01T00:00:00Z', 0, 'default', 'Tee', 'TEE-1', '', '', '', '', 1, '', 'tee', 0, 0);
  `)
  migrate(db, [...before, pictures], () => {}, quietLog)
  const rows = (text: string) => db.query(text, z.looseObject({}))()
  expect(rows('SELECT item_id, name FROM items')).toEqual([{ item_id: 1, name: 'Tee' }])
  expect([rows('SELECT * FROM pictures'), rows('SELECT * FROM gallery')]).toEqual([[], []])
})
