import { expect, test } from 'vitest'
import { changedItemShops } from '../../main/lightspeed/resource/item-shops.ts'
import { shops } from '../../main/lightspeed/resource/shops.ts'
import type { Http } from '../../main/support/http.ts'
import { err, ok } from '../../shared/result.ts'
import { generateShop } from '../sandbox/generator/generate.ts'
import { createLightspeed, type LightspeedSandbox } from '../sandbox/lightspeed/lightspeed.ts'
import type { Options } from '../sandbox/lightspeed/options.ts'
import {
  collected,
  connected,
  inProcess,
  lightspeedOver,
  type MemoryTokens,
  memoryTokens,
  never,
} from './harness.ts'
import { type SimulatedClock, simulatedClock } from './simulated-clock.ts'

const catalogue = generateShop({ items: 50, seed: 3 })

/** A connected program, and what it asked since. */
async function connectedProgram(options: Partial<Options> = {}, wrap: (http: Http) => Http = (http) => http) {
  const clock = simulatedClock()
  const sandbox = createLightspeed({ clock, options })
  sandbox.load(catalogue)
  const tokens = memoryTokens()
  const { lightspeed, log } = lightspeedOver({
    clock,
    tokens,
    http: wrap(inProcess(sandbox.handle, clock, 100)),
  })
  await clock.during(connected(lightspeed, sandbox.approve))
  sandbox.requests.clear()
  tokens.saves.length = 0
  const readShops = () => collected(shops(lightspeed.api({ priority: 'stock', signal: never })))
  return { clock, sandbox, tokens, lightspeed, log, readShops }
}

const asked = (sandbox: LightspeedSandbox): string[] =>
  sandbox.requests.all().map(({ route, status }) => `${route} ${status}`)

const hours = (clock: SimulatedClock, count: number) => clock.pass(count * 3_600_000)

test('a token that is about to end is refreshed before it is used', async () => {
  const { clock, sandbox, tokens, readShops } = await connectedProgram()
  await hours(clock, 1)
  expect((await clock.during(readShops())).error).toBeNull()
  expect(asked(sandbox)).toEqual(['POST oauth/token 200', 'GET Shop 200'])
  expect(tokens.saves).toHaveLength(1)
})

test('ten requests that meet a dead token cause one refresh', async () => {
  const { clock, sandbox, tokens, readShops } = await connectedProgram()
  sandbox.connections.expireAccess()
  const results = await clock.during(Promise.all(Array.from({ length: 10 }, readShops)))
  expect(results.map(({ error }) => error)).toEqual(Array.from({ length: 10 }, () => null))
  const log = asked(sandbox)
  expect(log.filter((line) => line.startsWith('POST'))).toEqual(['POST oauth/token 200'])
  expect(log.filter((line) => line === 'GET Shop 200')).toHaveLength(10)
  expect(tokens.saves).toHaveLength(1)
})

test('a new pair is stored before it is used', async () => {
  let stored: MemoryTokens | null = null
  const usedBeforeStored: string[] = []
  const { clock, tokens, readShops } = await connectedProgram({}, (http) => (request, signal) => {
    const bearer = request.headers.Authorization?.replace('Bearer ', '')
    if (bearer !== undefined && stored !== null && bearer !== stored.kept?.accessToken)
      usedBeforeStored.push(bearer)
    return http(request, signal)
  })
  stored = tokens
  for (let hour = 0; hour < 5; hour += 1) {
    await hours(clock, 1)
    expect((await clock.during(readShops())).error).toBeNull()
  }
  expect(usedBeforeStored).toEqual([])
  expect(tokens.saves).toHaveLength(5)
})

test('a pair that cannot be stored is not used, and the old one still works afterwards', async () => {
  const { clock, tokens, readShops } = await connectedProgram()
  const { save } = tokens
  await hours(clock, 1)
  const full = { key: 'vault.unavailable', params: {} }
  tokens.save = async () => err(full)
  expect((await clock.during(readShops())).error).toEqual({ kind: 'vault-locked', why: full })
  tokens.save = save
  expect((await clock.during(readShops())).error).toBeNull()
})

