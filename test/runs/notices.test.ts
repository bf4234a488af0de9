import { expect, test } from 'vitest'
import { nothingSaid, noticeFor, type Said } from '../../main/runs/notices.ts'
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

/** What is told when these runs end, each at its minute. */
function told(...runs: readonly (readonly [number, Run])[]): string[] {
  let said: Said = nothingSaid
  return runs.flatMap(([minute, run]) => {
    const next = noticeFor(run, said, start + minute * MINUTE, null)
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
    nothingSaid,
    start,
    7,
  )
  expect(notice).toEqual({
    title: { key: 'notify.held.title', params: { job: 'catalogue' } },
    body: { key: 'notify.held.body', params: { count: 1 } },
    level: 'needs-me',
    open: { page: 'needs-you', problemId: 7 },
  })
})
