import type { Run } from '../../shared/job.ts'
import { type Message, message } from '../../shared/message.ts'
import type { Timing } from '../../shared/settings.ts'
import type { Budget, Connection, State, Status } from '../../shared/status.ts'
import { nextAt } from './schedule.ts'

/** What the state is derived from. Nothing of it is a stored flag: it is runs, ages and answers. */
export type Facts = {
  /** Milliseconds since the epoch. */
  readonly now: number
  readonly setUp: Status['setUp']
  readonly connections: readonly Connection[]
  readonly running: readonly Run[]
  readonly paused: Status['paused']
  readonly jobs: readonly JobFacts[]
  readonly decisions: number
  readonly problems: number
  readonly budget: Budget | null
  readonly lastChangeSentAt: string | null
  /** Changes that would have been sent, while only watching; null where the shop is written. */
  readonly watched: number | null
}

export type JobFacts = {
  readonly timing: Timing
  readonly last: Run | null
  readonly lastSuccessAt: string | null
  /** What the last run failed over ends without the merchant. */
  readonly endsByItself: boolean
}

export type Verdict = { readonly state: State; readonly sentence: Message; readonly more: Message | null }

/** Waits shorter than this stay *working*, with the wait in words, so that the icon does not flicker. */
const SHORT_WAIT_MS = 60_000
/** A check by the schedule is work only when it takes longer: else the icon would flicker with each of them. */
const PASSING_MS = 2_000
/** More held items than this need the merchant; fewer are "up to date, except n". */
const MANY_PROBLEMS = 20

/**
 * The one state that tray, window and command line show.
 *
 * *Broken*: nothing can work before the merchant acts. *Waiting*: it will go on by itself, and says when.
 */
export function deriveState(facts: Facts): Verdict {
  const changeAt = facts.lastChangeSentAt
  const lastChange = changeAt === null ? null : message('status.lastChange', { at: changeAt })
  const watches = facts.watched !== null && facts.setUp === 'go'
  const [run] = facts.running.filter((run) => !isPassing(run, facts.now))
  if (facts.setUp !== 'done' && !watches && run === undefined) return notSetUp(facts)
  const refused = facts.connections.find((connection) => connection.kind === 'broken' && connection.reconnect)
  if (refused?.kind === 'broken') return verdict('broken', refused.reason, lastChange)
  if (run !== undefined) return working(facts, run)
  if (facts.paused !== null) return paused(facts.paused, lastChange)
  if (facts.decisions > 0)
    return verdict('needs-you', message('status.decisions', { count: facts.decisions }), lastChange)
  const stopped = facts.jobs.find((job) => job.last?.outcome?.kind === 'stopped-by-guard')?.last?.outcome
  if (stopped?.kind === 'stopped-by-guard') return verdict('needs-you', stopped.reason, lastChange)
  const away = facts.connections.find((connection) => connection.kind === 'broken')
  if (away?.kind === 'broken') return verdict('waiting', away.reason, lastChange)
  const failed = facts.jobs.find((job) => job.last?.outcome?.kind === 'failed')
  if (failed?.last?.outcome?.kind === 'failed') {
    const state = failed.endsByItself ? 'waiting' : 'broken'
    return verdict(state, failed.last.outcome.reason, message('status.triesAgain'))
  }
  if (facts.watched !== null)
    return verdict('waiting', message('status.watching'), message('status.watched', { count: facts.watched }))
  if (facts.problems > MANY_PROBLEMS) {
    return verdict('needs-you', message('status.problems', { count: facts.problems }), lastChange)
  }
  const oldest = facts.jobs.find((job) => hasExpired(job, facts.now))
  if (oldest !== undefined) {
    const since = oldest.lastSuccessAt
    const sentence = since === null ? message('status.firstCheck') : message('status.expired', { at: since })
    return verdict('waiting', sentence, lastChange)
  }
  const sentence =
    facts.problems > 0
      ? message('status.upToDateExcept', { count: facts.problems })
      : message('status.upToDate')
  return verdict('up-to-date', sentence, lastChange ?? message('status.nothingSentYet'))
}

const isPassing = ({ trigger, startedAt }: Run, now: number): boolean =>
  trigger === 'schedule' && now - Date.parse(startedAt) < PASSING_MS

const verdict = (state: State, sentence: Message, more: Message | null): Verdict => ({
  state,
  sentence,
  more,
})

function notSetUp(facts: Facts): Verdict {
  return verdict('needs-you', message(`status.setUp.${facts.setUp}`), null)
}

function paused(state: NonNullable<Status['paused']>, more: Message | null): Verdict {
  return state.until === null
    ? verdict('paused', message('status.pausedUntilResumed'), more)
    : verdict('paused', message('status.paused', { untilAt: state.until }), more)
}

function working(facts: Facts, run: Run): Verdict {
  const { progress } = run
  const waits = facts.budget?.waitsUntil ?? progress?.waitsUntil ?? null
  const more = waits === null ? null : message('status.waitsForBudget', { untilAt: waits })
  const long = waits !== null && Date.parse(waits) - facts.now > SHORT_WAIT_MS
  const stage = progress?.stage ?? 'connect'
  const total = progress?.total ?? null
  const sentence =
    total === null
      ? message(`status.working.${run.job}.${stage}`, { done: progress?.done ?? 0 })
      : message(`status.workingOf.${run.job}.${stage}`, {
          done: progress?.done ?? 0,
          total,
          endsAt: progress?.endsAt ?? null,
        })
  return long
    ? verdict('waiting', message('status.waitsLong', { untilAt: waits }), sentence)
    : verdict('working', sentence, more)
}

/** "Up to date" ends after twice the interval (an hour's grace where a cron text rules). */
export function hasExpired(job: JobFacts, now: number): boolean {
  if (job.timing.kind === 'off' || job.lastSuccessAt === null) return job.timing.kind !== 'off'
  const success = Date.parse(job.lastSuccessAt)
  if (job.timing.kind === 'every') return now > success + Math.max(2 * job.timing.seconds, 60) * 1000
  const due = nextAt(job.timing, success, success)
  return due !== null && now > due + 3_600_000
}

/** The state of one job, for its row. */
export function jobState(job: JobFacts, running: boolean, isPaused: boolean, now: number): State {
  if (running) return 'working'
  if (isPaused) return 'paused'
  if (job.last?.outcome?.kind === 'failed') return job.endsByItself ? 'waiting' : 'broken'
  if (job.last?.outcome?.kind === 'held-by-guard' || job.last?.outcome?.kind === 'stopped-by-guard')
    return 'needs-you'
  return hasExpired(job, now) ? 'waiting' : 'up-to-date'
}
