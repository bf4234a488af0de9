import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildCore } from '../../main/core.ts'
import type { Edge, JsonFile } from '../../main/support/edge.ts'
import type { Http } from '../../main/support/http.ts'
import type { CallKey, Input, Output } from '../../shared/contract.ts'
import type { Job, Run } from '../../shared/job.ts'
import { inProcess } from '../lightspeed/harness.ts'
import { generateShop } from '../sandbox/generator/generate.ts'
import { createLightspeed } from '../sandbox/lightspeed/lightspeed.ts'
import type { Options } from '../sandbox/lightspeed/options.ts'
import { createMagento } from '../sandbox/magento/magento.ts'
import type { Settings } from '../sandbox/magento/state/model.ts'
import { createRandom } from '../sandbox/random.ts'
import { type Disk, plainCipher, randomOf } from '../simulation/computer.ts'
import { createTime, type Waiting, withoutTimers } from '../simulation/time.ts'
import { connectedDisk } from '../simulation/world.ts'

/** A Thursday at midnight. */
const START = Date.UTC(2026, 0, 1)
const SEED = 7

export const SECOND_MS = 1000
export const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export type Simulation = Awaited<ReturnType<typeof openSimulation>>

/**
 * The real core against both stand-ins in this process, with the default schedule, on a clock that jumps from one thing
 * that happens to the next.
 *
 * @param latencyMs what a request takes on its way, there and back
 */
export async function openSimulation(parts: {
  readonly items: number
  readonly latencyMs: number
  readonly till?: Partial<Options>
  readonly shop?: Partial<Settings>
}) {
  process.env.TZ = 'UTC'
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-bench-'))
  const time = createTime(START)
  const till = createLightspeed({ clock: time, seed: SEED, options: parts.till ?? {} })
  till.load(generateShop({ items: parts.items, seed: SEED }))
  const web = createMagento({ clock: time, options: parts.shop ?? {} })
  const disk = await connectedDisk(time, { till, web, multiSource: true, seed: SEED }, join(folder, 'data'))
  const withTimers = withoutTimers()
  const clock: Edge['clock'] = { now: time.now, sleep: (ms, signal) => time.sleep(program, ms, signal) }
  const services: Readonly<Record<string, Http>> = {
    'lightspeed.test': inProcess(till.handle, clock, parts.latencyMs),
    'res.cloudinary.com': inProcess(till.handle, clock, parts.latencyMs),
    'shop.test': inProcess(web.handle, clock, parts.latencyMs),
  }
  const broken: string[] = []
  const built = await buildCore(edgeOf(disk, clock, time, services, (what) => broken.push(what)))
  if (!built.ok) throw new Error(`The program does not start: ${built.error.message.key}`)
  const { core, startSchedule, close } = built.value
  till.requests.clear()
  web.requests.clear()

  async function ask<K extends CallKey>(key: K, input: Input<K>): Promise<Output<K>> {
    const answer = await core.ask(key, input)
    if (!answer.ok) throw new Error(`${key}: ${JSON.stringify(answer.error)}`)
    return answer.value
  }

  async function pass(ms: number): Promise<void> {
    await time.until(time.now() + ms)
    if (broken.length > 0) throw new Error(`The program broke: ${broken.join('\n')}`)
  }

  /** Lets time pass until something has ended. */
  async function during<T>(work: Promise<T>): Promise<T> {
    let open = true
    const ended = work.finally(() => {
      open = false
    })
    ended.catch(() => {})
    while (open) await pass(SECOND_MS)
    return ended
  }

  async function ended({ id }: Run): Promise<Run> {
    const run = await ask('awaitRun', { runId: id })
    if (run.outcome === null || run.outcome.kind === 'failed' || run.outcome.kind === 'stopped-by-guard')
      throw new Error(`The run ended early: ${JSON.stringify(run.outcome)}`)
    return run
  }

  async function sync(jobs: Job[]): Promise<void> {
    const mode = { scope: { kind: 'changed' }, force: false, dryRun: false } as const
    const { started, running } = await ask('startRun', { jobs, mode, trigger: 'window' })
    await during(Promise.all([...started, ...running].map(ended)))
  }

  return {
    till,
    web,
    time,
    ask,
    pass,
    during,
    /** Passes the time until the next hour of the day. */
    untilHour: (hour: number): Promise<void> => {
      const today = Math.floor(time.now() / DAY_MS) * DAY_MS + hour * HOUR_MS
      return pass((today > time.now() ? today : today + DAY_MS) - time.now())
    },
    startSchedule,
    /** Everything that the till has is read, and nothing is written yet. */
    async firstRead(): Promise<void> {
      startSchedule()
      while ((await ask('goPreview', {})) === null) await pass(SECOND_MS)
    },
    /** The merchant says go, and everything is written. */
    async go(): Promise<void> {
      await ask('go', { trigger: 'window' })
      const { running } = await ask('status', {})
      await during(Promise.all(running.map(ended)))
      await sync(['stock'])
    },
    /** Sync now, of the catalogue and then of the stock. */
    async changed(): Promise<void> {
      await sync(['catalogue'])
      await sync(['stock'])
    },
    async close(): Promise<void> {
      await during(close())
      withTimers()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const program: Waiting = { name: 'program' }

function edgeOf(
  disk: Disk,
  clock: Edge['clock'],
  time: ReturnType<typeof createTime>,
  services: Readonly<Record<string, Http>>,
  broke: (what: string) => void,
): Edge {
  const http: Http = (request, signal) => {
    const service = services[new URL(request.url).hostname]
    if (service === undefined) throw new Error(`Nobody is at ${request.url}`)
    return service(request, signal)
  }
  return {
    dataFolder: disk.folder,
    version: '0.0.0',
    clock,
    bell: (at, ring) => time.at(program, at, ring),
    random: randomOf(createRandom(SEED)),
    http,
    log: { info() {}, warn() {}, error: (event, facts = {}) => broke(`${event} ${JSON.stringify(facts)}`) },
    logFile: null,
    settingsFile: memoryFile(disk.settings),
    vaultFile: memoryFile(disk.vault),
    cipher: plainCipher,
    weakCipher: null,
    checkLedger: async () => [],
    backUpLedger: async () => [],
    systemLanguage: 'en',
    addresses: { lightspeedAuth: 'https://lightspeed.test', lightspeedApi: 'https://lightspeed.test' },
  }
}

function memoryFile(text: string | null): JsonFile {
  let kept = text
  return {
    read: () => JSON.parse(kept ?? '{}'),
    write: (value) => {
      kept = JSON.stringify(value)
    },
  }
}
