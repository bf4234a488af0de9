import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { type Built, buildCore } from '../../main/core.ts'
import { openRenewed } from '../../main/owner/renewed.ts'
import { lookAfter } from '../../main/store/check.ts'
import type { Edge, JsonFile } from '../../main/support/edge.ts'
import type { Http } from '../../main/support/http.ts'
import type { CallKey, CoreEvent, Input, Output } from '../../shared/contract.ts'
import type { Job, Run, RunMode } from '../../shared/job.ts'
import type { Message } from '../../shared/message.ts'
import { createWords } from '../../shared/say.ts'
import { inProcess, keptLog, seededRandom } from '../lightspeed/harness.ts'
import { generateShop } from '../sandbox/generator/generate.ts'
import { createLightspeed } from '../sandbox/lightspeed/lightspeed.ts'
import { createMagento } from '../sandbox/magento/magento.ts'
import { connectedDisk } from '../simulation/world.ts'

const START = Date.UTC(2026, 10, 24, 8)
const MINUTE_MS = 60_000

export const words = createWords({ language: 'en', timeZone: 'UTC' })

/** Time that passes as soon as somebody waits for it; the bells of the schedule ring while the test lets it pass. */
function handClock() {
  let now = START
  const bells = new Map<symbol, { at: number; ring: () => void }>()
  return {
    now: () => now,
    set(to: number): void {
      now = to
    },
    async sleep(ms: number, signal?: AbortSignal): Promise<void> {
      signal?.throwIfAborted()
      const until = now + ms
      await setImmediate()
      signal?.throwIfAborted()
      now = Math.max(now, until)
    },
    bell(at: number, ring: () => void): () => void {
      const key = Symbol('bell')
      bells.set(key, { at, ring })
      return () => void bells.delete(key)
    },
    ringDue(): void {
      for (const [key, { at, ring }] of bells) {
        if (at > now) continue
        bells.delete(key)
        ring()
      }
    },
    /** A process that ended rings no bell. */
    forgetBells: () => bells.clear(),
  }
}

function openSides(items: number) {
  const clock = handClock()
  const tillSandbox = createLightspeed({ clock, seed: 7 })
  tillSandbox.load(generateShop({ items, seed: 7 }))
  const web = createMagento({ clock })
  web.shop.sellsClothes()
  return { clock, tillSandbox, web }
}
type Sides = ReturnType<typeof openSides>

export type Program = Awaited<ReturnType<typeof openProgram>>

