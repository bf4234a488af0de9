import { midnightBefore } from '../../shared/day.ts'
import { type Job, Job as Jobs, watchedChanges } from '../../shared/job.ts'
import { message } from '../../shared/message.ts'
import type { Connection, JobStatus, Status } from '../../shared/status.ts'
import type { Lightspeed } from '../lightspeed/lightspeed.ts'
import type { Runs } from '../runs/runs.ts'
import { nextAt } from '../runs/schedule.ts'
import { deriveState, type JobFacts, jobState } from '../runs/state.ts'
import type { Ledger } from '../store/ledger.ts'
import type { SettingsStore } from '../store/settings.ts'
import { type Clock, instant } from '../support/clock.ts'
import { endsByItself, needsMerchant } from './trouble.ts'

export type StatusParts = {
  readonly ledger: Ledger
  readonly settings: SettingsStore
  readonly lightspeed: Lightspeed
  readonly runs: Runs
  readonly clock: Clock
  readonly magentoGoodAt: () => string | null
  /** Is the schedule followed here, as a command that only looks does not? */
  readonly follows: () => boolean
}

/** All that tray, window and command line show at a glance, gathered from runs, ages and answers. */
export function readStatus(parts: StatusParts): Status {
  const { ledger, settings, runs, clock } = parts
  const now = clock.now()
  const pair = ledger.pair.get()
  const today = instant(midnightBefore(now))
  const running = runs.running()
  const paused = pausedState(settings.get().pausedUntil, now)
  const lightspeed = connection(parts, 'lightspeed')
  const magento = connection(parts, 'magento')
  const jobs = Jobs.options.map((job) => jobFacts(parts, job))
  const counts = ledger.itemList.counts(today)
  const problems = ledger.problems.count()
  const decisions = ledger.decisions.count()
  const budget = parts.lightspeed.budget()
  const route = ledger.lists.route.get()
  const lastChangeSentAt = ledger.changes.lastAt()
  const setUp =
    pair.lightspeed === null
      ? 'lightspeed'
      : pair.magento === null
        ? 'magento'
        : pair.goneAt === null
          ? 'go'
          : 'done'
  const { state, sentence, more } = deriveState({
    now,
    setUp,
    connections: [lightspeed, magento],
    running,
    paused,
    jobs: jobs.filter(({ job }) => job !== 'verify'),
    decisions,
    problems,
    budget,
    lastChangeSentAt,
    watched: ledger.rules.current().watchOnly
      ? jobs.reduce((sum, { last }) => sum + watchedChanges(last?.outcome), 0)
      : null,
  })
  return {
    state,
    sentence,
    more,
    setUp,
    lightspeed,
    magento,
    running,
    jobs: jobs.map((facts) => jobStatus(parts, facts, paused !== null, today, now)),
    budget,
    route: route && message(`route.${route.value.why}`),
    paused,
    needsYou: problems + decisions,
    items: {
      total: counts.all,
      online: counts.online,
      waiting: counts.waiting,
      itemsToday: ledger.sent.since('catalogue', today),
      stockToday: ledger.sent.since('stock', today),
      lastChangeSentAt,
      shops: pair.lightspeed?.shops.length ?? 0,
    },
  }
}

/** Null once the pause is over: nothing has to end it. */
export function pausedState(until: string | null, now: number): Status['paused'] {
  if (until === null) return null
  if (until === 'forever') return { until: null }
  return Date.parse(until) > now ? { until } : null
}

type NamedJob = JobFacts & { readonly job: Job; readonly lastStart: number | null }

function jobFacts({ ledger, settings }: StatusParts, job: Job): NamedJob {
  const last = ledger.runs.last(job)
  return {
    job,
    timing: settings.get().schedule[job],
    last,
    lastSuccessAt: ledger.runs.lastSuccessAt(job),
    endsByItself: last !== null && endsByItself(last),
    lastStart: last === null ? null : Date.parse(last.startedAt),
  }
}

function jobStatus(
  parts: StatusParts,
  facts: NamedJob,
  paused: boolean,
  today: string,
  now: number,
): JobStatus {
  const { ledger, runs } = parts
  const running = runs.running().some((run) => run.job === facts.job)
  const next = paused || !parts.follows() ? null : nextAt(facts.timing, facts.lastStart, now)
  return {
    job: facts.job,
    state: jobState(facts, running, paused, now),
    last: facts.last,
    lastSuccessAt: facts.lastSuccessAt,
    nextAt: next === null ? null : instant(Math.max(next, now)),
    today: ledger.sent.since(facts.job, today),
    hours: ledger.sent.hours(facts.job),
  }
}

/** "Connected" is the age of the last good call, never a stored flag. */
function connection(
  { ledger, lightspeed, magentoGoodAt }: StatusParts,
  service: 'lightspeed' | 'magento',
): Connection {
  const pair = ledger.pair.get()
  const known =
    service === 'lightspeed'
      ? pair.lightspeed && {
          name: pair.lightspeed.name,
          address: 'https://us.merchantos.com/',
          lastGoodAt: newer(lightspeed.lastGoodAt(), pair.lightspeedGoodAt),
          facts: message('fact.lightspeed', { count: pair.lightspeed.shops.length }),
          ...(pair.tokenService === null ? {} : { tokenService: pair.tokenService }),
        }
      : pair.magento && {
          name: new URL(pair.magento.url).host,
          address: pair.magento.url,
          lastGoodAt: newer(magentoGoodAt(), pair.magentoGoodAt),
          facts: message('fact.magento', {
            version: [pair.magento.version, pair.magento.edition].filter((part) => part !== null).join(' '),
            count: pair.magento.websites.length,
          }),
        }
  if (!known) return { kind: 'none' }
  const [problem] = ledger.problems.of({ kind: 'connection', service })
  if (problem === undefined) return { kind: 'connected', ...known }
  const { facts: _facts, ...rest } = known
  const reason = message(String(problem.params.reason ?? `problem.${problem.kind}.title`), problem.params)
  return { kind: 'broken', ...rest, reason, reconnect: needsMerchant.has(problem.kind) }
}

const newer = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one
