import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { firstLedger } from '../../../main/store/migrations/0001-first-ledger.ts'
import { refusedInPassing } from '../../../main/store/migrations/0002-refused-in-passing.ts'
import { migrate } from '../../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../../main/store/sqlite.ts'
import { quietLog, temporaryFolder } from '../support.ts'

test('migration 2 lets what was refused before be tried once more, and leaves all else as it is', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  migrate(db, [firstLedger], () => {}, quietLog)
  db.exec(`
    INSERT INTO items (item_id, time_stamp, archived, item_type, name, custom_sku, system_sku, manufacturer_sku, upc, ean,
        published, hash, search, due_catalogue, due_stock)
      VALUES (1, '2026-01-01T00:00:00Z', 0, 'default', 'Tee', '', '', '', '', '', 1, '', 'tee', 0, 0);
    INSERT INTO facets (item_id, facet, source, fingerprint, value, refused)
      VALUES (1, 'stock', 'main', 'a', '{}', 'b'), (1, 'price', '', 'c', '{}', NULL);
  `)
  migrate(db, [firstLedger, refusedInPassing], () => {}, quietLog)
  const rows = db.query(
    'SELECT facet, fingerprint, refused, retry_at, tries FROM facets ORDER BY facet',
    z.looseObject({}),
  )
  expect(rows()).toEqual([
    { facet: 'price', fingerprint: 'c', refused: null, retry_at: null, tries: 0 },
    { facet: 'stock', fingerprint: 'a', refused: 'b', retry_at: '1970-01-01T00:00:00.000Z', tries: 0 },
  ])
})
