import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Built, buildCore } from '../../main/core.ts'
import type { Edge, JsonFile } from '../../main/support/edge.ts'
import type { Http } from '../../main/support/http.ts'
import type { Log } from '../../main/support/log.ts'
import type { Core } from '../../shared/contract.ts'
import { createRandom, type Random } from '../sandbox/random.ts'
import { createNetwork, type Service } from './network.ts'
import { MINUTE_MS } from './story.ts'
import type { Time, Waiting } from './time.ts'

/** What lies on the computer's disk: a folder, and the two small files, which are kept as text. */
export type Disk = { readonly folder: string; settings: string | null; vault: string | null }

/** The program from one start to its end, however it ends. */
type Life = Waiting & {
  readonly disk: Disk
  built: Built | null
  /** The power is gone: nothing of it reaches the outside any more. */
  over: boolean
  /** Steps until the power goes, and for how long. */
  stepsLeft: number
  offMinutes: number
}

/** An idle program takes few steps: the power goes by then. */
export const WITHIN_MINUTES = 30

export type Computer = ReturnType<typeof createComputer>

/**
 * The shop's computer with the program on it.
 *
 * The power can go at any step: whenever the program asks for the time, writes a line into its log, or uses the
 * network. At that moment the disk is copied as it is, and the next start begins from the copy.
 */
export function createComputer(parts: {
  readonly time: Time
  /** A folder of its own, in which each start has another one. */
  readonly folder: string
  readonly services: Readonly<Record<string, Service>>
  readonly seed: number
  readonly disk: Disk
  /** The program says that it broke. */
  broke(what: string): void
}) {
  const { time, folder, broke } = parts
  const chance = createRandom(parts.seed)
  const network = createNetwork(time, parts.services, createRandom(parts.seed + 1))
  let starts = 0
  let skewMs = 0
  let disk = parts.disk
  let life: Life | null = null
  let asleepUntil = 0

  function step(of: Life): void {
    if (of.over || of.stepsLeft === Number.POSITIVE_INFINITY) return
    of.stepsLeft -= 1
    if (of.stepsLeft > 0) return
    of.over = true
    time.forget(of)
    network.forget(of)
    disk = copyOf(of.disk, join(folder, `after-${starts}`))
    life = null
    startAfter(of.offMinutes)
  }

  const startAfter = (minutes: number): void =>
    void time.at(itself, time.now() + minutes * MINUTE_MS, () => void start().catch(failed))
  const failed = (cause: unknown): void =>
    broke(`does not start: ${cause instanceof Error ? cause.stack : cause}`)

  function edgeOf(own: Life): Edge {
    const now = (): number => {
      step(own)
      return time.now() + skewMs
    }
    const http: Http = (request, signal) => {
      step(own)
      return own.over ? never : network.send(own, request, signal)
    }
    return {
      dataFolder: own.disk.folder,
      version: '0.0.0',
      clock: {
        now,
        sleep: (ms, signal) => {
          step(own)
          return own.over ? never : time.sleep(own, ms, signal)
        },
      },
      bell: (at, ring) => (own.over ? () => {} : time.at(own, at - skewMs, ring)),
      random: randomOf(chance),
      http,
      log: logOf(own, () => step(own), broke),
      logFile: null,
      settingsFile: fileOf(own.disk, 'settings'),
      vaultFile: fileOf(own.disk, 'vault'),
      cipher: plainCipher,
      weakCipher: null,
      checkLedger: async () => [],
      backUpLedger: async () => [],
      systemLanguage: 'en',
      addresses: { lightspeedAuth: 'https://lightspeed.test', lightspeedApi: 'https://lightspeed.test' },
    }
  }

  async function start(): Promise<void> {
    if (life !== null) return
    if (time.now() < asleepUntil) return startAfter((asleepUntil - time.now()) / MINUTE_MS)
    starts += 1
    const own: Life = {
      name: `start ${starts}`,
      disk,
      built: null,
      over: false,
      stepsLeft: Number.POSITIVE_INFINITY,
      offMinutes: 0,
    }
    life = own
    const built = await buildCore(edgeOf(own))
    if (!built.ok) return broke(`does not start: ${built.error.message.key}`)
    if (own.over) return
    own.built = built.value
    built.value.startSchedule()
  }

  return {
    start,
    /** Null while it is off, or asleep. */
    core: (): Core | null => (time.now() < asleepUntil ? null : (life?.built?.core ?? null)),
    disk: (): Disk => disk,
    network,
    powerGoesAfter(steps: number, offMinutes: number): void {
      if (life === null || time.now() < asleepUntil) return
      life.stepsLeft = Math.min(life.stepsLeft, steps)
      life.offMinutes = offMinutes
      const own = life
      time.at(own, time.now() + WITHIN_MINUTES * MINUTE_MS, () => {
        own.stepsLeft = 1
      })
    },
    /** The merchant quits the program, and starts it again. */
    async quit(offMinutes: number): Promise<void> {
      if (life === null || time.now() < asleepUntil) return
      const ended = life
      await ended.built?.close()
      time.forget(ended)
      life = null
      if (Number.isFinite(offMinutes)) startAfter(offMinutes)
    },
    /** Everything on it stands, and what is on its way to it is lost. */
    sleep(minutes: number): void {
      asleepUntil = Math.max(asleepUntil, time.now() + minutes * MINUTE_MS)
      if (life === null) return
      network.lose(life)
      time.delay(life, minutes * MINUTE_MS)
    },
    /** Someone sets its clock. */
    setClock(byMinutes: number): void {
      skewMs += byMinutes * MINUTE_MS
    },
  }
}

/** The computer as a thing that is switched on again. */
const itself: Waiting = { name: 'computer' }

const never = new Promise<never>(() => {})

function copyOf(from: Disk, folder: string): Disk {
  mkdirSync(folder, { recursive: true })
  for (const name of ['ledger.sqlite', 'ledger.sqlite-wal']) {
    const file = join(from.folder, name)
    if (existsSync(file)) cpSync(file, join(folder, name))
  }
  return { folder, settings: from.settings, vault: from.vault }
}

const fileOf = (disk: Disk, name: 'settings' | 'vault'): JsonFile => ({
  read: () => JSON.parse(disk[name] ?? '{}'),
  write: (value) => {
    disk[name] = JSON.stringify(value)
  },
})

export const plainCipher: Edge['cipher'] = {
  name: 'key-file',
  available: async () => true,
  encrypt: async (text) => text,
  decrypt: async (text) => text,
}

export const randomOf = (chance: Random): Edge['random'] => ({
  bytes: (count) => Uint8Array.from({ length: count }, () => chance.between(0, 255)),
  fraction: chance.next,
})

function logOf(own: Life, step: () => void, broke: (what: string) => void): Log {
  return {
    info: step,
    warn: step,
    error(event, facts = {}) {
      if (!own.over) broke(`${event} ${JSON.stringify(facts)}`)
      step()
    },
  }
}
