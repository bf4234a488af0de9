import { expect, test } from 'vitest'
import { lightspeedFailure } from '../../../main/lightspeed/errors.ts'
import { createSlowDown } from '../../../main/lightspeed/token-service/slow-down.ts'
import type { Http } from '../../../main/support/http.ts'
import { redact } from '../../../main/support/redact.ts'
import { err, ok } from '../../../shared/result.ts'
import { simulatedClock } from '../simulated-clock.ts'
import { ACCOUNT, openService, SECRET, SERVICE } from './harness.ts'

const HOUR = 3_600_000

const times = <T>(count: number, each: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => each(index))

test('a shop connects with its key, and account, shops and rights are found as usual', async () => {
  const service = await openService()
  const shop = await service.shop('Riverside')
  expect(shop.found).toMatchObject({
    ok: true,
    value: {
      accountId: ACCOUNT,
      name: 'Riverside Outdoor',
      shops: [{ name: 'Riverside' }, { name: 'Station Street' }],
    },
  })
  expect(await service.clock.during(shop.read())).toBeNull()
  expect(service.refreshes()).toBe(0)
})

test('ten shops that ask at once cause one refresh', async () => {
  const service = await openService()
  const shops = []
  for (const index of times(10, (at) => at)) shops.push(await service.shop(`shop ${index}`))
  service.sandbox.connections.expireAccess()
  service.sandbox.requests.clear()
  const ended = await service.clock.during(Promise.all(shops.map((shop) => shop.read())))
  expect(ended).toEqual(times(10, () => null))
  expect(service.refreshes()).toBe(1)
})

test('a morning of ten shops refreshes about once an hour, whatever Lightspeed does with the old tokens', async () => {
  for (const rotation of ['on-first-use', 'at-once', 'never'] as const) {
    const service = await openService({ rotation })
    const shops = []
    for (const index of times(10, (at) => at)) shops.push(await service.shop(`shop ${index}`))
    service.sandbox.requests.clear()
    for (let quarter = 0; quarter < 24; quarter += 1) {
      await service.clock.pass(HOUR / 4)
      const ended = await service.clock.during(Promise.all(shops.map((shop) => shop.read())))
      expect(ended).toEqual(times(10, () => null))
    }
    expect(service.refreshes()).toBeLessThanOrEqual(8)
    expect(service.refreshes()).toBeGreaterThanOrEqual(6)
  }
})

test.each([
  'before it asks Lightspeed',
  'between the answer of Lightspeed and its own disk',
  'after its disk, before it answers',
] as const)('a service that is killed %s goes on with the same connection', async (step) => {
  let killing = false
  const dead = new Promise<never>(() => {})
  const service = await openService({}, (http) => async (request, signal) => {
    if (killing && step === 'before it asks Lightspeed') return dead
    const answer = await http(request, signal)
    if (killing && step === 'between the answer of Lightspeed and its own disk') return dead
    return answer
  })
  const { replace } = service.book
  service.book.replace = async (accountId, held) => {
    const written = await replace(accountId, held)
    return killing ? dead : written
  }
  const shop = await service.shop('Riverside')
  // Three times in a row, as a computer does whose power is failing.
  for (let time = 0; time < 3; time += 1) {
    service.sandbox.connections.expireAccess()
    killing = true
    const waiting = shop.read()
    await service.clock.pass(5000)
    killing = false
    service.start()
    await service.clock.pass(90_000)
    void waiting
  }
  const again = await service.shop('Another')
  expect(again.found.ok).toBe(true)
  expect(await service.clock.during(again.read())).toBeNull()
  for (let hour = 0; hour < 3; hour += 1) {
    await service.clock.pass(HOUR)
    expect(await service.clock.during(again.read())).toBeNull()
  }
})

