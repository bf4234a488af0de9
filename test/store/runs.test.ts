import { describe, expect, test } from 'vitest'
import type { Ledger } from '../../main/store/ledger.ts'
import { instant } from '../../main/support/clock.ts'
import { noCounts, type Run } from '../../shared/job.ts'
import { aRun, itemId, openTestLedger, runId, START, standingClock, withItems } from './support.ts'

describe('runs', () => {
  const end = (ledger: Ledger, id: Run['id'], at: string, counts = {}) =>
    ledger.runs.end(id, at, { kind: 'done' }, { ...noCounts, ...counts })

  test('are begun, ended and listed newest first', () => {
    const { ledger } = withItems()
    const first = ledger.runs.begin(aRun)
    const second = ledger.runs.begin({ ...aRun, job: 'stock', trigger: 'tray' })
    ledger.runs.end(first, '2026-03-02T09:00:05.000Z', { kind: 'done-with-problems', problems: 2 }, noCounts)
    expect(ledger.runs.get(first)).toEqual({
      ...aRun,
      id: first,
      endedAt: '2026-03-02T09:00:05.000Z',
      outcome: { kind: 'done-with-problems', problems: 2 },
      counts: noCounts,
      progress: null,
      folded: 0,
    })
    expect(ledger.runs.list({ limit: 10 }).map((run) => run.id)).toEqual([second, first])
    expect(ledger.runs.list({ limit: 10, before: second }).map((run) => run.id)).toEqual([first])
    expect(ledger.runs.get(runId(77))).toBeNull()
  })

  test('of the schedule that sent nothing become one line a day', () => {
    const { ledger } = withItems()
    const times = ['2026-03-01T23:59:00.000Z', '2026-03-02T09:00:00.000Z', '2026-03-02T09:05:00.000Z']
    for (const startedAt of times) end(ledger, ledger.runs.begin({ ...aRun, startedAt }), startedAt)
    const busy = ledger.runs.begin(aRun)
    end(ledger, busy, START, { updated: 1, magentoWrites: 1 })
    const asked = ledger.runs.begin({ ...aRun, trigger: 'tray' })
    end(ledger, asked, START)
    const newest = ledger.runs.begin({ ...aRun, startedAt: '2026-03-02T09:10:00.000Z' })
    end(ledger, newest, '2026-03-02T09:10:01.000Z')
    const lines = ledger.runs.list({ limit: 10 }).map((run) => [run.startedAt, run.trigger, run.folded])
    expect(lines).toEqual([
      ['2026-03-02T09:10:00.000Z', 'schedule', 2],
      [START, 'tray', 0],
      [START, 'schedule', 0],
      ['2026-03-01T23:59:00.000Z', 'schedule', 0],
    ])
  })

  test('of the schedule that wait for go and found nothing new become one line as well', () => {
    const { ledger } = withItems()
    const wait = (startedAt: string, changed: number) => {
      const id = ledger.runs.begin({ ...aRun, startedAt })
      ledger.runs.end(id, startedAt, { kind: 'awaiting-go' }, { ...noCounts, changed, held: 3 })
    }
    wait('2026-03-02T09:00:00.000Z', 500)
    for (const minute of ['05', '10', '15']) wait(`2026-03-02T09:${minute}:00.000Z`, 0)
    expect(ledger.runs.list({ limit: 10 }).map((run) => [run.startedAt, run.folded])).toEqual([
      ['2026-03-02T09:15:00.000Z', 2],
      ['2026-03-02T09:00:00.000Z', 0],
    ])
  })

  test('that read everything stay told beside those that read what changed', () => {
    const { ledger } = withItems()
    const run = (startedAt: string, scope: Run['mode']['scope']) =>
      end(ledger, ledger.runs.begin({ ...aRun, startedAt, mode: { ...aRun.mode, scope } }), startedAt)
    run('2026-03-02T03:00:00.000Z', { kind: 'full' })
    run('2026-03-02T03:05:00.000Z', { kind: 'changed' })
    run('2026-03-02T03:10:00.000Z', { kind: 'changed' })
    expect(ledger.runs.lastFullAt('catalogue')).toBe('2026-03-02T03:00:00.000Z')
    expect(ledger.runs.list({ limit: 10 }).map((run) => [run.startedAt, run.folded])).toEqual([
      ['2026-03-02T03:10:00.000Z', 1],
      ['2026-03-02T03:00:00.000Z', 0],
    ])
  })

  test('that fail one after another in the same words become one line, until something else happens', () => {
    const { ledger } = withItems()
    const fail = (startedAt: string, key: string, magentoWrites = 0) => {
      const id = ledger.runs.begin({ ...aRun, startedAt })
      const outcome = { kind: 'failed', reason: { key, params: {} } } as const
      ledger.runs.end(id, startedAt, outcome, { ...noCounts, magentoWrites })
    }
    for (const minute of ['00', '01', '02']) fail(`2026-03-02T09:${minute}:00.000Z`, 'lightspeed.unreachable')
    fail('2026-03-02T09:03:00.000Z', 'magento.maintenance')
    fail('2026-03-02T09:04:00.000Z', 'lightspeed.unreachable')
    fail('2026-03-02T09:05:00.000Z', 'lightspeed.unreachable', 1)
    expect(ledger.runs.list({ limit: 10 }).map((run) => [run.startedAt, run.folded])).toEqual([
      ['2026-03-02T09:05:00.000Z', 0],
      ['2026-03-02T09:04:00.000Z', 0],
      ['2026-03-02T09:03:00.000Z', 0],
      ['2026-03-02T09:02:00.000Z', 2],
    ])
  })

  test('tell when all was last in step, and when all was last read', () => {
    const { ledger } = withItems()
    const run = (
      scope: Run['mode']['scope'],
      hour: string,
      outcome: Parameters<Ledger['runs']['end']>[2],
    ) => {
      const startedAt = `2026-03-02T${hour}:00:00.000Z`
      const id = ledger.runs.begin({ ...aRun, mode: { ...aRun.mode, scope }, startedAt })
      ledger.runs.end(id, startedAt, outcome, { ...noCounts, magentoWrites: 1 })
    }
    expect([ledger.runs.lastSuccessAt('catalogue'), ledger.runs.lastFullAt('catalogue')]).toEqual([
      null,
      null,
    ])
    run({ kind: 'full' }, '03', { kind: 'done' })
    run({ kind: 'changed' }, '04', { kind: 'held-by-guard', decisions: 1 })
    run({ kind: 'full' }, '05', { kind: 'cancelled' })
    run({ kind: 'changed' }, '06', { kind: 'previewed' })
    run({ kind: 'items', itemIds: [itemId(1)] }, '07', { kind: 'done' })
    expect(ledger.runs.lastSuccessAt('catalogue')).toBe('2026-03-02T04:00:00.000Z')
    expect(ledger.runs.lastFullAt('catalogue')).toBe('2026-03-02T03:00:00.000Z')
    expect(ledger.runs.last('catalogue')?.startedAt).toBe('2026-03-02T07:00:00.000Z')
    expect(ledger.runs.last('stock')).toBeNull()
  })

  test('that ended well before the clock was set back do not pass for newer than those after it', () => {
    const { ledger } = withItems()
    for (const startedAt of ['2031-01-01T00:00:00.000Z', '2026-03-02T08:00:00.000Z']) {
      const id = ledger.runs.begin({ ...aRun, mode: { ...aRun.mode, scope: { kind: 'full' } }, startedAt })
      ledger.runs.end(id, startedAt, { kind: 'done' }, { ...noCounts, magentoWrites: 1 })
    }
    expect(ledger.runs.lastSuccessAt('catalogue')).toBe('2026-03-02T08:00:00.000Z')
    expect(ledger.runs.lastFullAt('catalogue')).toBe('2026-03-02T08:00:00.000Z')
  })
})

describe('after two years of syncs', () => {
  test('only the last half year is kept, and still when each job last ran and ended well', () => {
    const clock = standingClock()
    const ledger = openTestLedger(clock)
    const full = { ...aRun, mode: { ...aRun.mode, scope: { kind: 'full' as const } } }
    const start = clock.now()
    const dayMs = 86_400_000
    const first = ledger.runs.begin({ ...full, startedAt: instant(start) })
    ledger.runs.end(first, instant(start), { kind: 'done' }, noCounts)
    for (let day = 0; day < 730; day += 1) {
      for (const hour of [9, 13, 17]) {
        const at = instant(start + day * dayMs + hour * 3_600_000)
        const id = ledger.runs.begin({ ...aRun, startedAt: at })
        ledger.runs.end(id, at, { kind: 'done' }, { ...noCounts, magentoWrites: 1 })
      }
    }
    const before = instant(start + (730 - 180) * dayMs)
    while (ledger.runs.prune(before, 500) > 0);
    expect(ledger.runs.list({ limit: 5000 })).toHaveLength(180 * 3 + 1)
    expect(ledger.runs.lastFullAt(aRun.job)).toBe(instant(start))
  })
})
