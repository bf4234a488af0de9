import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { openTables } from '../../main/store/ledger.ts'
import { migrations } from '../../main/store/migrations/all.ts'
import { migrate } from '../../main/store/migrations/migrate.ts'
import { openSqlite, type Sqlite } from '../../main/store/sqlite.ts'
import { quietLog, START, standingClock, temporaryFolder } from './support.ts'

/** Tables that grow with the catalogue or with time: to read one whole is a question of its own. */
const GROWING = new Set([
  'items',
  'item_records',
  'item_shops',
  'links',
  'facets',
  'changes',
  'plan_changes',
  'runs',
])

/** Every statement of the product that steps through a growing table from one end, and how. */
function scans(): string[] {
  const db = openSqlite(join(temporaryFolder(), 'ledger.sqlite'))
  onTestFinished(() => db.close())
  migrate(db, migrations, () => {}, quietLog)
  const statements = new Set<string>()
  const recording: Sqlite = {
    ...db,
    query: (sql, row) => {
      statements.add(sql)
      return db.query(sql, row)
    },
    command: (sql) => {
      statements.add(sql)
      return db.command(sql)
    },
  }
  const tables = openTables(recording, standingClock())
  // Searches are prepared when they are first asked.
  for (const filter of ['all', 'online', 'changed-today'] as const)
    for (const search of ['', 'two words'])
      tables.itemList.page({ filter, search, today: START, offset: 0, limit: 10 })
  expect(statements.size).toBeGreaterThan(80)

  const found = [...statements].flatMap((sql) => {
    const explain = db.query(`EXPLAIN QUERY PLAN ${sql}`, z.object({ detail: z.string() }))
    const details = explain(...new Array<null>(sql.match(/\?/g)?.length ?? 0).fill(null)).map(
      (row) => row.detail,
    )
    return details.flatMap((detail) => {
      const table = /^SCAN (\w+)/.exec(detail)?.[1]
      return table !== undefined && GROWING.has(table)
        ? [`${sql.replaceAll(/\s+/g, ' ').slice(0, 60)} → ${detail}`]
        : []
    })
  })
  return [...new Set(found)].toSorted()
}

test('no question reads a growing table whole, but for those that go through one narrow index', () => {
  expect(scans()).toMatchInlineSnapshot(`
    [
      "DELETE FROM facets → SCAN facets",
      "DELETE FROM links → SCAN links",
      "SELECT at FROM changes ORDER BY at DESC LIMIT 1 → SCAN changes USING COVERING INDEX changes_at",
      "SELECT count(*) AS "all", coalesce(sum(state = 'online'), 0) → SCAN items USING COVERING INDEX items_search",
      "SELECT count(*) AS n FROM ( SELECT 1 FROM facets WHERE facet → SCAN facets USING INDEX facets_placement",
      "SELECT count(*) AS n FROM items WHERE due_catalogue > 0 → SCAN items USING INDEX items_due_catalogue",
      "SELECT count(*) AS n FROM items WHERE due_stock > 0 → SCAN items USING INDEX items_due_stock",
      "SELECT count(*) AS n FROM items → SCAN items USING COVERING INDEX items_state",
      "SELECT count(*) AS n FROM runs → SCAN runs USING COVERING INDEX runs_job",
      "SELECT id, job, trigger, mode, started_at, ended_at, outcome → SCAN runs USING INDEX runs_open",
      "SELECT item_id FROM items INDEXED BY items_search WHERE sear → SCAN items USING COVERING INDEX items_search",
      "SELECT run_id AS id FROM plans UNION SELECT max(id) FROM run → SCAN runs USING COVERING INDEX runs_job",
      "SELECT run_id AS id FROM plans UNION SELECT max(id) FROM run → SCAN runs USING COVERING INDEX runs_success",
      "UPDATE facets SET fingerprint = NULL, acknowledged_at = NULL → SCAN facets USING INDEX facets_placement",
      "WITH page AS MATERIALIZED ( SELECT item_id FROM items INDEXE → SCAN items USING COVERING INDEX items_search",
    ]
  `)
})
