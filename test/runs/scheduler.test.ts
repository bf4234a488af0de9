import { expect, test } from 'vitest'
import type { DueJob, LastRuns } from '../../main/runs/schedule.ts'
import { createScheduler } from '../../main/runs/scheduler.ts'
import type { Job } from '../../shared/job.ts'
import { defaultSettings } from '../../shared/settings.ts'

const noon = Date.parse('2026-11-24T12:00:00Z')

/** A clock that is turned by hand, and a bell that rings when it passes. */
function simulated(mayRun = true) {
  let now = noon
  let bell: { at: number; ring: () => void } | null = null
  const started: string[] = []
  const last: { [K in Job]: number | null } = { stock: null, catalogue: null, verify: null }
  const scheduler = createScheduler({
    watch: () => {},
    clock: { now: () => now, sleep: async () => {} },
    bell: (at, ring) => {
      bell = { at, ring }
      return () => {
        bell = null
      }
    },
    schedule: () => defaultSettings.schedule,
    lastRuns: (): LastRuns => ({ ...last, fullRead: { stock: noon, catalogue: noon, verify: noon } }),
    mayRun: () => mayRun,
    start: ({ job, scope }: DueJob) => {
      started.push(`${(now - noon) / 1000}s ${job} ${scope}`)
      last[job] = now
    },
  })
  return {
    scheduler,
    started,
    pass(seconds: number) {
      const end = now + seconds * 1000
      while (bell !== null && bell.at <= end) {
        const { at, ring } = bell
        now = Math.max(now, at)
        bell = null
        ring()
      }
      now = end
    },
    /** Somebody, or the network, puts the clock right. */
    setBack(seconds: number) {
      now -= seconds * 1000
    },
    /** The computer sleeps: time passes and no bell rings. */
    sleepFor(seconds: number) {
      now += seconds * 1000
    },
  }
}

test('stock is checked every 30 seconds and the catalogue every 5 minutes, from the start on', () => {
  const shop = simulated()
  shop.scheduler.look()
  shop.pass(300)
  expect(shop.started.filter((line) => line.includes('stock'))).toHaveLength(11)
  expect(shop.started.filter((line) => line.includes('catalogue'))).toEqual([
    '0s catalogue changed',
    '300s catalogue changed',
  ])
})

test('after a night asleep each job catches up once', () => {
  const shop = simulated()
  shop.scheduler.look()
  shop.started.length = 0
  shop.sleepFor(8 * 3600)
  shop.scheduler.look()
  expect(shop.started).toEqual(['28800s stock changed', '28800s catalogue changed'])
})

test('while paused nothing starts by itself', () => {
  const shop = simulated(false)
  shop.scheduler.look()
  shop.pass(3600)
  expect(shop.started).toEqual([])
})

test('after the clock was set back by hours the stock is checked as before', () => {
  const shop = simulated()
  shop.scheduler.look()
  shop.setBack(5 * 3600)
  shop.started.length = 0
  shop.scheduler.look()
  shop.pass(60)
  expect(shop.started.filter((line) => line.includes('stock'))).toHaveLength(3)
})
