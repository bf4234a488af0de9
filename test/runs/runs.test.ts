import { expect, test } from 'vitest'
import type { JobValue } from '../../main/runs/job.ts'
import { createRuns, type RunBook } from '../../main/runs/runs.ts'
import { RunId } from '../../shared/ids.ts'
import type { Outcome, Run, RunMode } from '../../shared/job.ts'

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

test('quitting cancels what runs and waits for it', async () => {
  const { job } = patientJob()
  const { runs, ended } = runsOf(job)
  runs.start('stock', mode, 'schedule')
  await runs.close()
  expect(ended).toEqual([{ id: 1, outcome: { kind: 'cancelled' } }])
  expect(runs.start('stock', mode, 'schedule')).toBeNull()
})
