import { z } from 'zod'
import { Instant, RunId } from '../../shared/ids.ts'
import { Job, noCounts, Outcome, type Run, RunCounts, RunMode, Trigger } from '../../shared/job.ts'
import { message } from '../../shared/message.ts'
import { bit, Count, json, one } from './columns.ts'
import type { Sqlite } from './sqlite.ts'

/** A run; `folded`: how many earlier ones of the day, that had nothing to do, this line stands for as well. */
export type StoredRun = Run & { readonly folded: number }

const RunRow = z
  .object({
    id: RunId,
    job: Job,
    trigger: Trigger,
    mode: json(RunMode),
    started_at: Instant,
    ended_at: Instant.nullable(),
    outcome: json(Outcome).nullable(),
    counts: json(RunCounts),
    folded: z.number(),
  })
  .transform(
    (row): StoredRun => ({
      id: row.id,
      job: row.job,
      trigger: row.trigger,
      mode: row.mode,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      outcome: row.outcome,
      counts: row.counts,
      progress: null,
      folded: row.folded,
    }),
  )

const COLUMNS = 'id, job, trigger, mode, started_at, ended_at, outcome, counts, folded'

/** Outcomes after which the shop is known to be in step, but for what was said. */
const SUCCESS = "('done', 'done-with-problems', 'held-by-guard')"

const Foldable = z.object({ id: RunId, folded: z.number() })

/** Of the newest such run, not the latest moment: a clock that was ahead for a while must not count for hours. */
const At = z.object({ at: Instant })

/** Outcomes after which everything is known to be read. */
const READ_THROUGH = "('done', 'done-with-problems', 'held-by-guard', 'watched')"

/** Most runs that are kept, whatever their age: a shop that sells all day has thousands in a week. */
const KEPT = 20_000

export type RunsTable = ReturnType<typeof openRuns>

