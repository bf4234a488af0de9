import { noCounts, Run } from '../../../shared/job.ts'
import type { Status } from '../../../shared/status.ts'

/** A day of the shop, chosen by `?scene=` in the address. */
export const scenes = [
  'good-day',
  'first-day',
  'shop-missing',
  'reading',
  'ready-to-go',
  'working',
  'offline',
  'keys-refused',
  'safety-stop',
  'bad-day',
  'quiet',
  'paused',
  'empty',
  'silent',
  'slow',
] as const
export type Scene = (typeof scenes)[number]

const hours = [9, 6, 4, 2, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 2, 4, 9, 14, 16, 14, 12, 9, 3]
const few = [0, 4, 6, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 9, 12, 7, 4, 1]

export function statusOf(scene: Scene, now: number): Status {
  const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString()
  const ahead = (seconds: number) => ago(-seconds)
  const run = (job: 'stock' | 'catalogue', id: number, part: Partial<Run>): Run =>
    Run.parse({
      id,
      job,
      trigger: 'schedule',
      mode: { scope: { kind: 'changed' }, force: false, dryRun: false },
      startedAt: ago(12),
      endedAt: ago(10),
      outcome: { kind: 'done' },
      counts: noCounts,
      progress: null,
      ...part,
    })
  const good: Status = {
    state: 'up-to-date',
    sentence: { key: 'status.upToDateExcept', params: { count: 2 } },
    more: { key: 'status.lastChange', params: { at: ago(40) } },
    setUp: 'done',
    lightspeed: {
      kind: 'connected',
      name: 'Sutton Cycle & Outdoor',
      address: 'https://us.merchantos.com',
      lastGoodAt: ago(10),
      facts: { key: 'fact.lightspeed', params: { count: 2 } },
    },
    magento: {
      kind: 'connected',
      name: 'shop.suttoncycle.example',
      address: 'https://shop.suttoncycle.example',
      lastGoodAt: ago(25),
      facts: { key: 'fact.magento', params: { version: '2.4 Community', count: 1 } },
    },
    running: [],
    jobs: [
      {
        job: 'stock',
        state: 'up-to-date',
        last: run('stock', 41, {}),
        lastSuccessAt: ago(10),
        nextAt: ahead(20),
        today: 187,
        hours,
      },
      {
        job: 'catalogue',
        state: 'up-to-date',
        last: run('catalogue', 40, {}),
        lastSuccessAt: ago(130),
        nextAt: ahead(110),
        today: 41,
        hours: few,
      },
    ],
    budget: { level: 22, size: 100, dripPerSecond: 1, waitsUntil: null },
    route: null,
    paused: null,
    needsYou: 2,
    items: {
      total: 3000,
      online: 2517,
      waiting: 3,
      itemsToday: 41,
      stockToday: 187,
      lastChangeSentAt: ago(40),
      shops: 2,
    },
  }
  const fresh = { lastSuccessAt: null, last: null, nextAt: null, today: 0, hours: hours.map(() => 0) }
  const nothing = {
    ...good.items,
    online: 0,
    waiting: 0,
    itemsToday: 0,
    stockToday: 0,
    lastChangeSentAt: null,
  }
  const before: Status = {
    ...good,
    state: 'needs-you',
    sentence: { key: 'status.setUp.go', params: {} },
    more: null,
    setUp: 'go',
    needsYou: 0,
    items: nothing,
    jobs: good.jobs.map((job) => ({ ...job, ...fresh })),
  }
  switch (scene) {
    case 'first-day':
      return {
        ...before,
        setUp: 'lightspeed',
        sentence: { key: 'status.setUp.lightspeed', params: {} },
        lightspeed: { kind: 'none' },
        magento: { kind: 'none' },
        budget: null,
        items: { ...nothing, total: 0, shops: 0 },
      }
    case 'shop-missing':
      return {
        ...before,
        setUp: 'magento',
        sentence: { key: 'status.setUp.magento', params: {} },
        magento: { kind: 'none' },
        items: { ...nothing, total: 0 },
      }
    case 'reading':
    case 'working': {
      const running = run('catalogue', 1, {
        trigger: 'window',
        startedAt: ago(180),
        endedAt: null,
        outcome: null,
        progress: {
          stage: scene === 'working' ? 'send' : 'read',
          done: 1240,
          total: 3000,
          endsAt: ahead(125),
          waitsUntil: ahead(9),
        },
      })
      return {
        ...(scene === 'working' ? good : before),
        state: 'working',
        sentence: {
          key: `status.workingOf.catalogue.${scene === 'working' ? 'send' : 'read'}`,
          params: { done: 1240, total: 3000, endsAt: ahead(125) },
        },
        more: { key: 'status.waitsForBudget', params: { untilAt: ahead(9) } },
        running: [running],
        budget: { level: 98, size: 100, dripPerSecond: 1, waitsUntil: ahead(9) },
      }
    }
    case 'ready-to-go':
      return {
        ...before,
        jobs: before.jobs.map((job) =>
          job.job === 'catalogue'
            ? { ...job, last: run('catalogue', 1, { outcome: { kind: 'awaiting-go' } }) }
            : job,
        ),
      }
    case 'offline':
      return {
        ...good,
        state: 'waiting',
        sentence: { key: 'problem.unreachable.title', params: { service: 'magento' } },
        more: { key: 'status.triesAgain', params: {} },
        magento: {
          kind: 'broken',
          name: 'shop.suttoncycle.example',
          address: 'https://shop.suttoncycle.example',
          lastGoodAt: ago(2400),
          reason: { key: 'problem.unreachable.title', params: { service: 'magento' } },
          reconnect: false,
        },
        needsYou: 1,
      }
    case 'keys-refused':
      return {
        ...good,
        state: 'broken',
        sentence: { key: 'problem.refused-keys.title', params: {} },
        more: { key: 'status.lastChange', params: { at: ago(2400) } },
        magento: {
          kind: 'broken',
          name: 'shop.suttoncycle.example',
          address: 'https://shop.suttoncycle.example',
          lastGoodAt: ago(2400),
          reason: { key: 'problem.refused-keys.title', params: {} },
          reconnect: true,
        },
        needsYou: 1,
      }
    case 'safety-stop':
      return {
        ...good,
        state: 'needs-you',
        sentence: { key: 'status.decisions', params: { count: 1 } },
        more: { key: 'status.lastChange', params: { at: ago(40) } },
        needsYou: 1,
      }
    case 'bad-day':
      return {
        ...good,
        state: 'needs-you',
        sentence: { key: 'status.problems', params: { count: 22 } },
        needsYou: 22,
      }
    case 'quiet':
      return {
        ...good,
        sentence: { key: 'status.upToDate', params: {} },
        needsYou: 0,
        items: { ...good.items, waiting: 0 },
      }
    case 'paused':
      return {
        ...good,
        state: 'paused',
        sentence: { key: 'status.paused', params: { untilAt: ahead(1800) } },
        paused: { until: ahead(1800) },
        jobs: good.jobs.map((job) => ({ ...job, state: 'paused', nextAt: null })),
      }
    case 'empty':
      return { ...before, items: { ...nothing, total: 0 } }
    default:
      return good
  }
}
