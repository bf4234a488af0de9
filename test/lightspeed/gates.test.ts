import { expect, test } from 'vitest'
import type { Priority } from '../../main/lightspeed/api.ts'
import { createGates, type Gates } from '../../main/lightspeed/gates.ts'
import { createLimits } from '../../main/lightspeed/limits.ts'
import type { HttpResponse } from '../../main/support/http.ts'
import { ok, type Result } from '../../shared/result.ts'
import { keptLog, never } from './harness.ts'
import { type SimulatedClock, simulatedClock } from './simulated-clock.ts'

/**
 * A leaky bucket of its own arithmetic: whole numbers of thousandths, drained in steps of ten milliseconds.
 * https://developers.lightspeedhq.com/retail/introduction/ratelimits/
 */
function leakyServer(clock: SimulatedClock, { size = 90, drip = 1, burst = 20, latencyMs = 200 } = {}) {
  let thousandths = 0
  let drainedTo = Math.floor(clock.now() / 10)
  let second = 0
  let inSecond = 0
  const started = clock.now()
  const log: string[] = []
  const drain = (): void => {
    const steps = Math.floor(clock.now() / 10) - drainedTo
    drainedTo += steps
    thousandths = Math.max(0, thousandths - steps * drip * 10)
  }
  const answer = (status: number, headers: Record<string, string>): HttpResponse => ({
    status,
    body: '{}',
    headers: {
      'x-ls-api-bucket-level': `${thousandths / 1000}/${size}`,
      'x-ls-api-drip-rate': String(drip),
      'x-ls-api-burst-level': `${inSecond}/${burst}`,
      ...headers,
    },
  })
  return {
    /** What was asked, when (in seconds) and how it went: `12.3 stock 200`. */
    log,
    blocked: () => log.filter((line) => line.endsWith('429')).length,
    pour: (units: number): void => {
      drain()
      thousandths += units * 1000
    },
    send: async (name: string, cost: number): Promise<Result<HttpResponse, never>> => {
      await clock.sleep(latencyMs / 2)
      drain()
      const at = Math.floor(clock.now() / 1000)
      inSecond = at === second ? inSecond + 1 : 1
      second = at
      const blocked = inSecond > burst || thousandths >= size * 1000
      if (!blocked) thousandths += Math.round(cost * 1000)
      const wait = inSecond > burst ? 1 : Math.floor((thousandths / 1000 - size) / drip) + 1
      const said = blocked ? answer(429, { 'retry-after': String(wait) }) : answer(200, {})
      log.push(`${((clock.now() - started) / 1000).toFixed(1)} ${name} ${said.status}`)
      await clock.sleep(latencyMs / 2)
      return ok(said)
    },
  }
}

type Server = ReturnType<typeof leakyServer>

function gatesOver(clock: SimulatedClock): { gates: Gates; log: ReturnType<typeof keptLog> } {
  const log = keptLog()
  const gates = createGates({ clock, limits: createLimits({ clock, log }), changed: () => {} })
  return { gates, log }
}

const pass = (
  gates: Gates,
  server: Pick<Server, 'send'>,
  clock: SimulatedClock,
  request: {
    name: string
    cost: number
    priority: Priority
    signal?: AbortSignal
    onWait?: (until: string | null) => void
  },
) =>
  gates.pass(
    {
      cost: request.cost,
      priority: request.priority,
      since: clock.now(),
      signal: request.signal ?? never,
      onWait: request.onWait ?? (() => {}),
      onSent: () => {},
    },
    () => server.send(request.name, request.cost),
  )

test('before the first answer one request goes alone, and the others wait for what it tells', async () => {
  const clock = simulatedClock()
  const server = leakyServer(clock, { latencyMs: 4000 })
  const { gates } = gatesOver(clock)
  const all = ['a', 'b', 'c'].map((name) => pass(gates, server, clock, { name, cost: 2, priority: 'stock' }))
  await clock.during(Promise.all(all))
  expect(server.log).toEqual(['2.0 a 200', '6.0 b 200', '6.0 c 200'])
})

test('a hundred requests at once never pass more in a second than the burst limiter takes', async () => {
  const clock = simulatedClock()
  const server = leakyServer(clock, { size: 300, drip: 5, burst: 6 })
  const { gates } = gatesOver(clock)
  const all = Array.from({ length: 100 }, (_, at) =>
    pass(gates, server, clock, { name: String(at), cost: 1, priority: 'catalogue' }),
  )
  await clock.during(Promise.all(all))
  expect([server.log.length, server.blocked()]).toEqual([100, 0])
})

