import { expect, test } from 'vitest'
import { firstOpen } from '../../renderer/connect/steps.ts'
import { runSentence } from '../../renderer/frame/run-sentence.ts'
import { firstSyncStep } from '../../renderer/overview/steps.ts'
import { routeOf } from '../../renderer/route.tsx'
import { noCounts, type Outcome, Run } from '../../shared/job.ts'
import type { JobStatus } from '../../shared/status.ts'

const run = (part: Partial<Run>): Run =>
  Run.parse({
    id: 1,
    job: 'catalogue',
    trigger: 'window',
    mode: { scope: { kind: 'changed' }, force: false, dryRun: false },
    startedAt: '2026-11-24T19:00:00Z',
    endedAt: null,
    outcome: null,
    counts: noCounts,
    progress: null,
    ...part,
  })
const ended = (outcome: Outcome, counts: Partial<Run['counts']> = {}) =>
  run({ endedAt: '2026-11-24T19:01:00Z', outcome, counts: { ...noCounts, ...counts } })
const job = (part: Partial<JobStatus>): JobStatus => ({
  job: 'catalogue',
  state: 'up-to-date',
  last: null,
  lastSuccessAt: null,
  nextAt: null,
  today: 0,
  hours: Array<number>(24).fill(0),
  ...part,
})
const at = (stage: 'read' | 'plan' | 'send') =>
  run({ progress: { stage, done: 1, total: 2, endsAt: null, waitsUntil: null } })

test('the first sync walks from reading over comparing to the merchant’s go, then sends and is over', () => {
  const steps = [
    firstSyncStep({ setUp: 'magento', running: [], jobs: [job({})] }),
    firstSyncStep({ setUp: 'go', running: [], jobs: [job({})] }),
    firstSyncStep({ setUp: 'go', running: [at('read')], jobs: [job({})] }),
    firstSyncStep({ setUp: 'go', running: [at('plan')], jobs: [job({})] }),
    firstSyncStep({ setUp: 'go', running: [], jobs: [job({ last: ended({ kind: 'awaiting-go' }) })] }),
    firstSyncStep({ setUp: 'done', running: [at('send')], jobs: [job({})] }),
    firstSyncStep({ setUp: 'done', running: [], jobs: [job({ lastSuccessAt: '2026-11-24T19:01:00Z' })] }),
  ]
  expect(steps).toEqual(['connect', 'read', 'read', 'compare', 'go', 'send', null])
})

test('setting up opens where the merchant left off', () => {
  const none = { running: [], jobs: [job({})] }
  expect(firstOpen({ setUp: 'lightspeed', ...none })).toBe('till')
  expect(firstOpen({ setUp: 'magento', ...none })).toBe('shop')
  expect(firstOpen({ setUp: 'go', ...none })).toBe('stock')
  expect(firstOpen({ setUp: 'go', running: [at('read')], jobs: [] })).toBe('go')
})

test('whatever was started ends in one sentence, and the gravest end is the one that is told', () => {
  const nothing = ended({ kind: 'done' })
  const some = ended({ kind: 'done' }, { updated: 2, stock: 3 })
  const failed = ended({ kind: 'failed', reason: { key: 'failure.no-answer', params: {} } })
  expect(runSentence([nothing])).toEqual({ key: 'frame.result.nothing', params: {} })
  expect(runSentence([nothing, some])).toEqual({ key: 'frame.result.sent', params: { count: 5 } })
  expect(runSentence([some, failed])).toEqual({ key: 'failure.no-answer', params: {} })
})

test('a notification opens its problem, and an unknown page the overview', () => {
  expect(routeOf({ page: 'needs-you', problemId: 7 })).toEqual({ page: 'needs-you', problemId: 7 })
  expect(routeOf({ page: 'elsewhere', problemId: null })).toEqual({ page: 'overview' })
})
