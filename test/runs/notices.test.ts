import { expect, test } from 'vitest'
import { type Meaning, nothingSaid, noticeFor, type Said } from '../../main/runs/notices.ts'
import { RunId } from '../../shared/ids.ts'
import { type Job, noCounts, type Outcome, type Run } from '../../shared/job.ts'
import { message } from '../../shared/message.ts'

const start = Date.parse('2026-11-24T12:00:00Z')
const MINUTE = 60_000
const failed: Outcome = { kind: 'failed', reason: message('failure.magento-unreachable') }
const done: Outcome = { kind: 'done' }

const ended = (outcome: Outcome, job: Job = 'stock', dryRun = false): Run => ({
  id: RunId.parse(1),
  job,
  trigger: 'schedule',
  mode: { scope: { kind: 'changed' }, force: false, dryRun },
  startedAt: new Date(start).toISOString(),
  endedAt: new Date(start).toISOString(),
  outcome,
  counts: noCounts,
  progress: null,
})

/** What a run of which nothing else is known means: a failure is the job's, and success ends it. */
function meaningOf({ job, outcome }: Run): Meaning {
  const fails = outcome?.kind === 'failed' || outcome?.kind === 'stopped-by-guard'
  const subject = `job:${job}`
  return fails ? { failure: { subject, problemId: 1 }, over: [] } : { failure: null, over: [subject] }
}

/** What is told when these runs end, each at its minute. */
function told(...runs: readonly (readonly [number, Run, Meaning?])[]): string[] {
  let said: Said = nothingSaid
  return runs.flatMap(([minute, run, meaning = meaningOf(run)]) => {
    const next = noticeFor(run, meaning, said, start + minute * MINUTE)
    said = next.said
    return next.notice === null ? [] : [`${minute} ${next.notice.title.key}`]
  })
}

test('a failure is told once, its end is told, and a repeated failure is not', () => {
  expect(
    told([0, ended(failed)], [1, ended(failed)], [2, ended(failed)], [30, ended(done)], [31, ended(done)]),
  ).toEqual(['0 notify.failed.title', '30 notify.recovered.title'])
})

test('a failure that lasts is mentioned again after a day', () => {
  expect(told([0, ended(failed)], [600, ended(failed)], [1441, ended(failed)])).toEqual([
    '0 notify.failed.title',
    '1441 notify.failed.title',
  ])
})

test('never more than three an hour, and what was not told then is told later', () => {
  const flapping = [0, 1, 2, 3, 4, 5].map(
    (minute) => [minute, ended(minute % 2 === 0 ? failed : done)] as const,
  )
  expect(told(...flapping)).toHaveLength(3)
  expect(told(...flapping, [70, ended(failed)])).toHaveLength(4)
})

test('normal work, previews and cancelled runs are never told', () => {
  expect(
    told([0, ended(done)], [1, ended(failed, 'catalogue', true)], [2, ended({ kind: 'cancelled' })]),
  ).toEqual([])
})

test('a safety stop is told, and a click on it opens what needs the merchant', () => {
  const { notice } = noticeFor(
    ended({ kind: 'held-by-guard', decisions: 1 }, 'catalogue'),
    { failure: null, over: [] },
    nothingSaid,
    start,
  )
  expect(notice).toEqual({
    title: { key: 'notify.held.title', params: { job: 'catalogue' } },
    body: { key: 'notify.held.body', params: { count: 1 } },
    level: 'needs-me',
    open: { page: 'needs-you', problemId: null },
  })
})

const held = (decisions: number): Outcome => ({ kind: 'held-by-guard', decisions })
const someItems: Outcome = { kind: 'done-with-problems', problems: 3 }

test('items that need the merchant do not hide a failure that comes after them', () => {
  expect(told([0, ended(someItems)], [5, ended(failed)], [10, ended(done)])).toEqual([
    '0 notify.problems.title',
    '5 notify.failed.title',
    '10 notify.recovered.title',
  ])
})

test('items that need the merchant still do when the next sync has nothing to send', () => {
  expect(told([0, ended(someItems)], [5, ended(done)], [10, ended(someItems)])).toEqual([
    '0 notify.problems.title',
  ])
})

test('a shop that answers neither job is one trouble, and one recovery', () => {
  const noAnswer: Meaning = { failure: { subject: 'connection:magento', problemId: 4 }, over: [] }
  const works = (job: Job): Meaning => ({ failure: null, over: ['connection:magento', `job:${job}`] })
  expect(
    told(
      [0, ended(failed), noAnswer],
      [1, ended(failed, 'catalogue'), noAnswer],
      [2, ended(done), { failure: null, over: ['job:stock'] }],
      [3, ended(failed, 'catalogue'), noAnswer],
      [9, ended(done, 'catalogue'), works('catalogue')],
      [10, ended(done), works('stock')],
    ),
  ).toEqual(['0 notify.failed.title', '9 notify.recovered.title'])
})

test('a second decision is asked for while the first one waits, and a new one after it', () => {
  expect(
    told(
      [0, ended(held(1))],
      [5, ended(held(1))],
      [10, ended(held(2))],
      [70, ended(done)],
      [80, ended(held(1))],
    ),
  ).toEqual(['0 notify.held.title', '10 notify.held.title', '80 notify.held.title'])
})
