import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { firstLedger } from '../../../main/store/migrations/0001-first-ledger.ts'
import { refusedInPassing } from '../../../main/store/migrations/0002-refused-in-passing.ts'
import { handedIn } from '../../../main/store/migrations/0003-handed-in.ts'
import { pairedBy } from '../../../main/store/migrations/0004-paired-by.ts'
import { migrate } from '../../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../../main/store/sqlite.ts'
import { quietLog, temporaryFolder } from '../support.ts'

test('migration 4 notes for every pair that was made by SKU the item’s SKU of then, and leaves all else as it is', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  const before = [firstLedger, refusedInPassing, handedIn]
  migrate(db, before, () => {}, quietLog)
  db.exec(`
    INSERT INTO items (item_id, time_stamp, archived, item_type, name, custom_sku, system_sku, manufacturer_sku, upc, ean,
        published, hash, search, due_catalogue, due_stock)
      VALUES (1, '2026-01-01T00:00:00Z', 0, 'default', 'Tee', 'TEE-1', '', '', '', '4006381333931', 1, '', 'tee', 0, 0);
    INSERT INTO links (item_id, sku, sku_key, product_id, url_key, state, origin, linked_at)
      VALUES (1, 'tee-1', 'tee-1', 7, 'tee', 'linked', 'matched', '2026-01-01T00:00:00.000Z');
    UPDATE pair SET lightspeed_account_id = '314551';
  `)
  migrate(db, [...before, pairedBy], () => {}, quietLog)
  expect(db.query('SELECT * FROM links', z.looseObject({}))()).toEqual([
    {
      item_id: 1,
      sku: 'tee-1',
      sku_key: 'tee-1',
      product_id: 7,
      url_key: 'tee',
      state: 'linked',
      origin: 'matched',
      linked_at: '2026-01-01T00:00:00.000Z',
      item_sku: 'tee-1',
    },
  ])
  expect(
    db.query(
      'SELECT lightspeed_account_id, token_service, token_service_good_at FROM pair',
      z.looseObject({}),
    )(),
  ).toEqual([{ lightspeed_account_id: '314551', token_service: null, token_service_good_at: null }])
})
