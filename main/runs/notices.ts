import type { Outcome, Run } from '../../shared/job.ts'
import { type Message, message } from '../../shared/message.ts'

/** What the merchant is told on the desktop. */
export type Notice = {
  readonly title: Message
  readonly body: Message
  readonly level: 'needs-me' | 'all'
  readonly open: { page: 'overview' | 'needs-you' | 'connect'; problemId: number | null }
}

/** What was said so far; kept in memory, a restart may say a lasting trouble once more. */
export type Said = {
  /** Moments of the notices of the last hour. */
  readonly at: readonly number[]
  /** The trouble that lasts, by what it is, with the moment it was last mentioned. */
  readonly trouble: Readonly<Record<string, number>>
}

export const nothingSaid: Said = { at: [], trouble: {} }

/** At most this many an hour: a tray that cries is switched off. */
const MOST_AN_HOUR = 3
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Should the end of a run be told, and how? The first failure, what needs an answer, and the recovery are;
 * the same trouble again only once a day; never more than three notices an hour.
 *
 * @param problemId the newest problem that belongs to it, opened by a click
 */
export function noticeFor(
  run: Run,
  said: Said,
  now: number,
  problemId: number | null,
): { notice: Notice | null; said: Said } {
  const outcome = run.outcome
  if (outcome === null || run.mode.dryRun || outcome.kind === 'cancelled') return { notice: null, said }
  const trouble = troubleOf(outcome)
  const before = said.trouble[run.job]
  if (trouble === null) {
    if (before === undefined) return { notice: null, said }
    const { [run.job]: _ended, ...rest } = said.trouble
    return spoken(recovery(run), { ...said, trouble: rest }, now)
  }
  if (before !== undefined && now - before < DAY_MS) return { notice: null, said }
  const notice: Notice = {
    title: message(`notify.${trouble}.title`, { job: run.job }),
    body: bodyOf(run, outcome),
    level: 'needs-me',
    open: { page: 'needs-you', problemId },
  }
  const next = spoken(notice, said, now)
  return next.notice === null
    ? next
    : { ...next, said: { ...next.said, trouble: { ...said.trouble, [run.job]: now } } }
}

function spoken(notice: Notice, said: Said, now: number): { notice: Notice | null; said: Said } {
  const recent = said.at.filter((moment) => now - moment < HOUR_MS)
  if (recent.length >= MOST_AN_HOUR) return { notice: null, said: { ...said, at: recent } }
  return { notice, said: { ...said, at: [...recent, now] } }
}

function troubleOf(outcome: Outcome): 'failed' | 'held' | 'stopped' | 'problems' | null {
  switch (outcome.kind) {
    case 'failed':
      return 'failed'
    case 'held-by-guard':
      return 'held'
    case 'stopped-by-guard':
      return 'stopped'
    case 'done-with-problems':
      return 'problems'
    case 'done':
    case 'previewed':
    case 'awaiting-go':
    case 'cancelled':
      return null
  }
}

function bodyOf(run: Run, outcome: Outcome): Message {
  if (outcome.kind === 'failed' || outcome.kind === 'stopped-by-guard') return outcome.reason
  if (outcome.kind === 'held-by-guard') return message('notify.held.body', { count: outcome.decisions })
  return message('notify.problems.body', {
    count: outcome.kind === 'done-with-problems' ? outcome.problems : run.counts.held,
  })
}

const recovery = (run: Run): Notice => ({
  title: message('notify.recovered.title', { job: run.job }),
  body: message('notify.recovered.body', {
    count: run.counts.created + run.counts.updated + run.counts.stock,
  }),
  level: 'needs-me',
  open: { page: 'overview', problemId: null },
})
