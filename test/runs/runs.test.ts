import { describe, expect, test } from 'vitest'
import type { JobValue } from '../../main/runs/job.ts'
import { createRuns, type RunBook } from '../../main/runs/runs.ts'
import { RunId } from '../../shared/ids.ts'
import type { Outcome, Run, RunMode, RunProgress } from '../../shared/job.ts'

const mode: RunMode = { scope: { kind: 'changed' }, force: false, dryRun: false }
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

function bookOf(ended: { id: number; outcome: Outcome }[]): RunBook {
  let last = 0
  return {
    begin() {
      last += 1
      return RunId.parse(last)
    },
    end: (id, _at, outcome) => ended.push({ id, outcome }),
    get: () => null,
  }
}

function runsOf(...jobs: JobValue[]) {
  const ended: { id: number; outcome: Outcome }[] = []
  const told: Run[] = []
  const runs = createRuns({
    book: bookOf(ended),
    jobs,
    clock: { now: () => Date.parse('2026-11-24T12:00:00Z'), sleep: async () => {} },
    log: quiet,
    report: () => {},
    changed: () => {},
    ended: (run) => told.push(run),
  })
  return { runs, ended, told }
}

/** A job that goes on until it is told to end. */
function patientJob() {
  let end: (outcome: Outcome) => void = () => {}
  const told = new Promise<Outcome>((resolve) => {
    end = resolve
  })
  const job: JobValue = {
    name: 'stock',
    run: async ({ signal }) =>
      Promise.race([
        told,
        new Promise<Outcome>((resolve) =>
          signal.addEventListener('abort', () => resolve({ kind: 'cancelled' })),
        ),
      ]),
  }
  return { job, end: (outcome: Outcome) => end(outcome) }
}

test('a second click while a sync runs shows the running one and starts none', async () => {
  const { job, end } = patientJob()
  const { runs, ended } = runsOf(job)
  const first = runs.start('stock', mode, 'tray')
  const second = runs.start('stock', mode, 'window')
  expect(first).toMatchObject({ started: true, run: { id: 1, trigger: 'tray' } })
  expect(second).toMatchObject({ started: false, run: { id: 1, trigger: 'tray' } })
  end({ kind: 'done' })
  await runs.untilEnd(RunId.parse(1))
  expect(ended).toEqual([{ id: 1, outcome: { kind: 'done' } }])
  expect(runs.running()).toEqual([])
})

test('what a run did is counted in its history', async () => {
  const { runs, told } = runsOf({
    name: 'stock',
    async run(context) {
      context.count({ read: 100, stock: 2 })
      context.count({ read: 20, stock: 1, magentoWrites: 1 })
      return { kind: 'done' }
    },
  })
  runs.start('stock', mode, 'schedule')
  await runs.untilEnd(RunId.parse(1))
  expect(told[0]?.counts).toMatchObject({ read: 120, stock: 3, magentoWrites: 1, created: 0 })
})

test('a bug inside a sync ends it as failed, in plain words, and the next one can start', async () => {
  const { runs, ended } = runsOf({
    name: 'stock',
    run: async () => {
      throw new Error('a bug')
    },
  })
  runs.start('stock', mode, 'schedule')
  await runs.untilEnd(RunId.parse(1))
  expect(ended).toEqual([{ id: 1, outcome: { kind: 'failed', reason: { key: 'failure.bug', params: {} } } }])
  expect(runs.start('stock', mode, 'schedule')).toMatchObject({ started: true })
})

test('a run whose end cannot be written down still ends, is told, and the next one can start', async () => {
  const diskFull = () => {
    throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
  }
  const told: Run[] = []
  const runs = createRuns({
    book: { ...bookOf([]), end: diskFull },
    jobs: [{ name: 'stock', run: async () => diskFull() }],
    clock: { now: () => Date.parse('2026-11-24T12:00:00Z'), sleep: async () => {} },
    log: quiet,
    report: () => {},
    changed: () => {},
    ended(run) {
      told.push(run)
      diskFull()
    },
  })
  runs.start('stock', mode, 'schedule')
  const run = await runs.untilEnd(RunId.parse(1))
  expect(run?.outcome).toEqual({ kind: 'failed', reason: { key: 'failure.diskFull', params: {} } })
  expect(told).toHaveLength(1)
  expect(runs.running()).toEqual([])
  expect(runs.start('stock', mode, 'schedule')).toMatchObject({ started: true })
})

