import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultSettings, type Schedule, type Timing } from '../../shared/settings.ts'
import { createComputer } from './computer.ts'
import { alike } from './expect.ts'
import { happen, type Scene } from './happen.ts'
import { heldMb } from './memory.ts'
import { countRows, lookAfter, sync } from './merchant.ts'
import { differences } from './oracle.ts'
import { DAY_MINUTES, MINUTE_MS, type Story } from './story.ts'
import { createTime, type Waiting, withoutTimers } from './time.ts'
import { openWorld } from './world.ts'

/** A Thursday at midnight; the shops open at nine. */
const START = Date.UTC(2026, 0, 1)
/** A night with its full read, its look at the shop, and the syncs that put right what that finds. */
const LAST_NIGHT = 6 * 60

/** What a story came to. */
export type Played = {
  /** What went wrong, a line each; empty when all is as it should be. */
  readonly failures: readonly string[]
  /** The same for the same course of requests. */
  readonly digest: string
  readonly requests: {
    readonly till: number
    readonly shop: number
    readonly writes: number
    /** Lists given to the shop's queue, canaries among them. */
    readonly handedIn: number
    readonly fullReads: number
  }
  /** Rows of the ledger at the end, by table. */
  readonly rows: Readonly<Record<string, number>>
  /** MB held on to at noon of each tenth day. */
  readonly held: readonly number[]
}

/** Days between two looks at the memory. */
const MEMORY_DAYS = 10

const everyone: Waiting = { name: 'world' }

/** Plays a story from the first contact to its end, and looks whether both sides agree. */
export async function play(story: Story): Promise<Played> {
  process.env.TZ = 'UTC'
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-simulation-'))
  const time = createTime(START)
  const world = await openWorld(time, story, join(folder, 'first'))
  const withTimers = withoutTimers()
  const { disk, services, till, web, witness } = world
  const failures: string[] = []
  const held: number[] = []
  const fail = (what: string): void => {
    failures.push(`${new Date(time.now()).toISOString().slice(0, 16)} ${what}`)
  }
  disk.settings = JSON.stringify({ ...defaultSettings, schedule: scheduleOf(story) })
  const computer = createComputer({ time, folder, services, seed: story.seed, disk, broke: fail })
  const before = new Set(web.shop.skus().map(alike))
  const edits: Scene['edits'] = new Map()
  const pictures: Scene['pictures'] = { changedAt: new Map(), byHand: [] }
  const picked = new Set<string>()
  const compare = (lookedAt: number): void => {
    const parts = {
      till: till.state,
      shop: web.shop,
      multiSource: story.multiSource,
      before,
      edits,
      lookedAt,
      pictures: story.pictures === true ? { deeds: pictures, lookOf: till.till.lookOfImage } : null,
      picked: world.places ? picked : null,
    }
    for (const difference of differences(parts)) fail(difference)
  }
  const minute = (at: number): number => START + at * MINUTE_MS
  const scene: Scene = {
    time,
    computer,
    world,
    edits,
    pictures,
    picked,
    names: new Map(),
    pouredAt: [],
    compare,
  }

  /** What the merchant starts, to its end; answers how many writes it took. */
  async function writesOf(force: boolean): Promise<number> {
    const earlier = witness.seen.writes
    void sync(computer.core(), force).catch((cause: unknown) => fail(String(cause)))
    await time.until(time.now() + 120 * MINUTE_MS)
    return witness.seen.writes - earlier
  }

  try {
    for (const event of story.events) time.at(everyone, minute(event.at), () => happen(scene, event))
    for (let hour = 0; hour < story.days * 24; hour += 1)
      time.at(everyone, minute(hour * 60), () => void lookAfter(computer.core()))
    for (let day = MEMORY_DAYS; day <= story.days; day += MEMORY_DAYS)
      time.at(everyone, minute((day - 0.5) * DAY_MINUTES), () => {
        // what the stand-ins remember of what was asked is theirs
        till.requests.clear()
        web.requests.clear()
        held.push(heldMb())
      })
    await computer.start()
    await time.until(minute(story.days * DAY_MINUTES + LAST_NIGHT))
    compare(Number.POSITIVE_INFINITY)
    const quiet = { ...witness.seen }
    await time.until(minute((story.days + 1) * DAY_MINUTES + LAST_NIGHT))
    const writes = witness.seen.writes - quiet.writes
    if (writes > 0) fail(`${writes} writes in a day and a night without a change`)
    const reads = witness.seen.fullReads - quiet.fullReads
    if (reads > 2)
      fail(`${reads} times everything was read in one night: items and stock once each is enough`)
    await writesOf(true)
    compare(Number.POSITIVE_INFINITY)
    const again = await writesOf(false)
    if (again > 0) fail(`${again} writes although nothing changed`)
    for (const at of witness.refusedAt)
      if (!scene.pouredAt.some((poured) => at >= poured && at < poured + 2 * MINUTE_MS))
        fail(`Lightspeed refused at ${new Date(at).toISOString()}: too many requests`)
    const ended = computer.quit(Number.POSITIVE_INFINITY)
    await time.until(time.now() + MINUTE_MS)
    await ended
    return {
      failures,
      digest: witness.digest(),
      requests: witness.seen,
      rows: countRows(join(computer.disk().folder, 'ledger.sqlite')),
      held,
    }
  } finally {
    withTimers()
    rmSync(folder, { recursive: true, force: true })
  }
}

function scheduleOf({ schedule }: Story): Schedule {
  const usual = defaultSettings.schedule
  const slower = (timing: Timing): Timing =>
    timing.kind === 'every' ? { ...timing, seconds: timing.seconds * 10 } : timing
  return schedule === 'default'
    ? usual
    : { ...usual, stock: slower(usual.stock), catalogue: slower(usual.catalogue) }
}
