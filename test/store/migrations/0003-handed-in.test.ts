import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { firstLedger } from '../../../main/store/migrations/0001-first-ledger.ts'
import { refusedInPassing } from '../../../main/store/migrations/0002-refused-in-passing.ts'
import { handedIn } from '../../../main/store/migrations/0003-handed-in.ts'
import { migrate } from '../../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../../main/store/sqlite.ts'
import { quietLog, temporaryFolder } from '../support.ts'

test('migration 3 adds what was handed in, empty, and leaves what is acknowledged as it is', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  migrate(db, [firstLedger, refusedInPassing], () => {}, quietLog)
  db.exec(`
    INSERT INTO items (item_id, time_stamp, archived, item_type, name, custom_sku, system_sku, manufacturer_sku, upc, ean,
        published, hash, search, due_catalogue, due_stock)
      VALUES (1, '2026-01-01T00:00:00Z', 0, 'default', 'Tee', '', '', '', '', '', 1, '', 'tee', 0, 0);
    INSERT INTO facets (item_id, facet, source, fingerprint, value) VALUES (1, 'price', '', 'c', '{}');
  `)
  migrate(db, [firstLedger, refusedInPassing, handedIn], () => {}, quietLog)
  const rows = (table: string) => db.query(`SELECT * FROM ${table}`, z.looseObject({}))()
  expect([rows('bulks'), rows('bulk_items')]).toEqual([[], []])
  expect(rows('facets')).toMatchObject([{ item_id: 1, facet: 'price', fingerprint: 'c', value: '{}' }])
})