test('urgent work passes the queue of the catalogue, and heavy work is not starved by light work', async () => {
  const clock = simulatedClock()
  const server = leakyServer(clock)
  const { gates } = gatesOver(clock)
  let working = true
  const again = async (name: string, priority: Priority, cost: number): Promise<void> => {
    while (working) await pass(gates, server, clock, { name, cost, priority })
  }
  const catalogue = again('catalogue', 'catalogue', 2.4)
  const stock = again('stock', 'stock', 1)
  await clock.pass(120_000)
  const heavy = pass(gates, server, clock, { name: 'heavy', cost: 10, priority: 'lists' })
  await clock.pass(10_000)
  const asked = clock.now()
  await clock.during(pass(gates, server, clock, { name: 'user', cost: 1, priority: 'user' }))
  expect(clock.now() - asked).toBeLessThan(1000)
  await clock.during(heavy)
  expect(server.log.at(-1)).toMatch(/heavy 200$/)
  expect(clock.now() - asked).toBeLessThan(60_000)
  working = false
  await clock.during(Promise.all([catalogue, stock]))
  expect(server.log.filter((line) => line.includes('catalogue')).length).toBeGreaterThan(30)
  expect(server.blocked()).toBe(0)
})

test('another program on the same bucket costs time, and no 429', async () => {
  const clock = simulatedClock()
  const server = leakyServer(clock)
  const { gates } = gatesOver(clock)
  const othersPauseMs = 7000
  let working = true
  const other = (async () => {
    while (working) {
      await clock.sleep(othersPauseMs)
      server.pour(3)
    }
  })()
  const from = clock.now()
  const ours = (async () => {
    for (let page = 0; page < 100; page += 1)
      await pass(gates, server, clock, { name: 'page', cost: 2.4, priority: 'catalogue' })
  })()
  await clock.during(ours)
  const seconds = (clock.now() - from) / 1000
  working = false
  await clock.during(other)
  expect(server.blocked()).toBe(0)
  // Of each unit that drains, 3/7 go to the other program.
  expect((240 - 90 * 0.85) / (seconds * (1 - 3 / 7))).toBeGreaterThan(0.9)
})

test('a bucket filled by somebody else is waited out, in the old order, and the wait is told with its end', async () => {
  const clock = simulatedClock(Date.UTC(2026, 0, 31, 8))
  const server = leakyServer(clock, { size: 60 })
  const { gates, log } = gatesOver(clock)
  await clock.during(pass(gates, server, clock, { name: 'first', cost: 1, priority: 'stock' }))
  server.pour(80)
  const latecomerMs = 5000
  const told: (string | null)[] = []
  const stock = pass(gates, server, clock, {
    name: 'stock',
    cost: 1,
    priority: 'stock',
    onWait: (until) => told.push(until),
  })
  const user = clock
    .sleep(latecomerMs)
    .then(() => pass(gates, server, clock, { name: 'user', cost: 1, priority: 'user' }))
  await clock.during(Promise.all([stock, user]))
  expect(server.log).toEqual(['0.1 first 200', '0.3 stock 429', '22.3 stock 200', '23.3 user 200'])
  expect(told).toEqual(['2026-01-31T08:00:28.200Z', '2026-01-31T08:00:22.200Z', null])
  expect(gates.waitsUntil()).toBeNull()
  expect(log.lines).toEqual(['warn lightspeed rate limited {"pauseMs":21000,"level":80.8}'])
})

test('a 429 that does not say how long is backed off from, longer each time', async () => {
  const clock = simulatedClock()
  const { gates } = gatesOver(clock)
  const at: number[] = []
  const server = {
    send: async (): Promise<Result<HttpResponse, never>> => {
      at.push(clock.now())
      return ok({ status: at.length < 5 ? 429 : 200, headers: {}, body: '' })
    },
  }
  await clock.during(pass(gates, server, clock, { name: 'a', cost: 1, priority: 'stock' }))
  expect(at.slice(1).map((moment, index) => moment - (at[index] ?? 0))).toEqual([2000, 4000, 8000, 16_000])
})

test('a cancelled request leaves the queue at once, and the others go on', async () => {
  const clock = simulatedClock()
  const server = leakyServer(clock, { size: 60 })
  const { gates } = gatesOver(clock)
  await clock.during(pass(gates, server, clock, { name: 'first', cost: 59, priority: 'user' }))
  const cancelling = new AbortController()
  const cancelled = pass(gates, server, clock, {
    name: 'cancelled',
    cost: 10,
    priority: 'user',
    signal: cancelling.signal,
  })
  const other = pass(gates, server, clock, { name: 'other', cost: 1, priority: 'user' })
  await clock.pass(500)
  cancelling.abort()
  expect(await cancelled).toEqual({ ok: false, error: { kind: 'cancelled' } })
  await clock.during(other)
  expect(server.log).toEqual(['0.1 first 200', '0.8 other 200'])
  const late = await pass(gates, server, clock, {
    name: 'late',
    cost: 1,
    priority: 'user',
    signal: cancelling.signal,
  })
  expect(late).toEqual({ ok: false, error: { kind: 'cancelled' } })
})

test('a fault of the program while sending reaches whoever asked', async () => {
  const clock = simulatedClock()
  const { gates } = gatesOver(clock)
  const server = {
    send: async (): Promise<Result<HttpResponse, never>> => {
      throw new Error('a bug')
    },
  }
  const request = pass(gates, server, clock, { name: 'a', cost: 1, priority: 'stock' })
  await expect(clock.during(request)).rejects.toThrow('a bug')
})