test('a refresh whose answer was lost is repeated and costs no connection', async () => {
  const { clock, sandbox, readShops } = await connectedProgram()
  await hours(clock, 1)
  sandbox.faults.add({ route: 'POST oauth/token', loseAnswer: true, times: 2 })
  expect((await clock.during(readShops())).error).toBeNull()
  expect(asked(sandbox)).toEqual([
    'POST oauth/token 0',
    'POST oauth/token 0',
    'POST oauth/token 200',
    'GET Shop 200',
  ])
})

test('while the authorization server is down, a token that still lives goes on being used', async () => {
  const { clock, sandbox, readShops } = await connectedProgram()
  await clock.pass(3_545_000)
  sandbox.faults.add({ route: 'POST oauth/token', status: 503, times: 99 })
  expect((await clock.during(readShops())).error).toBeNull()
  await clock.pass(60_000)
  expect((await clock.during(readShops())).error).toMatchObject({ kind: 'unreachable' })
})

test('an hour of outage never asks for a token more often than Lightspeed allows', async () => {
  const { clock, sandbox, readShops } = await connectedProgram()
  await hours(clock, 1)
  sandbox.faults.add({ route: 'POST oauth/token', status: 503, times: 999 })
  for (let poll = 0; poll < 30; poll += 1) {
    await clock.during(readShops())
    await clock.pass(2000)
  }
  const times = sandbox.requests.all().map(({ at }) => at)
  const mostInAMinute = Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length),
  )
  expect(mostInAMinute).toBeLessThanOrEqual(5)
  sandbox.faults.clear()
  expect((await clock.during(readShops())).error).toBeNull()
})

test('a connection that the merchant took back is refused once, and never asked for again', async () => {
  const { clock, sandbox, readShops, lightspeed } = await connectedProgram()
  sandbox.connections.revokeAll()
  expect((await clock.during(readShops())).error).toEqual({ kind: 'token-refused' })
  expect((await clock.during(readShops())).error).toEqual({ kind: 'token-refused' })
  expect(asked(sandbox).filter((line) => line.startsWith('POST'))).toEqual(['POST oauth/token 400'])
  await clock.during(connected(lightspeed, sandbox.approve))
  expect((await clock.during(readShops())).error).toBeNull()
})

test('a token that is refused right after its refresh ends the request instead of a loop', async () => {
  const { clock, sandbox, readShops } = await connectedProgram()
  sandbox.faults.add({ route: 'GET Shop', status: 401, times: 99 })
  expect((await clock.during(readShops())).error).toEqual({ kind: 'token-refused' })
  expect(asked(sandbox)).toEqual(['GET Shop 401', 'POST oauth/token 200', 'GET Shop 401'])
})

test.each(['on-first-use', 'at-once', 'never'] as const)(
  'a day of polling keeps its connection when old tokens end %s',
  async (rotation) => {
    const { clock, sandbox, lightspeed } = await connectedProgram({ rotation, accessTokenSeconds: 1800 })
    for (let quarter = 0; quarter < 96; quarter += 1) {
      await clock.pass(900_000)
      const api = lightspeed.api({ priority: 'stock', signal: never })
      const { error } = await clock.during(collected(changedItemShops(api, '2026-01-31T08:00:00.000Z')))
      expect(error).toBeNull()
    }
    expect(asked(sandbox).filter((line) => line === 'POST oauth/token 200').length).toBeLessThan(60)
  },
)

test('nothing is asked of Lightspeed before it is connected, and nothing after it is disconnected', async () => {
  const { clock, sandbox, readShops, lightspeed, tokens } = await connectedProgram()
  expect(await clock.during(lightspeed.disconnect())).toEqual(ok(null))
  expect(tokens.kept).toBeNull()
  expect((await clock.during(readShops())).error).toEqual({ kind: 'not-connected' })
  expect(asked(sandbox)).toEqual(['POST oauth/revoke 200'])
})

test('a run that is cancelled while a token is waited for ends at once', async () => {
  const { clock, sandbox, lightspeed } = await connectedProgram()
  await hours(clock, 1)
  sandbox.faults.add({ route: 'POST oauth/token', status: 503, times: 99 })
  const cancelling = new AbortController()
  const from = clock.now()
  const work = collected(shops(lightspeed.api({ priority: 'stock', signal: cancelling.signal })))
  await clock.pass(500)
  cancelling.abort()
  expect((await work).error).toEqual({ kind: 'cancelled' })
  expect(clock.now() - from).toBe(500)
})
