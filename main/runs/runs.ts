import type { RunId } from '../../shared/ids.ts'
import {
  type Job,
  noCounts,
  type Outcome,
  type Run,
  type RunCounts,
  type RunMode,
  type RunProgress,
  type Trigger,
} from '../../shared/job.ts'
import { message } from '../../shared/message.ts'
import type { NewProblem } from '../../shared/problem.ts'
import { type Clock, instant } from '../support/clock.ts'
import type { Log } from '../support/log.ts'
import { systemFault } from '../support/system-fault.ts'
import type { JobValue } from './job.ts'

/** Where runs are written down. */
export type RunBook = {
  begin(run: Pick<Run, 'job' | 'trigger' | 'mode' | 'startedAt'>): RunId
  end(id: RunId, endedAt: string, outcome: Outcome, counts: RunCounts): void
  get(id: RunId): Run | null
}

export type RunsParts = {
  readonly book: RunBook
  readonly jobs: readonly JobValue[]
  readonly clock: Clock
  readonly log: Log
  report(runId: RunId, problem: NewProblem): void
  /** A run began, moved or ended: whoever shows it may look again. */
  changed(): void
  ended(run: Run): void
}

export type Runs = ReturnType<typeof createRuns>

type Live = {
  run: Run
  readonly abort: AbortController
  end: Promise<Run>
  /** When it last told anything; milliseconds since the epoch. */
  movedAt: number
  readonly stalled: Promise<Outcome>
  readonly stall: (outcome: Outcome) => void
}

/** Longer than the longest wait between two answers, with every repeat. */
const STALLED_MS = 30 * 60_000
/** Not watched for so long, the computer was asleep: nothing moved because nothing could. */
const ASLEEP_MS = 5 * 60_000

/**
 * Drives runs: one run of a job at a time, a second trigger is shown the running one.
 *
 * A run that throws ends as `failed`, the log gets the cause, the next run resumes: also when the end itself cannot be
 * written down (a full disk). One that tells nothing for half an hour is ended too (`watch`).
 */
export function createRuns(parts: RunsParts) {
  const live = new Map<Job, Live>()
  let closing = false
  /** Ends that could not be written down (a full disk): before the next run begins they are. */
  let unwritten: (() => void)[] = []
  let watchedAt = parts.clock.now()

  function start(job: Job, mode: RunMode, trigger: Trigger): { run: Run; started: boolean } | null {
    const running = live.get(job)
    if (running !== undefined) return { run: running.run, started: false }
    const value = parts.jobs.find((candidate) => candidate.name === job)
    if (value === undefined || closing) return null
    writeEnds()
    const startedAt = instant(parts.clock.now())
    const id = parts.book.begin({ job, trigger, mode, startedAt })
    const run: Run = {
      id,
      job,
      trigger,
      mode,
      startedAt,
      endedAt: null,
      outcome: null,
      counts: { ...noCounts },
      progress: { stage: 'connect', done: 0, total: null, endsAt: null, waitsUntil: null },
    }
    const abort = new AbortController()
    let stall: Live['stall'] = () => {}
    const stalled = new Promise<Outcome>((resolve) => {
      stall = resolve
    })
    const entry: Live = {
      run,
      abort,
      end: Promise.resolve(run),
      movedAt: parts.clock.now(),
      stalled,
      stall,
    }
    live.set(job, entry)
    entry.end = drive(value, entry)
    parts.log.info('run began', { run: id, job, trigger, dryRun: mode.dryRun })
    parts.changed()
    return { run, started: true }
  }

  async function drive(value: JobValue, entry: Live): Promise<Run> {
    const { id, job, mode } = entry.run
    // what stalled may never answer
    const outcome = await Promise.race([outcomeOf(value, entry), entry.stalled])
    const endedAt = instant(parts.clock.now())
    const ended: Run = { ...entry.run, endedAt, outcome, progress: null }
    unwritten.push(() => parts.book.end(id, endedAt, outcome, ended.counts))
    writeEnds()
    live.delete(job)
    parts.log.info('run ended', { run: id, job, outcome: outcome.kind, dryRun: mode.dryRun })
    attempt('end of run not told', () => parts.ended(ended))
    parts.changed()
    return ended
  }

  function writeEnds(): void {
    unwritten = unwritten.filter((end) => !attempt('run not written down', end))
  }

  /** What goes wrong after a run keeps no other from beginning; answers whether it went well. */
  function attempt(what: string, work: () => void): boolean {
    try {
      work()
      return true
    } catch (cause) {
      parts.log.error(what, { cause: traceOf(cause) })
      return false
    }
  }

  async function outcomeOf(value: JobValue, entry: Live): Promise<Outcome> {
    try {
      return await value.run({
        runId: entry.run.id,
        trigger: entry.run.trigger,
        mode: entry.run.mode,
        signal: entry.abort.signal,
        progress: (progress: RunProgress) => {
          entry.run = { ...entry.run, progress }
          entry.movedAt = parts.clock.now()
          parts.changed()
        },
        count: (counts) => {
          entry.run = { ...entry.run, counts: added(entry.run.counts, counts) }
          entry.movedAt = parts.clock.now()
        },
        problem: (problem) => parts.report(entry.run.id, problem),
      })
    } catch (cause) {
      if (entry.abort.signal.aborted) return { kind: 'cancelled' }
      parts.log.error('run broke', { run: entry.run.id, job: entry.run.job, cause: traceOf(cause) })
      return { kind: 'failed', reason: systemFault(cause) ?? message('failure.bug') }
    }
  }

  return {
    start,
    running: (): Run[] => [...live.values()].map((entry) => entry.run),
    cancel(id: RunId): boolean {
      const entry = [...live.values()].find((candidate) => candidate.run.id === id)
      entry?.abort.abort()
      return entry !== undefined
    },
    /** Ends runs that tell nothing any more; to be called every minute or so. What waits until a moment is not among them. */
    watch(): void {
      const now = parts.clock.now()
      const asleep = now < watchedAt || now - watchedAt > ASLEEP_MS
      watchedAt = now
      for (const entry of live.values()) {
        const waitsUntil = Date.parse(entry.run.progress?.waitsUntil ?? '') || 0
        if (asleep) entry.movedAt = now
        if (now - Math.max(entry.movedAt, waitsUntil) < STALLED_MS) continue
        const minutes = STALLED_MS / 60_000
        parts.log.error('run stalled', { run: entry.run.id, job: entry.run.job })
        entry.stall({ kind: 'failed', reason: message('failure.stalled', { minutes }) })
        entry.abort.abort()
      }
    },
    /** The run once it has ended; null when there is no such run. */
    async untilEnd(id: RunId): Promise<Run | null> {
      const entry = [...live.values()].find((candidate) => candidate.run.id === id)
      return entry === undefined ? parts.book.get(id) : entry.end
    },
    /** Cancels what runs and waits for it; nothing starts afterwards. */
    async close(): Promise<void> {
      closing = true
      const ends = [...live.values()].map((entry) => {
        entry.abort.abort()
        return entry.end
      })
      await Promise.all(ends)
    },
  }
}

function added(counts: RunCounts, more: Partial<RunCounts>): RunCounts {
  const sum = { ...counts }
  for (const key of Object.keys(noCounts) as (keyof RunCounts)[]) sum[key] += more[key] ?? 0
  return sum
}

/** Stack and name only: messages of our own bugs carry no data of the merchant. */
function traceOf(cause: unknown): string {
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}
