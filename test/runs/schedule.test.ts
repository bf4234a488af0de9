import { describe, expect, test } from 'vitest'
import { dueJobs, isCron, type LastRuns, nextAt, wakeAt } from '../../main/runs/schedule.ts'
import { defaultSettings, type Schedule } from '../../shared/settings.ts'

const noon = Date.parse('2026-11-24T12:00:00Z')
const seconds = (count: number) => count * 1000
const both = (at: number | null) => ({ stock: at, catalogue: at, verify: at })
const never: LastRuns = { ...both(null), fullRead: both(null) }
const { schedule } = defaultSettings

describe('what is due', () => {
  test('everything that never ran is due at once, the nightly read waits for its night', () => {
    expect(dueJobs(noon, schedule, never, noon)).toEqual([
      { job: 'stock', scope: 'changed' },
      { job: 'catalogue', scope: 'changed' },
    ])
  })

  test('stock is due every 30 seconds, the catalogue every 5 minutes', () => {
    const last: LastRuns = { ...both(noon), fullRead: both(noon) }
    expect(dueJobs(noon + seconds(29), schedule, last, noon)).toEqual([])
    expect(dueJobs(noon + seconds(30), schedule, last, noon)).toEqual([{ job: 'stock', scope: 'changed' }])
    expect(dueJobs(noon + seconds(300), schedule, last, noon)).toEqual([
      { job: 'stock', scope: 'changed' },
      { job: 'catalogue', scope: 'changed' },
    ])
  })

  test('a computer that slept for a weekend catches up with one run of each', () => {
    const last: LastRuns = { ...both(noon), fullRead: both(noon) }
    const monday = noon + seconds(3 * 86_400)
    expect(dueJobs(monday, schedule, last, noon)).toEqual([
      { job: 'stock', scope: 'full' },
      { job: 'catalogue', scope: 'full' },
      { job: 'verify', scope: 'full' },
    ])
  })

  test('the comparison with the shop has its night, and is made up for after a failure', () => {
    const night = Date.parse('2026-11-25T04:00:00')
    const last: LastRuns = { ...both(night + seconds(10)), fullRead: { ...both(night), verify: noon } }
    const alone: Schedule = { ...schedule, stock: { kind: 'off' }, catalogue: { kind: 'off' } }
    expect(dueJobs(night + seconds(60), alone, last, noon)).toEqual([])
    expect(wakeAt(alone, last, noon)).toBe(night + seconds(310))
    expect(dueJobs(night + seconds(310), alone, last, noon)).toEqual([{ job: 'verify', scope: 'full' }])
    expect(dueJobs(night + seconds(310), alone, { ...last, fullRead: both(night) }, noon)).toEqual([])
  })

  test('a nightly read that failed is tried again after a rest, and one that went well is not', () => {
    const night = Date.parse('2026-11-25T03:00:00')
    const last: LastRuns = { ...both(night + seconds(20)), fullRead: { ...both(noon), stock: night } }
    const slow: Schedule = { ...schedule, catalogue: { kind: 'every', seconds: 3000 } }
    expect(dueJobs(night + seconds(60), slow, last, noon)).toEqual([{ job: 'stock', scope: 'changed' }])
    expect(wakeAt({ ...slow, stock: { kind: 'off' } }, last, noon)).toBe(night + seconds(320))
    expect(dueJobs(night + seconds(320), slow, last, noon)).toEqual([
      { job: 'stock', scope: 'changed' },
      { job: 'catalogue', scope: 'full' },
    ])
  })

  test('a clock that was hours ahead and is put right holds nothing up', () => {
    const last: LastRuns = { ...both(noon + seconds(18_000)), fullRead: both(noon) }
    expect(dueJobs(noon + seconds(60), schedule, last, noon)).toEqual([
      { job: 'stock', scope: 'changed' },
      { job: 'catalogue', scope: 'changed' },
    ])
  })

  test('what is switched off is never due', () => {
    const off: Schedule = {
      stock: { kind: 'off' },
      catalogue: { kind: 'off' },
      fullRead: { kind: 'off' },
      verify: { kind: 'off' },
    }
    expect(dueJobs(noon, off, never, noon)).toEqual([])
    expect(wakeAt(off, never, noon)).toBeNull()
  })
})

describe('when it is due next', () => {
  test('a cron text names its next moment', () => {
    const at = nextAt({ kind: 'cron', cron: '*/10 * * * *' }, noon, noon)
    expect(at).toBe(noon + seconds(600))
  })

  test('the soonest of all jobs sets the bell', () => {
    const last: LastRuns = { ...both(noon), catalogue: noon - seconds(290), fullRead: both(noon) }
    expect(wakeAt(schedule, last, noon)).toBe(noon + seconds(10))
  })

  test.each([
    ['0 3 * * *', true],
    ['*/5 8-18 * * 1-6', true],
    ['every day', false],
    ['61 * * * *', false],
  ])('%s: can it be followed? %s', (text, expected) => {
    expect(isCron(text)).toBe(expected)
  })
})