test('a wrong key is answered later and later, and the log names the place but not the key', async () => {
  const service = await openService()
  const waits: number[] = []
  for (let time = 0; time < 9; time += 1) {
    const from = service.clock.now()
    const shop = await service.shop('guesser', { key: `tbk_canary-wrong-key-${time}` })
    expect(shop.found).toEqual({
      ok: false,
      error: { kind: 'failed', error: { kind: 'token-service', why: 'key-refused', reason: '' } },
    })
    waits.push(service.clock.now() - from)
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  expect(service.log.lines).toHaveLength(9)
  expect(service.log.lines[2]).toBe('warn token service refused a key {"from":"203.0.113.7","wrong":3}')
  expect(service.log.lines.join()).not.toContain('canary')
  expect(service.asked()).toEqual([])
})

test('a right key never waits for the wrong ones of others, and quiet is forgiven', async () => {
  const service = await openService()
  const shop = await service.shop('Riverside')
  for (let time = 0; time < 5; time += 1) await service.shop('guesser', { key: 'tbk_wrong' })
  const from = service.clock.now()
  expect((await service.shop('Riverside 2', { key: shop.key })).found.ok).toBe(true)
  expect(service.clock.now() - from).toBeLessThan(1000)
  await service.clock.pass(16 * 60_000)
  const later = service.clock.now()
  await service.shop('guesser', { key: 'tbk_wrong' })
  expect(service.clock.now() - later).toBe(500)
})

test('no more than a hundred wrong keys are held back at once', async () => {
  const clock = simulatedClock()
  const slowDown = createSlowDown(clock)
  const first = times(100, (at) => slowDown.wrong(`10.0.0.${at}`))
  expect(await slowDown.wrong('10.0.1.1')).toBeNull()
  expect(await clock.during(Promise.all(first))).toEqual(times(100, () => 1))
  expect(await clock.during(slowDown.wrong('10.0.1.2'))).toBe(1)
})

test('a revoked key opens nothing from the next question on; the other keys go on', async () => {
  const service = await openService()
  const shop = await service.shop('Riverside')
  const other = await service.shop('Station Street')
  expect(await service.revokeKey('Riverside')).toEqual(ok(null))
  await service.clock.pass(HOUR)
  const failed = await service.clock.during(shop.read())
  expect(failed).toEqual({ kind: 'token-service', why: 'key-refused', reason: '' })
  expect(failed && lightspeedFailure(failed).message.key).toBe('lightspeed.token-service.key-refused')
  expect(await service.clock.during(other.read())).toBeNull()
  // It is not tried again and again: only a person can help.
  service.log.lines.length = 0
  expect(await service.clock.during(shop.read())).toEqual(failed)
  expect(service.log.lines).toEqual([])
})

test('while the service is down a shop waits, and goes on by itself afterwards', async () => {
  const service = await openService()
  const shop = await service.shop('Riverside')
  service.kill()
  // The token that it has still lives.
  expect(await service.clock.during(shop.read())).toBeNull()
  await service.clock.pass(HOUR)
  for (let time = 0; time < 3; time += 1)
    expect(await service.clock.during(shop.read())).toEqual({
      kind: 'token-service',
      why: 'unreachable',
      reason: 'ECONNREFUSED',
    })
  service.start()
  expect(await service.clock.during(shop.read())).toBeNull()
})

test('while Lightspeed gives no tokens the service says so, and goes on by itself afterwards', async () => {
  const service = await openService()
  const shop = await service.shop('Riverside')
  await service.clock.pass(HOUR)
  service.sandbox.faults.add({ route: 'POST oauth/token', status: 503, times: 999 })
  expect(await service.clock.during(shop.read())).toMatchObject({ why: 'unreachable' })
  service.sandbox.faults.clear()
  await service.clock.pass(60_000)
  expect(await service.clock.during(shop.read())).toBeNull()
})

test('when the merchant took the service’s access back, every shop is told whom to ask, and goes on once it is given again', async () => {
  const service = await openService()
  const shop = await service.shop('Riverside')
  service.sandbox.connections.revokeAll()
  expect(await service.clock.during(shop.read())).toMatchObject({
    kind: 'token-service',
    why: 'not-connected',
  })
  await service.connect('second')
  expect(await service.clock.during(shop.read())).toBeNull()
})

test('a refresh of tokens that were replaced meanwhile does not overwrite the new ones', async () => {
  let arrived: () => void = () => {}
  let hold: Promise<void> | null = null
  const service = await openService({}, (http) => async (request, signal) => {
    const answer = await http(request, signal)
    if (hold !== null) await hold
    return answer
  })
  const shop = await service.shop('Riverside')
  await service.clock.pass(HOUR)
  hold = new Promise((resolve) => {
    arrived = resolve
  })
  const waiting = shop.read()
  await service.clock.pass(1000)
  await service.connect('second')
  const kept = service.book.text.get(ACCOUNT)
  hold = null
  arrived()
  await service.clock.during(waiting)
  expect(service.book.text.get(ACCOUNT)).toBe(kept)
  expect(await service.clock.during(shop.read())).toBeNull()
})

test.each([-26, -5, 3, 26])('a shop whose clock is %i hours off works like any other', async (hours) => {
  const service = await openService()
  const off = { now: () => service.clock.now() + hours * HOUR, sleep: service.clock.sleep }
  const shop = await service.shop('Riverside', { clock: off })
  expect(shop.found.ok).toBe(true)
  for (let hour = 0; hour < 5; hour += 1) {
    expect(await service.clock.during(shop.read())).toBeNull()
    await service.clock.pass(HOUR)
  }
  expect(service.refreshes()).toBeLessThanOrEqual(5)
})

test('a shop whose clock jumps asks anew and causes no refresh', async () => {
  const service = await openService()
  let jump = 0
  const jumping = { now: () => service.clock.now() + jump, sleep: service.clock.sleep }
  const shop = await service.shop('Riverside', { clock: jumping })
  jump = 5 * HOUR
  expect(await service.clock.during(shop.read())).toBeNull()
  jump = -5 * HOUR
  expect(await service.clock.during(shop.read())).toBeNull()
  expect(service.refreshes()).toBe(0)
})

test('disconnecting one shop leaves the service and the other shops connected', async () => {
  const service = await openService()
  const shop = await service.shop('Riverside')
  const other = await service.shop('Station Street')
  service.sandbox.requests.clear()
  expect(await service.clock.during(shop.lightspeed.disconnect())).toEqual(ok(null))
  expect(shop.tokens.kept).toBeNull()
  expect(service.asked()).toEqual([])
  expect(await service.clock.during(other.read())).toBeNull()
})

test('a program without the secret is refused in a sentence when it connects by itself, and stays connected by way of the service', async () => {
  const service = await openService()
  const shop = await service.shop('Riverside')
  const { authorizeUrl } = await shop.lightspeed.beginAuthorization({}, () => {})
  const refused = await service.clock.during(
    shop.lightspeed.finishAuthorization(service.sandbox.approve(authorizeUrl)),
  )
  expect(refused).toMatchObject({ ok: false, error: { kind: 'client-refused' } })
  expect(await service.clock.during(shop.read())).toBeNull()
})

test('a key is shown to nobody but a service at a safe address', async () => {
  const service = await openService()
  const asked: string[] = []
  const http: Http = async (request) => {
    asked.push(request.url)
    return err({ kind: 'unreachable', reason: 'ECONNREFUSED' })
  }
  const { lightspeed } = await service.shop('Riverside', { http })
  asked.length = 0
  for (const url of ['http://tokens.example', 'tokens.example', 'ftp://tokens.example', ''])
    expect(await lightspeed.connectTokenService({ url, key: 'tbk_x' })).toEqual({
      ok: false,
      error: { kind: 'address' },
    })
  expect(asked).toEqual([])
  await lightspeed.connectTokenService({ url: 'http://127.0.0.1:48916', key: 'tbk_x' })
  expect(asked).toEqual(['http://127.0.0.1:48916/v1/token'])
})

test('something else at the address is said to be no token service', async () => {
  const service = await openService()
  for (const [status, why] of [
    [200, 'no-service'],
    [404, 'no-service'],
    [302, 'no-service'],
    [502, 'unreachable'],
  ] as const) {
    const http: Http = async () => ok({ status, headers: {}, body: '<html>hello</html>' })
    const shop = await service.shop(`to ${status}`, { http })
    expect(shop.found).toMatchObject({ error: { kind: 'failed', error: { kind: 'token-service', why } } })
  }
})

test('no secret is in a log, an error or an answer; the key is kept as a hash', async () => {
  const answers: string[] = []
  const service = await openService()
  const shop = await service.shop('Riverside', {
    http: async (request, signal) => {
      const answer = await service.network(request, signal)
      if (request.url.startsWith(SERVICE) && answer.ok) answers.push(answer.value.body)
      return answer
    },
  })
  await service.clock.pass(HOUR)
  await service.clock.during(shop.read())
  service.sandbox.faults.add({ route: 'POST oauth/token', status: 401, times: 9 })
  service.sandbox.connections.expireAccess()
  const failed = await service.clock.during(shop.read())
  const held = await service.book.read(ACCOUNT)
  if (!held.ok || held.value === null) throw new Error('nothing is held')
  const { refreshToken, accessToken } = held.value.tokens
  expect(answers.join()).toContain(accessToken)
  for (const secret of [refreshToken, SECRET, shop.key]) expect(answers.join()).not.toContain(secret)
  const told = [...service.log.lines, ...shop.log.lines, JSON.stringify(failed)].join('\n')
  for (const secret of [refreshToken, accessToken, SECRET, shop.key]) expect(told).not.toContain(secret)
  expect(JSON.stringify(service.book.list)).not.toContain(shop.key)
  expect(redact(`oops ${shop.key}`)).toBe('oops [hidden]')
})
