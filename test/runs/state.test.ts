import { describe, expect, test } from 'vitest'
import { deriveState, type Facts, type JobFacts, jobState } from '../../main/runs/state.ts'
import { RunId } from '../../shared/ids.ts'
import { noCounts, type Run } from '../../shared/job.ts'
import { message } from '../../shared/message.ts'
import type { Connection } from '../../shared/status.ts'

const now = Date.parse('2026-11-24T14:02:00Z')
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()
const hence = (seconds: number) => ago(-seconds)

const aRun = (changes: Partial<Run> = {}): Run => ({
  id: RunId.parse(1),
  job: 'stock',
  trigger: 'schedule',
  mode: { scope: { kind: 'changed' }, force: false, dryRun: false },
  startedAt: ago(10),
  endedAt: null,
  outcome: null,
  counts: noCounts,
  progress: null,
  ...changes,
})

const connected: Connection = {
  kind: 'connected',
  name: 'Sutton',
  address: 'https://shop.example',
  lastGoodAt: ago(5),
  facts: message('facts'),
}
const broken = (reconnect: boolean): Connection => ({
  ...connected,
  kind: 'broken',
  reason: message('why'),
  reconnect,
})

const stock: JobFacts = {
  timing: { kind: 'every', seconds: 30 },
  last: null,
  lastSuccessAt: ago(20),
  endsByItself: false,
}

const facts = (changes: Partial<Facts> = {}): Facts => ({
  now,
  setUp: 'done',
  connections: [connected, connected],
  running: [],
  paused: null,
  jobs: [stock],
  decisions: 0,
  problems: 0,
  budget: null,
  lastChangeSentAt: ago(40),
  watched: null,
  ...changes,
})

const stateOf = (changes: Partial<Facts>) => {
  const { state, sentence } = deriveState(facts(changes))
  return [state, sentence.key]
}

test('watching only is said as such, before go and after, with what would have been sent; what is broken comes first', () => {
  const told = ['status.watching', message('status.watched', { count: 3 })]
  for (const setUp of ['go', 'done'] as const) {
    const { state, sentence, more } = deriveState(facts({ setUp, watched: 3 }))
    expect([state, sentence.key, more]).toEqual(['waiting', ...told])
  }
  expect(stateOf({ watched: 3, connections: [broken(true)] })).toEqual(['broken', 'why'])
  expect(stateOf({ watched: 3, setUp: 'magento' })).toEqual(['needs-you', 'status.setUp.magento'])
})

describe('the state that tray and window show', () => {
  test('after a sync that was stopped because the till looks wrong, the merchant is needed', () => {
    const outcome = { kind: 'stopped-by-guard' as const, reason: message('guard.stock-missing') }
    const jobs = [{ ...stock, last: aRun({ endedAt: ago(5), outcome }) }]
    expect(stateOf({ jobs, problems: 1 })).toEqual(['needs-you', 'guard.stock-missing'])
  })

  test('a power cut in the middle of a sync is nothing to act on', () => {
    const outcome = { kind: 'failed' as const, reason: message('failure.interrupted') }
    const jobs = [{ ...stock, endsByItself: true, last: aRun({ endedAt: ago(5), outcome }) }]
    expect(stateOf({ jobs })).toEqual(['waiting', 'failure.interrupted'])
  })

  test('a job says no worse than the whole: what ends by itself is waited for in its row too', () => {
    const outcome = { kind: 'failed' as const, reason: message('magento.unreachable') }
    const failed = { ...stock, last: aRun({ endedAt: ago(5), outcome }) }
    expect(
      [{ ...failed, endsByItself: true }, failed].map((job) => jobState(job, false, false, now)),
    ).toEqual(['waiting', 'broken'])
  })

  test.each<[string, Partial<Facts>, [string, string]]>([
    ['all is well', {}, ['up-to-date', 'status.upToDate']],
    [
      'two items need the merchant: still up to date',
      { problems: 2 },
      ['up-to-date', 'status.upToDateExcept'],
    ],
    ['more than twenty need the merchant', { problems: 21 }, ['needs-you', 'status.problems']],
    ['a safety stop waits', { decisions: 1 }, ['needs-you', 'status.decisions']],
    ['a sync runs', { running: [aRun()] }, ['working', 'status.working.stock.connect']],
    [
      'a check by the schedule is over in a moment',
      { running: [aRun({ startedAt: ago(1) })] },
      ['up-to-date', 'status.upToDate'],
    ],
    [
      'the merchant clicked a moment ago',
      { running: [aRun({ trigger: 'tray', startedAt: ago(0) })] },
      ['working', 'status.working.stock.connect'],
    ],
    ['paused', { paused: { until: null } }, ['paused', 'status.pausedUntilResumed']],
    [
      '"sync now" while paused works',
      { paused: { until: null }, running: [aRun()] },
      ['working', 'status.working.stock.connect'],
    ],
    [
      'the shop is offline: waiting, not broken',
      { connections: [connected, broken(false)] },
      ['waiting', 'why'],
    ],
    ['the till asks for a new authorization', { connections: [broken(true), connected] }, ['broken', 'why']],
    ['before set-up', { setUp: 'lightspeed' }, ['needs-you', 'status.setUp.lightspeed']],
    [
      '"up to date" ends when nothing succeeded for twice the interval',
      { jobs: [{ ...stock, lastSuccessAt: ago(61) }] },
      ['waiting', 'status.expired'],
    ],
    [
      'the first check is still to come',
      { jobs: [{ ...stock, lastSuccessAt: null }] },
      ['waiting', 'status.firstCheck'],
    ],
    [
      'the last sync broke',
      { jobs: [{ ...stock, last: aRun({ outcome: { kind: 'failed', reason: message('why') } }) }] },
      ['broken', 'why'],
    ],
  ])('%s', (_title, changes, expected) => {
    expect(stateOf(changes)).toEqual(expected)
  })

  test('a wait of seconds stays working, a long one becomes waiting with its end', () => {
    const budget = (seconds: number) => ({
      level: 90,
      size: 90,
      dripPerSecond: 1,
      waitsUntil: hence(seconds),
    })
    expect(stateOf({ running: [aRun()], budget: budget(9) })[0]).toBe('working')
    expect(deriveState(facts({ running: [aRun()], budget: budget(300) }))).toMatchObject({
      state: 'waiting',
      sentence: { key: 'status.waitsLong', params: { untilAt: hence(300) } },
    })
  })
})
