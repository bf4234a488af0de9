import { z } from 'zod'
import { Instant, type ItemId } from '../../shared/ids.ts'
import { type NewProblem, Problem, ProblemKind, Subject } from '../../shared/problem.ts'
import { type Clock, instant } from '../support/clock.ts'
import { Count, json, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'
import { withoutNul } from './text.ts'

const ProblemRow = z
  .object({
    id: z.number(),
    kind: ProblemKind,
    subject: json(Subject),
    params: json(Problem.shape.params),
    details: z.string().nullable(),
    since: Instant,
    last_seen: Instant,
  })
  .transform(({ last_seen, ...row }): Problem => ({ ...row, lastSeen: last_seen }))

const COLUMNS = 'id, kind, subject, params, details, since, last_seen'

/** What stops everything comes first, then what stops a job, then single items. */
const WEIGHT = { connection: 0, job: 1, item: 2 } as const satisfies Record<Subject['kind'], number>

export type ProblemsTable = ReturnType<typeof openProblems>

export function openProblems(db: Sqlite, clock: Clock) {
  const upsert = db.query(
    `INSERT INTO problems (kind, subject_key, subject, params, details, weight, since, last_seen)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (subject_key, kind) DO UPDATE SET subject = excluded.subject, params = excluded.params,
       details = excluded.details, last_seen = excluded.last_seen
     RETURNING ${COLUMNS}`,
    ProblemRow,
  )
  const removeAll = db.command('DELETE FROM problems WHERE subject_key = ?')
  const removeKinds = db.command(
    'DELETE FROM problems WHERE subject_key = ? AND kind IN (SELECT value FROM json_each(?))',
  )
  const removeOfItems = db.command(
    `DELETE FROM problems WHERE subject_key IN (SELECT 'item:' || value FROM json_each(?))
     AND kind IN (SELECT value FROM json_each(?))`,
  )
  const readPage = db.query(
    `SELECT ${COLUMNS} FROM problems ORDER BY weight, id DESC LIMIT ? OFFSET ?`,
    ProblemRow,
  )
  const readOne = db.query(`SELECT ${COLUMNS} FROM problems WHERE id = ?`, ProblemRow)
  const readSubject = db.query(
    `SELECT ${COLUMNS} FROM problems WHERE subject_key = ? ORDER BY id DESC`,
    ProblemRow,
  )
  const readKind = db.query(
    `SELECT ${COLUMNS} FROM problems WHERE kind = ? ORDER BY weight, id LIMIT ?`,
    ProblemRow,
  )
  const count = db.query('SELECT count(*) AS n FROM problems', Count)
  return {
    /** The same kind about the same subject is one problem, however often it is met. */
    report({ kind, subject, params, details }: NewProblem): Problem {
      const now = instant(clock.now())
      return one(
        upsert(
          kind,
          keyOf(subject),
          JSON.stringify(subject),
          JSON.stringify(params),
          details && withoutNul(details),
          WEIGHT[subject.kind],
          now,
          now,
        ),
      )
    },
    /** It went well: these kinds of problem, or every one, are over for this subject. Answers how many were. */
    close(subject: SubjectKey, kinds: readonly ProblemKind[] | 'every' = 'every'): number {
      return kinds === 'every'
        ? removeAll(keyOf(subject))
        : removeKinds(keyOf(subject), JSON.stringify(kinds))
    },
    /** The same for many items at once. */
    closeForItems: (itemIds: readonly ItemId[], kinds: readonly ProblemKind[]): number =>
      removeOfItems(JSON.stringify(itemIds), JSON.stringify(kinds)),
    /** The most expensive first, the newest first among those. */
    list: (offset: number, limit: number): Problem[] => readPage(limit, offset),
    get: (id: number): Problem | null => readOne(id)[0] ?? null,
    /** Items with a problem of this kind, the oldest first. */
    itemsWith: (kind: ProblemKind, limit: number): ItemId[] =>
      readKind(kind, limit).flatMap(({ subject }) => (subject.kind === 'item' ? [subject.itemId] : [])),
    of: (subject: SubjectKey): Problem[] => readSubject(keyOf(subject)),
    count: (): number => one(count()).n,
  }
}

type Only<S, K extends PropertyKey> = S extends unknown ? Pick<S, Extract<keyof S, K>> : never
/** What tells subjects apart: an item is the same one under a new name. */
export type SubjectKey = Only<Subject, 'kind' | 'itemId' | 'service' | 'job'>

function keyOf(subject: SubjectKey): string {
  switch (subject.kind) {
    case 'item':
      return `item:${subject.itemId}`
    case 'connection':
      return `connection:${subject.service}`
    case 'job':
      return `job:${subject.job}`
  }
}