test('the end of a run that a full disk kept from being written is written before the next one begins', async () => {
  const written: string[] = []
  let full = true
  const runs = createRuns({
    book: {
      ...bookOf([]),
      begin: () => {
        written.push('begun')
        return RunId.parse(written.length)
      },
      end(id, _at, outcome) {
        if (full) throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
        written.push(`${id} ${outcome.kind}`)
      },
    },
    jobs: [{ name: 'stock', run: async () => ({ kind: 'done' }) }],
    clock: { now: () => Date.parse('2026-11-24T12:00:00Z'), sleep: async () => {} },
    log: quiet,
    report: () => {},
    changed: () => {},
    ended: () => {},
  })
  runs.start('stock', mode, 'schedule')
  await runs.untilEnd(RunId.parse(1))
  full = false
  runs.start('stock', mode, 'schedule')
  expect(written).toEqual(['begun', '1 done', 'begun'])
})

test('quitting cancels what runs and waits for it', async () => {
  const { job } = patientJob()
  const { runs, ended } = runsOf(job)
  runs.start('stock', mode, 'schedule')
  await runs.close()
  expect(ended).toEqual([{ id: 1, outcome: { kind: 'cancelled' } }])
  expect(runs.start('stock', mode, 'schedule')).toBeNull()
})

describe('a run that tells nothing any more', () => {
  const MINUTE = 60_000

  /** A job that hangs without a word, watched every minute of a clock that is moved by hand. */
  function hanging() {
    let now = Date.parse('2026-11-24T12:00:00Z')
    let context: Parameters<JobValue['run']>[0] | null = null
    const job: JobValue = {
      name: 'stock',
      run: (given) => {
        context = given
        return new Promise(() => {})
      },
    }
    const told: Run[] = []
    const runs = createRuns({
      book: bookOf([]),
      jobs: [job],
      clock: { now: () => now, sleep: async () => {} },
      log: quiet,
      report: () => {},
      changed: () => {},
      ended: (run) => told.push(run),
    })
    runs.start('stock', mode, 'schedule')
    return {
      runs,
      told,
      forward: (ms: number) => {
        now += ms
      },
      async pass(minutes: number) {
        for (let minute = 0; minute < minutes; minute += 1) {
          now += MINUTE
          runs.watch()
          await Promise.resolve()
        }
        await new Promise((resolve) => setImmediate(resolve))
      },
      moves: (progress: Partial<RunProgress>) =>
        context?.progress({ stage: 'send', done: 1, total: 9, endsAt: null, waitsUntil: null, ...progress }),
      aborted: () => context?.signal.aborted,
      now: () => now,
    }
  }

  test('is ended after half an hour, says so, and lets the next one begin', async () => {
    const { runs, told, pass, aborted } = hanging()
    await pass(29)
    expect(told).toEqual([])
    await pass(1)
    expect(told.map(({ outcome }) => outcome)).toEqual([
      { kind: 'failed', reason: { key: 'failure.stalled', params: { minutes: 30 } } },
    ])
    expect([aborted(), runs.running(), runs.start('stock', mode, 'schedule')?.started]).toEqual([
      true,
      [],
      true,
    ])
  })

  test('is left alone as long as it moves, or waits for a moment that it has named', async () => {
    const { told, pass, moves, now } = hanging()
    await pass(29)
    moves({ done: 2 })
    await pass(29)
    moves({ waitsUntil: new Date(now() + 300 * MINUTE).toISOString() })
    await pass(320)
    expect(told).toEqual([])
    await pass(10)
    expect(told).toHaveLength(1)
  })

  test('is not one that could not move because the computer slept', async () => {
    const { told, pass, forward } = hanging()
    await pass(10)
    forward(480 * MINUTE)
    await pass(29)
    expect(told).toEqual([])
  })
})
