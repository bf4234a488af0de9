import { z } from 'zod'
import { type Clock, instant } from '../support/clock.ts'
import { atMostAPage } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

/** A record of one of the till's lists, and the option of the shop that bears its name. */
const Named = z
  .object({ attribute: z.string(), till_key: z.string(), option_id: z.string(), label: z.string() })
  .transform((row) => ({
    attribute: row.attribute,
    /** `Manufacturer/12`. */
    tillKey: row.till_key,
    optionId: row.option_id,
    /** The name when it was last the same on both sides. */
    label: row.label,
  }))
export type NamedOption = z.infer<typeof Named>

const Made = z
  .object({ attribute: z.string(), option_id: z.string(), label: z.string() })
  .transform((row) => ({ attribute: row.attribute, optionId: row.option_id, label: row.label }))
export type MadeOption = z.infer<typeof Made>

export type OptionsTable = ReturnType<typeof openOptions>

/** Options of the shop's select attributes: whose name they bear, and which are ours. */
export function openOptions(db: Sqlite, clock: Clock) {
  const readNamed = db.query('SELECT * FROM named_options ORDER BY attribute, till_key', Named)
  const upsertNamed = db.command(
    `INSERT INTO named_options (attribute, till_key, option_id, label) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET option_id = excluded.option_id, label = excluded.label`,
  )
  const removeNamed = db.command('DELETE FROM named_options WHERE attribute = ? AND till_key = ?')
  const insertMade = db.command(
    'INSERT OR REPLACE INTO made_options (attribute, option_id, label) VALUES (?, ?, ?)',
  )
  const markLeft = db.command(
    `UPDATE made_options SET left_at = ? WHERE attribute = ? AND option_id = ? AND left_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM named_options AS named
         WHERE named.attribute = made_options.attribute AND named.option_id = made_options.option_id)`,
  )
  const markTaken = db.command(
    'UPDATE made_options SET left_at = NULL, looked_at = NULL WHERE attribute = ? AND option_id = ?',
  )
  const readLeft = db.query(
    `SELECT attribute, option_id, label FROM made_options
     WHERE left_at IS NOT NULL AND (looked_at IS NULL OR looked_at < ?) ORDER BY attribute, option_id LIMIT 100`,
    Made,
  )
  const setLooked = db.command('UPDATE made_options SET looked_at = ? WHERE attribute = ? AND option_id = ?')
  const removeMade = db.command('DELETE FROM made_options WHERE attribute = ? AND option_id = ?')
  const removeAll = [db.command('DELETE FROM named_options'), db.command('DELETE FROM made_options')]
  const now = (): string => instant(clock.now())
  return {
    /** Everything that has an option; as many as the till's lists have records, at most. */
    named: (): NamedOption[] => readNamed(),
    /** These bear these options from now on. What an option of ours has lost may be removed once no product has it. */
    name(rows: readonly NamedOption[], before: ReadonlyMap<string, NamedOption>): void {
      atMostAPage(rows)
      db.transaction(() => {
        for (const { attribute, tillKey, optionId, label } of rows) {
          upsertNamed(attribute, tillKey, optionId, label)
          markTaken(attribute, optionId)
          const old = before.get(`${attribute} ${tillKey}`)
          if (old !== undefined && old.optionId !== optionId) markLeft(now(), attribute, old.optionId)
        }
      })
    },
    /** The till has these no more. */
    unname(rows: readonly NamedOption[]): void {
      atMostAPage(rows)
      db.transaction(() => {
        for (const { attribute, tillKey, optionId } of rows) {
          removeNamed(attribute, tillKey)
          markLeft(now(), attribute, optionId)
        }
      })
    },
    made({ attribute, optionId, label }: MadeOption): void {
      insertMade(attribute, optionId, label)
    },
    /** Options of ours that nothing at the till is called by, not looked at since. */
    left: (lookedBefore: number): MadeOption[] => readLeft(instant(lookedBefore)),
    /** Products still have it. */
    looked({ attribute, optionId }: MadeOption): void {
      setLooked(now(), attribute, optionId)
    },
    removed({ attribute, optionId }: MadeOption): void {
      removeMade(attribute, optionId)
    },
    /** Another shop. */
    forget(): void {
      for (const remove of removeAll) remove()
    },
  }
}
