import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CallKey, Core, CoreEvent, Input, Output } from '../../shared/contract.ts'
import type { Message } from '../../shared/message.ts'
import { problemMessage } from '../../shared/problem-words.ts'
import { createWords } from '../../shared/say.ts'
import { defaultSettings, type Schedule } from '../../shared/settings.ts'
import { createComputer } from '../simulation/computer.ts'
import { lookAfter } from '../simulation/merchant.ts'
import { createTime, type Waiting, withoutTimers } from '../simulation/time.ts'
import { openWorld } from '../simulation/world.ts'

const START = Date.UTC(2026, 0, 1)
const MINUTE_MS = 60_000

const merchant: Waiting = { name: 'merchant' }
const english = createWords({ language: 'en', timeZone: 'UTC' })

export type ShopDays = Awaited<ReturnType<typeof openShopDays>>

/** Weeks of a shop with the whole program, its own schedule and a clock that jumps to whatever comes next. */
export async function openShopDays(over: { items?: number; schedule?: Partial<Schedule> } = {}) {
  const zone = process.env.TZ
  process.env.TZ = 'UTC'
  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-days-'))
  const time = createTime(START)
  const items = over.items ?? 50
  const story = { seed: 7, items, schedule: 'default', multiSource: true, days: 1, events: [] } as const
  const world = await openWorld(time, { ...story, events: [] }, join(folder, 'first'))
  const { disk, services, till, web } = world
  const schedule = { ...defaultSettings.schedule, ...over.schedule }
  disk.settings = JSON.stringify({ ...defaultSettings, schedule })
  const broken: string[] = []
  const withTimers = withoutTimers()
  const computer = createComputer({
    time,
    folder,
    services,
    seed: 7,
    disk,
    broke: (what) => broken.push(what),
  })
  onTestFinished(async () => {
    await computer.quit(Number.POSITIVE_INFINITY)
    withTimers()
    rmSync(folder, { recursive: true, force: true })
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  function core(): Core {
    const running = computer.core()
    if (running === null) throw new Error('The program does not run')
    return running
  }

  async function ask<K extends CallKey>(key: K, input: Input<K>): Promise<Output<K>> {
    const answer = await core().ask(key, input)
    if (!answer.ok) throw new Error(`${key}: ${say(answer.error.message)}`)
    return answer.value
  }

  const say = (message: Message): string => english.say(message, time.now())
  /** What the merchant does, with the time that it takes; nothing ends before the clock has moved on. */
  async function meanwhile<T>(doing: Promise<T>, minutes = 5): Promise<T> {
    const done = doing.finally(() => {})
    await time.until(time.now() + minutes * MINUTE_MS)
    return done
  }

  await computer.start()
  await time.until(time.now() + 5 * MINUTE_MS)
  await meanwhile(lookAfter(computer.core()), 30)

  const heard: { at: string; event: CoreEvent }[] = []
  core().listen((event) => heard.push({ at: new Date(time.now()).toISOString(), event }))

  return {
    till: till.till,
    tillSandbox: till,
    web,
    computer,
    broken,
    ask,
    say,
    meanwhile,
    merchant,
    now: time.now,
    /** Lets time pass, with everything that the program does in it. */
    pass: (minutes: number) => time.until(time.now() + minutes * MINUTE_MS),
    /** The computer is off for so long. */
    async overnight(minutes: number): Promise<void> {
      await computer.quit(minutes)
      await time.until(time.now() + minutes * MINUTE_MS)
    },
    /** The state in words, as tray, window and command line say it. */
    async state(): Promise<string> {
      return say((await ask('status', {})).sentence)
    },
    async problems(): Promise<string[]> {
      const { rows } = await ask('problems', { offset: 0, limit: 500 })
      return rows.map((problem) => say(problemMessage(problem, 'title')))
    },
    /** Notifications that a merchant sees who changed no setting, since the start: day and time, title. */
    notices: (): string[] =>
      heard.flatMap(({ at, event }) =>
        event.kind === 'notify' && event.level === 'needs-me'
          ? [`${at.slice(5, 16)} ${say(event.title)}`]
          : [],
      ),
  }
}
