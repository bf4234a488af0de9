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
  /** The troubles that last, by what they are about, with the moment they were last mentioned. */
  readonly trouble: Readonly<Record<string, number>>
}

export const nothingSaid: Said = { at: [], trouble: {} }

/** What the end of a run means, beside its outcome. Subjects are named as in `connection:magento`, `job:stock`. */
export type Meaning = {
  /** What the failure is about, and the problem that a click opens; null when there is none. */
  readonly failure: { readonly subject: string; readonly problemId: number | null } | null
  /** What the run proved to work. */
  readonly over: readonly string[]
}

/** At most this many an hour: a tray that cries is switched off. */
const MOST_AN_HOUR = 3
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/**
 * Should the end of a run be told, and how? The first failure, what needs an answer, and the recovery are;
 * the same trouble again only once a day; never more than three notices an hour.
 *
 * Troubles are told apart by what they are about: two jobs that a shop does not answer are one trouble, and items that
 * need the merchant never hide a failure.
 */
export function noticeFor(
  run: Run,
  { failure, over }: Meaning,
  said: Said,
  now: number,
): { notice: Notice | null; said: Said } {
  const outcome = run.outcome
  if (outcome === null || run.mode.dryRun || outcome.kind === 'cancelled') return { notice: null, said }
  const wasDown = over.some((subject) => said.trouble[`failed ${subject}`] !== undefined)
  const left: Said = { ...said, trouble: without(said.trouble, overBy(run.job, outcome, over)) }
  const trouble = troubleOf(run, outcome, failure)
  if (trouble === null) return wasDown ? spoken(recovery(run), left, now) : { notice: null, said: left }
  const before = left.trouble[trouble.name]
  if (before !== undefined && now - before < DAY_MS) return { notice: null, said: left }
  const next = spoken(trouble.notice, left, now)
  return next.notice === null
    ? next
    : { ...next, said: { ...next.said, trouble: { ...left.trouble, [trouble.name]: now } } }
}

function spoken(notice: Notice, said: Said, now: number): { notice: Notice | null; said: Said } {
  const recent = said.at.filter((moment) => now - moment < HOUR_MS)
  if (recent.length >= MOST_AN_HOUR) return { notice: null, said: { ...said, at: recent } }
  return { notice, said: { ...said, at: [...recent, now] } }
}

/** A decision is over once a run needs none any more; that items need the merchant lasts until it is mentioned again. */
function overBy(job: Run['job'], outcome: Outcome, over: readonly string[]): (name: string) => boolean {
  const failures = new Set(over.map((subject) => `failed ${subject}`))
  const undecided = outcome.kind !== 'done' && outcome.kind !== 'done-with-problems'
  return (name) => failures.has(name) || (!undecided && name.startsWith(`held ${job} `))
}

const without = (trouble: Said['trouble'], isOver: (name: string) => boolean): Said['trouble'] =>
  Object.fromEntries(Object.entries(trouble).filter(([name]) => !isOver(name)))

type Trouble = { readonly name: string; readonly notice: Notice }

function troubleOf(run: Run, outcome: Outcome, failure: Meaning['failure']): Trouble | null {
  const { job } = run
  const trouble = (name: string, kind: string, body: Message): Trouble => ({
    name,
    notice: {
      title: message(`notify.${kind}.title`, { job }),
      body,
      level: 'needs-me',
      open: { page: 'needs-you', problemId: failure?.problemId ?? null },
    },
  })
  const failed = `failed ${failure?.subject ?? `job:${job}`}`
  switch (outcome.kind) {
    case 'failed':
      return trouble(failed, 'failed', outcome.reason)
    case 'stopped-by-guard':
      return trouble(failed, 'stopped', outcome.reason)
    case 'held-by-guard': {
      const { decisions: count } = outcome
      return trouble(`held ${job} ${count}`, 'held', message('notify.held.body', { count }))
    }
    case 'done-with-problems': {
      const { problems: count } = outcome
      return trouble(`problems ${job}`, 'problems', message('notify.problems.body', { count }))
    }
    case 'done':
    case 'previewed':
    case 'watched':
    case 'awaiting-go':
    case 'cancelled':
      return null
  }
}

const recovery = (run: Run): Notice => ({
  title: message('notify.recovered.title', { job: run.job }),
  body: message('notify.recovered.body', {
    count: run.counts.created + run.counts.updated + run.counts.stock,
  }),
  level: 'needs-me',
  open: { page: 'overview', problemId: null },
})
