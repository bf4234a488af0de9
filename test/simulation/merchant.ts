import { z } from 'zod'
import { openSqlite } from '../../main/store/sqlite.ts'
import type { CallKey, Core, Input, Output } from '../../shared/contract.ts'

async function asked<K extends CallKey>(core: Core, key: K, input: Input<K>): Promise<Output<K>> {
  const answer = await core.ask(key, input)
  if (!answer.ok) throw new Error(`${key}: ${JSON.stringify(answer.error)}`)
  return answer.value
}

/** The merchant says go as soon as there is something to say go to, and yes to what Tillbridge asks. */
export async function lookAfter(core: Core | null): Promise<void> {
  if (core === null) return
  const { setUp } = await asked(core, 'status', {})
  if (setUp === 'go' && (await asked(core, 'goPreview', {})) !== null)
    await asked(core, 'go', { trigger: 'window' })
  for (const { id } of await asked(core, 'decisions', {}))
    await core.ask('decide', { id, answer: 'yes', trigger: 'window' })
}

/** Sync now, or Re-send. */
export async function sync(core: Core | null, force: boolean): Promise<void> {
  if (core === null) throw new Error('The program does not run')
  const mode = { scope: { kind: 'changed' }, force, dryRun: false } as const
  for (const job of ['catalogue', 'stock'] as const) {
    const { started, running } = await asked(core, 'startRun', { jobs: [job], mode, trigger: 'window' })
    for (const { id } of [...started, ...running]) await asked(core, 'awaitRun', { runId: id })
  }
}

const Table = z.object({ name: z.string() })
const Count = z.object({ n: z.number() })

/** How many rows each table of a ledger has. */
export function countRows(file: string): Record<string, number> {
  const db = openSqlite(file)
  const tables = db.query("SELECT name FROM sqlite_schema WHERE type = 'table'", Table)()
  const counts = tables.map(
    ({ name }) => [name, db.query(`SELECT count(*) AS n FROM ${name}`, Count)()[0]?.n ?? 0] as const,
  )
  db.close()
  return Object.fromEntries(counts)
}