/** The whole program without a face, connected to both stand-ins in this process, on a real data folder. */
export async function openProgram(
  over: {
    items?: number
    multiSource?: boolean
    go?: boolean
    /** Connected to the till and the web shop of another one. */
    beside?: Sides
  } = {},
) {
  const { clock, tillSandbox: till, web } = over.beside ?? openSides(over.items ?? 60)
  const multiSource = over.multiSource ?? true
  if (!multiSource) web.shop.withoutMsi()
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-mishap-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const disk = await connectedDisk({ ...clock } as never, { till, web, multiSource, seed: 7 }, folder)

  const services = {
    till: inProcess(till.handle, clock),
    shop: inProcess(web.handle, clock),
  }
  const log = keptLog()
  const file = (name: 'settings' | 'vault'): JsonFile => ({
    read: () => JSON.parse(disk[name] ?? '{}'),
    write(value) {
      disk[name] = JSON.stringify(value)
    },
  })
  const cipher = {
    name: 'key-file',
    available: async () => true,
    encrypt: async (text: string) => text,
    decrypt: async (text: string) => text,
  }
  const http: Http = (request, signal) =>
    (new URL(request.url).host === 'shop.test' ? services.shop : services.till)(request, signal)
  const edge: { -readonly [K in keyof Edge]: Edge[K] } = {
    dataFolder: folder,
    version: '1.0.0',
    clock,
    bell: clock.bell,
    random: seededRandom,
    http,
    log,
    logFile: null,
    settingsFile: file('settings'),
    vaultFile: file('vault'),
    cipher,
    weakCipher: null,
    checkLedger: async (path) => lookAfter({ file: path, backUpTo: null }),
    backUpLedger: async (path, target) => lookAfter({ file: path, backUpTo: target }),
    systemLanguage: 'en',
    addresses: { lightspeedAuth: 'https://lightspeed.test', lightspeedApi: 'https://lightspeed.test' },
  }

  let built: Built | null = null
  const events: CoreEvent[] = []
  onTestFinished(async () => {
    await built?.close()
  })

  async function start({ schedule = false } = {}): Promise<void> {
    clock.forgetBells()
    const opened = await openRenewed(() => buildCore(edge))
    if (!opened.ok) throw new Error(say(opened.error.message))
    built = opened.value
    built.core.listen((event) => void events.push(event))
    if (schedule) built.startSchedule()
  }

  async function quit(): Promise<void> {
    await built?.close()
    built = null
    clock.forgetBells()
  }

  const say = (message: Message): string => words.say(message, clock.now())

  async function ask<K extends CallKey>(key: K, input: Input<K>): Promise<Output<K>> {
    const answer = await built?.core.ask(key, input)
    if (answer === undefined) throw new Error('The program is not running')
    if (!answer.ok) throw new Error(say(answer.error.message))
    return answer.value
  }

  async function run(job: Job, mode: Partial<RunMode> = {}): Promise<Run> {
    clock.set(clock.now() + MINUTE_MS)
    const { started, running } = await ask('startRun', {
      jobs: [job],
      mode: { scope: { kind: 'changed' }, force: false, dryRun: false, ...mode },
      trigger: 'window',
    })
    const [one] = [...started, ...running]
    if (one === undefined) throw new Error('No run')
    const ended = await ask('awaitRun', { runId: one.id })
    clock.set(clock.now() + MINUTE_MS)
    return ended
  }

  const program = {
    clock,
    till: till.till,
    tillSandbox: till,
    web,
    services,
    edge,
    disk,
    folder,
    ledgerFile: join(folder, 'ledger.sqlite'),
    log,
    events,
    start,
    quit,
    ask,
    run,
    /** Both jobs, as Sync now does. */
    sync: async (mode: Partial<RunMode> = {}): Promise<Run[]> => [
      await run('catalogue', mode),
      await run('stock', mode),
    ],
    say,
    /** The state, as tray, window and command line say it. */
    async status() {
      const { state, sentence, jobs } = await ask('status', {})
      return { state, says: say(sentence), jobs: Object.fromEntries(jobs.map((one) => [one.job, one.state])) }
    },
    /** Lines of the activity beside the syncs. */
    notes: async (): Promise<string[]> => (await ask('notes', {})).map(({ text }) => say(text)),
    problems: async (): Promise<string[]> =>
      (await ask('problems', { offset: 0, limit: 100 })).rows.map(({ kind }) => kind),
    /** What was said on the desktop, title and body. */
    said: (): string[] =>
      events.flatMap((event) => (event.kind === 'notify' ? [`${say(event.title)}: ${say(event.body)}`] : [])),
    /** States of the whole and of the jobs since the events were last cleared, each once. */
    statesSeen: (): string[] =>
      [
        ...new Set(
          events.flatMap((event) =>
            event.kind === 'status'
              ? [event.status.state, ...event.status.jobs.map(({ state }) => state)]
              : [],
          ),
        ),
      ].toSorted(),
    /** Writes to the shop since the last time this was asked. */
    writes(): number {
      const { length } = web.requests.writes()
      web.requests.clear()
      return length
    },
    /** The schedule is followed for so long. */
    async passes(minutes: number): Promise<void> {
      const end = clock.now() + minutes * MINUTE_MS
      while (clock.now() < end) {
        clock.set(Math.min(end, clock.now() + 10_000))
        clock.ringDue()
        await idle()
      }
    },
    idle,
  }

  /** Until the runs that are under way have ended, and what they brought about. */
  async function idle(): Promise<void> {
    for (let round = 0; round < 2; round += 1) {
      await setImmediate()
      const { running } = await ask('status', {})
      for (const { id } of running) await ask('awaitRun', { runId: id })
    }
  }

  await start()
  if (over.go !== false) {
    await run('catalogue')
    await ask('go', { trigger: 'window' })
    await idle()
    await program.sync()
    program.writes()
  }
  return program
}