export function openRuns(db: Sqlite) {
  const insert = db.query(
    `INSERT INTO runs (job, trigger, scope, mode, started_at, counts) VALUES (?, ?, ?, ?, ?, ?) RETURNING id`,
    z.object({ id: RunId }),
  )
  const update = db.command(
    'UPDATE runs SET ended_at = ?, outcome_kind = ?, outcome = ?, counts = ?, idle = ?, folded = ? WHERE id = ?',
  )
  const readOne = db.query(`SELECT ${COLUMNS} FROM runs WHERE id = ?`, RunRow)
  const readPage = db.query(`SELECT ${COLUMNS} FROM runs WHERE id < ? ORDER BY id DESC LIMIT ?`, RunRow)
  const readLast = db.query(
    `SELECT ${COLUMNS} FROM runs WHERE job = ? AND ended_at IS NOT NULL ORDER BY id DESC LIMIT 1`,
    RunRow,
  )
  const readOpen = db.query(`SELECT ${COLUMNS} FROM runs WHERE ended_at IS NULL ORDER BY id`, RunRow)
  const readSuccess = db.query(
    `SELECT ended_at AS at FROM runs
     WHERE job = ? AND scope IN ('changed', 'full') AND outcome_kind IN ${SUCCESS} ORDER BY id DESC LIMIT 1`,
    At,
  )
  const readFull = db.query(
    `SELECT started_at AS at FROM runs
     WHERE job = ? AND scope = 'full' AND outcome_kind IN ${READ_THROUGH} ORDER BY id DESC LIMIT 1`,
    At,
  )
  const readIdle = db.query(
    `SELECT id, folded FROM runs
     WHERE job = ? AND idle = 1 AND id < ? AND substr(started_at, 1, 10) = ? AND scope = ?
       AND outcome_kind != 'failed'
     ORDER BY id DESC LIMIT 1`,
    Foldable,
  )
  const readBefore = db.query(
    `SELECT id, folded, idle, scope, outcome FROM runs
     WHERE job = ? AND id < ? AND substr(started_at, 1, 10) = ? ORDER BY id DESC LIMIT 1`,
    Foldable.extend({ idle: z.number(), scope: z.string(), outcome: z.string().nullable() }),
  )
  const remove = db.command('DELETE FROM runs WHERE id = ?')
  const removeMany = db.command('DELETE FROM runs WHERE id IN (SELECT value FROM json_each(?))')
  const readOldest = db.query(
    'SELECT id, started_at, ended_at FROM runs WHERE id > 0 ORDER BY id LIMIT ?',
    z.object({ id: RunId, started_at: Instant, ended_at: Instant.nullable() }),
  )
  const count = db.query('SELECT count(*) AS n FROM runs', Count)
  const readTelling = db.query(
    `SELECT run_id AS id FROM plans
     UNION SELECT max(id) FROM runs GROUP BY job
     UNION SELECT max(id) FROM runs WHERE outcome_kind IN ${READ_THROUGH} GROUP BY job, scope`,
    z.object({ id: RunId }),
  )

  const endedRuns: Map<Job, unknown>[] = []

  /** What the runs that have ended tell, kept until another one ends: the schedule asks every minute. */
  function untilNextEnd<T extends string | StoredRun | null>(read: (job: Job) => T): (job: Job) => T {
    const kept = new Map<Job, T>()
    endedRuns.push(kept)
    return (job) => {
      const known = kept.get(job)
      if (known !== undefined) return known
      const answer = read(job)
      kept.set(job, answer)
      return answer
    }
  }

  function end(id: RunId, endedAt: string, outcome: Outcome, counts: RunCounts): void {
    db.transaction(() => {
      const run = one(readOne(id))
      for (const kept of endedRuns) kept.delete(run.job)
      const idle = run.trigger === 'schedule' && hadNothingToDo(outcome, counts)
      const earlier = idle ? earlierAlike(run, outcome) : undefined
      if (earlier !== undefined) remove(earlier.id)
      const folded = earlier === undefined ? 0 : earlier.folded + 1
      update(endedAt, outcome.kind, JSON.stringify(outcome), JSON.stringify(counts), bit(idle), folded, id)
    })
  }

  /**
   * An idle run stands for all of its day; a failure for those right before it that ended in the same words.
   *
   * Never one scope for another: when all was last read must be told from what is left.
   */
  function earlierAlike({ id, job, startedAt, mode }: StoredRun, outcome: Outcome) {
    const day = startedAt.slice(0, 10)
    const scope = mode.scope.kind
    if (outcome.kind !== 'failed') return readIdle(job, id, day, scope)[0]
    const [before] = readBefore(job, id, day)
    return before?.idle === 1 && before.scope === scope && before.outcome === JSON.stringify(outcome)
      ? before
      : undefined
  }

  return {
    begin({ job, trigger, mode, startedAt }: Pick<Run, 'job' | 'trigger' | 'mode' | 'startedAt'>): RunId {
      const row = insert(
        job,
        trigger,
        mode.scope.kind,
        JSON.stringify(mode),
        startedAt,
        JSON.stringify(noCounts),
      )
      return one(row).id
    },
    /** Scheduled runs that sent nothing are folded into the newest one of their UTC day. */
    end,
    /**
     * Forgets at most `limit` runs that are older than an instant or too many; answers how many. Never those that tell
     * when a job last ran and when it last ended well.
     */
    prune(before: string, limit: number): number {
      const tooMany = one(count()).n - KEPT
      const telling = new Set(readTelling().map(({ id }) => id))
      const old = readOldest(limit).filter(
        ({ id, started_at, ended_at }, at) =>
          (started_at < before || at < tooMany) && ended_at !== null && !telling.has(id),
      )
      return removeMany(JSON.stringify(old.map(({ id }) => id)))
    },
    get: (id: RunId): StoredRun | null => readOne(id)[0] ?? null,
    /** Newest first; `before`: only older ones. */
    list({ limit, before }: { limit: number; before?: RunId | undefined }): StoredRun[] {
      return readPage(before ?? Number.MAX_SAFE_INTEGER, limit)
    },
    /** The newest run of a job that has ended. */
    last: untilNextEnd((job): StoredRun | null => readLast(job)[0] ?? null),
    /** When a run over all that changed last ended well: "up to date" ages from there. */
    lastSuccessAt: untilNextEnd((job): Instant | null => readSuccess(job)[0]?.at ?? null),
    /** When the last full read that ended well began. */
    lastFullAt: untilNextEnd((job): Instant | null => readFull(job)[0]?.at ?? null),
    /** After a crash: runs that never ended are over; the next run resumes. Answers how many. */
    closeInterrupted(at: string): number {
      return db.transaction(() => {
        const open = readOpen()
        for (const run of open)
          end(run.id, at, { kind: 'failed', reason: message('failure.interrupted') }, run.counts)
        return open.length
      })
    },
  }
}

/** Nothing was sent; before go, nothing was new at the till; while watching, nothing was planned anew; or it could not even begin to send. */
function hadNothingToDo({ kind }: Outcome, counts: RunCounts): boolean {
  if (kind === 'awaiting-go') return counts.changed === 0
  if (kind === 'watched') return counts.planned === 0
  return (
    (kind === 'done' || kind === 'failed') &&
    counts.magentoWrites + counts.adopted + counts.held + counts.drifted === 0
  )
}
