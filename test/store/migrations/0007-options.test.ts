import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { firstLedger } from '../../../main/store/migrations/0001-first-ledger.ts'
import { refusedInPassing } from '../../../main/store/migrations/0002-refused-in-passing.ts'
import { handedIn } from '../../../main/store/migrations/0003-handed-in.ts'
import { pairedBy } from '../../../main/store/migrations/0004-paired-by.ts'
import { pictures } from '../../../main/store/migrations/0005-pictures.ts'
import { places } from '../../../main/store/migrations/0006-places.ts'
import { options } from '../../../main/store/migrations/0007-options.ts'
import { migrate } from '../../../main/store/migrations/migrate.ts'
import { openSqlite } from '../../../main/store/sqlite.ts'
import { quietLog, temporaryFolder } from '../support.ts'

test('migration 7 makes room for the options that bear names of the till, and leaves all else as it is', () => {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  const before = [firstLedger, refusedInPassing, handedIn, pairedBy, pictures, places]
  migrate(db, before, () => {}, quietLog)
  db.exec("UPDATE pair SET lightspeed_account_id = '314551'")
  migrate(db, [...before, options], () => {}, quietLog)
  const rows = (table: string) => db.query(`SELECT * FROM ${table}`, z.looseObject({}))()
  expect([rows('named_options'), rows('made_options')]).toEqual([[], []])
  expect(
    db
      .query('SELECT lightspeed_account_id FROM pair', z.looseObject({}))()
      .map((row) => ({ ...row })),
  ).toEqual([{ lightspeed_account_id: '314551' }])
})
