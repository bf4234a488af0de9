import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { firstLedger } from '../../../main/store/migrations/0001-first-ledger.ts'
import { migrate } from '../../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../../main/store/sqlite.ts'
import { quietLog, temporaryFolder } from '../support.ts'

test('migration 1 makes every table of the first ledger, with one empty pair', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  const tables = () =>
    db
      .query(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
        z.object({ name: z.string() }),
      )()
      .map((row) => row.name)
  expect(tables()).toEqual([])
  migrate(db, [firstLedger], () => {}, quietLog)
  expect(tables()).toEqual([
    'changes',
    'decisions',
    'documents',
    'facets',
    'item_records',
    'item_shops',
    'items',
    'items_met',
    'ledger_version',
    'links',
    'lists',
    'pair',
    'plan_changes',
    'plan_holds',
    'plans',
    'problems',
    'runs',
    'sent',
    'watermarks',
  ])
  const pairs = db.query('SELECT id, lightspeed_account_id, magento_id, gone_at FROM pair', z.looseObject({}))
  expect(pairs()).toEqual([{ id: 1, lightspeed_account_id: null, magento_id: null, gone_at: null }])
})
