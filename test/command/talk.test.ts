import { expect, test } from 'vitest'
import { connectLightspeed, connectMagento } from '../../main/command/connect.ts'
import type { Io, Telling, Wanted } from '../../main/command/io.ts'
import { runCommand } from '../../main/command/run.ts'
import { sync } from '../../main/command/sync.ts'
import { systemClock } from '../../main/support/clock.ts'
import type { Edge } from '../../main/support/edge.ts'
import type { CallKey, Core, CoreEvent } from '../../shared/contract.ts'
import { RunId } from '../../shared/ids.ts'
import { noCounts, type Run } from '../../shared/job.ts'
import { message } from '../../shared/message.ts'
import { createWords } from '../../shared/say.ts'

const noDesk = () => {
  throw new Error('no token service is wanted here')
}
const never = new AbortController().signal
const connected = { accountId: '1', name: 'Sutton', shops: [], permissions: [] }

/** A core that answers from a list of answers by call; the last one stays. */
function coreOf(answers: Partial<Record<CallKey, readonly unknown[]>>) {
  const asked: [CallKey, unknown][] = []
  const listeners = new Set<(event: CoreEvent) => void>()
  const left = new Map(Object.entries(answers).map(([key, list]) => [key, [...list]]))
  const core: Core = {
    async ask(key, input) {
      asked.push([key, input])
      const list = left.get(key) ?? []
      const value = list.length > 1 ? list.shift() : list[0]
      return (
        value instanceof Promise ? await value : { ok: true, value: value === undefined ? {} : value }
      ) as never
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return { core, asked, listeners, tell: (event: CoreEvent) => listeners.forEach((one) => void one(event)) }
}

/** A terminal at which somebody types what `types` answers. */
function terminal(types: (wanted: Wanted) => Promise<string>, env: Io['env'] = {}) {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    progress: () => {},
    terminal: true,
    asks: true,
    readStdin: types,
    env,
  }
  const telling: Telling = { io, words: createWords({ language: 'en' }), json: false, now: () => 0 }
  return { telling, io, out, err }
}

const aRun = (id: number, changes: Partial<Run> = {}): Run => ({
  id: RunId.parse(id),
  job: 'stock',
  trigger: 'schedule',
  mode: { scope: { kind: 'changed' }, force: false, dryRun: false },
  startedAt: '2026-11-24T12:00:00.000Z',
  endedAt: '2026-11-24T12:00:01.000Z',
  outcome: { kind: 'done' },
  counts: noCounts,
  progress: null,
  ...changes,
})

test('the browser alone ends connecting the till: nothing has to be pasted', async () => {
  const { core, tell, listeners } = coreOf({
    connectLightspeed: [{ authorizeUrl: 'https://a', codeSeconds: 60 }],
  })
  const { telling, out } = terminal(
    ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(''))
        tell({ kind: 'lightspeed-connected', result: connected })
      }),
  )
  expect(await connectLightspeed(core, telling, undefined, never)).toBe(0)
  expect(out.at(-1)).toContain('Connected to Sutton')
  expect(listeners.size).toBe(0)
})

test('what the browser was refused is said at once', async () => {
  const { core, tell } = coreOf({ connectLightspeed: [{ authorizeUrl: 'https://a', codeSeconds: 60 }] })
  const { telling, err } = terminal(
    () => new Promise(() => tell({ kind: 'lightspeed-refused', reason: message('authorize.access-denied') })),
  )
  expect(await connectLightspeed(core, telling, undefined, never)).toBe(1)
  expect(err).toEqual([expect.stringContaining('Access was not allowed')])
})

test('at a terminal all four keys are taken, unseen, and the first one is no token by itself', async () => {
  const key = (letter: string) => `${letter.repeat(32)}\n`
  const { core, asked } = coreOf({
    connectMagento: [{ url: 'https://shop', version: '2.4', edition: null, permissions: [], warnings: [] }],
  })
  const { telling, err } = terminal(async ({ enough, secret }) => {
    expect(secret).toBe(true)
    expect(enough(key('a'))).toBe(false)
    expect(enough(`${key('a')}\n`)).toBe(true)
    const four = ['a', 'b', 'c', 'd'].map(key).join('')
    expect(enough(four)).toBe(true)
    return four
  })
  expect(await connectMagento(core, telling, 'https://shop', never)).toBe(0)
  expect(err[0]).toContain('Paste the four keys')
  expect(asked[0]?.[1]).toMatchObject({ keys: { kind: 'integration', accessTokenSecret: 'd'.repeat(32) } })
})

test('a preview waits for the sync that runs and is made then', async () => {
  const dryRun = { scope: { kind: 'changed' as const }, force: false, dryRun: true }
  const preview = aRun(2, { mode: dryRun, outcome: { kind: 'previewed' } })
  const { core, asked } = coreOf({
    startRun: [
      { started: [], running: [aRun(1)] },
      { started: [preview], running: [] },
    ],
    awaitRun: [aRun(1), preview],
    planSummary: [null],
  })
  const { telling, out } = terminal(async () => '')
  expect(await sync(core, telling, { job: 'stock', dryRun: true }, never)).toBe(0)
  expect(asked.filter(([key]) => key === 'startRun')).toHaveLength(2)
  expect(out).toEqual([expect.stringContaining('Stock #2: Preview made')])
})

test('Ctrl-C cancels what was started here, and leaves what runs for somebody else', async () => {
  const stop = new AbortController()
  const { core, asked } = coreOf({
    startRun: [{ started: [], running: [aRun(1)] }],
    awaitRun: [new Promise(() => {})],
  })
  const { telling } = terminal(async () => '')
  const ended = sync(core, telling, { job: 'stock' }, stop.signal)
  await Promise.resolve()
  stop.abort()
  expect(await ended).toBe(1)
  expect(asked.filter(([key]) => key === 'cancelRun')).toEqual([])
})

test('a command that owns the folder ends only after a run that another one started in it', async () => {
  const { core, asked } = coreOf({
    settings: [{ language: null }],
    runs: [[]],
    notes: [[]],
    status: [{ running: [aRun(7)] }, { running: [] }],
    awaitRun: [aRun(7)],
  })
  const done: string[] = []
  const opened = {
    core,
    owns: true,
    mended: null,
    startSchedule: () => {},
    ownerGone: new Promise<void>(() => {}),
    close: async () => void done.push(`closed after ${asked.at(-1)?.[0]}`),
  }
  const edge = { version: '1', clock: systemClock, systemLanguage: 'en' } as Edge
  const { io } = terminal(async () => '')
  expect(await runCommand(['runs'], edge, async () => ({ ok: true, value: opened }), io, never, noDesk)).toBe(
    0,
  )
  expect(asked.map(([key]) => key)).toEqual(['settings', 'notes', 'runs', 'status', 'awaitRun', 'status'])
  expect(done).toEqual(['closed after status'])
})

test('a command that breaks says so in a sentence, as an object under --json', async () => {
  const logged: string[] = []
  const log = { info: () => {}, warn: () => {}, error: (event: string) => logged.push(event) }
  const edge = { version: '1', clock: systemClock, systemLanguage: 'en', log } as unknown as Edge
  const { io, out } = terminal(async () => '')
  const broken = async () => {
    throw new TypeError('a bug')
  }
  expect(await runCommand(['status', '--json'], edge, broken, io, never, noDesk)).toBe(1)
  expect(JSON.parse(out[0] ?? '')).toMatchObject({ error: { key: 'failure.bug' } })
  expect(logged).toEqual(['command broke'])
})
