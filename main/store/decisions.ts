import { z } from 'zod'
import { Instant } from '../../shared/ids.ts'
import { Decision, DecisionKind } from '../../shared/problem.ts'
import { type Clock, instant } from '../support/clock.ts'
import { Count, json, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

const DecisionRow = z
  .object({
    id: z.number(),
    kind: DecisionKind,
    products: z.number(),
    linked: z.number(),
    examples: json(Decision.shape.examples),
    asked_at: Instant,
    answer: Decision.shape.answer,
    answered_at: Instant.nullable(),
  })
  .transform(
    ({ asked_at, answered_at, ...row }): Decision => ({ ...row, askedAt: asked_at, answeredAt: answered_at }),
  )

const COLUMNS = 'id, kind, products, linked, examples, asked_at, answer, answered_at'

export type DecisionsTable = ReturnType<typeof openDecisions>

/** One open question per kind: asked → answered → closed once it was carried out or nothing is left of it. */
export function openDecisions(db: Sqlite, clock: Clock) {
  const upsert = db.query(
    `INSERT INTO decisions (kind, products, linked, examples, asked_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (kind) WHERE closed_at IS NULL DO UPDATE SET
       products = excluded.products, linked = excluded.linked, examples = excluded.examples
     RETURNING ${COLUMNS}`,
    DecisionRow,
  )
  const readOne = db.query(`SELECT ${COLUMNS} FROM decisions WHERE id = ?`, DecisionRow)
  const readCurrent = db.query(
    `SELECT ${COLUMNS} FROM decisions WHERE kind = ? AND closed_at IS NULL`,
    DecisionRow,
  )
  const readUnanswered = db.query(
    `SELECT ${COLUMNS} FROM decisions WHERE closed_at IS NULL AND answer IS NULL ORDER BY id DESC`,
    DecisionRow,
  )
  const setAnswer = db.command(
    'UPDATE decisions SET answer = ?, answered_at = ? WHERE id = ? AND closed_at IS NULL',
  )
  const ask = db.command('UPDATE decisions SET answer = NULL, answered_at = NULL, asked_at = ? WHERE id = ?')
  const close = db.command('UPDATE decisions SET closed_at = ? WHERE id = ? AND closed_at IS NULL')
  const count = db.query(
    'SELECT count(*) AS n FROM decisions WHERE closed_at IS NULL AND answer IS NULL',
    Count,
  )
  const countOpen = db.query('SELECT count(*) AS n FROM decisions WHERE closed_at IS NULL', Count)
  const now = (): string => instant(clock.now())
  return {
    /** Asks, or brings the numbers of the same question up to date; an answer that was given stays. */
    ask({
      kind,
      products,
      linked,
      examples,
    }: Pick<Decision, 'kind' | 'products' | 'linked' | 'examples'>): Decision {
      return one(upsert(kind, products, linked, JSON.stringify(examples), now()))
    },
    /** The answer does not fit any more (many more products than it was given for): asks again. */
    askAgain(id: number): void {
      ask(now(), id)
    },
    /** False when there is no such open question. */
    answer: (id: number, answer: 'yes' | 'no'): boolean => setAnswer(answer, now(), id) > 0,
    /** The question of a kind that is not closed, answered or not. */
    current: (kind: DecisionKind): Decision | null => readCurrent(kind)[0] ?? null,
    get: (id: number): Decision | null => readOne(id)[0] ?? null,
    /** Waiting for the merchant, newest first. */
    unanswered: (): Decision[] => readUnanswered(),
    count: (): number => one(count()).n,
    /** Whether any question is not closed, answered or not. */
    isAnyOpen: (): boolean => one(countOpen()).n > 0,
    /** Carried out, or there is nothing left to decide. */
    close(id: number): void {
      close(now(), id)
    },
  }
}
