import { describe, expect, test } from 'vitest'
import type { Http } from '../../main/support/http.ts'
import { err, ok } from '../../shared/result.ts'
import { openProgram, type Program } from './program.ts'

const HOUR_MS = 3_600_000

const offline: Http = async () => err({ kind: 'unreachable', reason: 'ENOTFOUND' })
const page: Http = async () =>
  ok({
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html>Welcome to Hotel Bellevue</html>',
  })
const redirect: Http = async () =>
  ok({ status: 302, headers: { location: 'http://login.hotel.example/' }, body: '' })

const anItem = ({ tillSandbox }: Program): number =>
  tillSandbox.state.items.ordered('itemID').find(({ publishToEcom, archived }) => publishToEcom && !archived)
    ?.itemID ?? 0

/** In step, with the schedule followed. */
async function following(): Promise<Program> {
  const program = await openProgram()
  await program.quit()
  await program.start({ schedule: true })
  await program.passes(10)
  program.writes()
  return program
}

describe('this computer was away', () => {
  test('asleep from the evening to the morning: one run of each job catches up, and it is said once', async () => {
    const program = await following()
    program.till.sell(anItem(program), 1, 1)
    program.till.setPrice(anItem(program), 55)
    const runs = (await program.ask('runs', { limit: 500 })).length
    const from = program.clock.now()
    program.clock.set(from + 14 * HOUR_MS)
    await program.passes(0.2)
    const caughtUp = (await program.ask('runs', { limit: 500 })).length - runs
    expect(caughtUp).toBe(2)
    expect(program.writes()).toBe(2)
    await program.passes(30)
    expect(await program.notes()).toEqual([
      expect.stringMatching(/^Off from .*8:\d\d.* to .*22:\d\d.*\. Caught up: 2 changes sent\.$/),
    ])
    expect(program.said().filter((text) => text.startsWith('Back in step'))).toHaveLength(1)
  })

  test('switched off over night: said at the next start, and not for a restart of a minute', async () => {
    const program = await following()
    await program.quit()
    program.clock.set(program.clock.now() + 60_000)
    await program.start({ schedule: true })
    await program.passes(12)
    expect(await program.notes()).toEqual([])
    await program.quit()
    program.clock.set(program.clock.now() + 14 * HOUR_MS)
    await program.start({ schedule: true })
    await program.passes(12)
    expect(await program.notes()).toEqual([expect.stringMatching(/^Off from .* Nothing had changed\.$/)])
  })

  test('awake before its network: what was missed is caught up, and said, once there is one', async () => {
    const program = await following()
    program.till.sell(anItem(program), 1, 1)
    const { till, shop } = program.services
    Object.assign(program.services, { till: offline, shop: offline })
    program.clock.set(program.clock.now() + 14 * HOUR_MS)
    await program.passes(2)
    expect((await program.status()).state).toBe('waiting')
    expect(await program.notes()).toEqual([])
    Object.assign(program.services, { till, shop })
    await program.passes(12)
    const absences = (await program.notes()).filter((note) => note.startsWith('Off'))
    expect(absences).toEqual([expect.stringMatching(/^Off from .* Caught up: 1 change sent\.$/)])
    expect((await program.status()).state).toBe('up-to-date')
  })

  test('a pause is no absence', async () => {
    const program = await following()
    await program.ask('pause', { until: 'forever' })
    await program.passes(90)
    await program.ask('resume', {})
    await program.passes(12)
    expect(await program.notes()).toEqual([])
  })

  test('a clock that is put back by hours is no absence either, and the syncs go on', async () => {
    const program = await following()
    program.clock.set(program.clock.now() - 5 * HOUR_MS)
    await program.passes(12)
    expect([await program.notes(), (await program.status()).state]).toEqual([[], 'up-to-date'])
  })
})

describe.each([
  ['the network is gone', offline],
  ['a hotel’s page answers in place of both services', page],
  ['a hotel sends every request to its own page', redirect],
])('%s', (_what, answers) => {
  test('nothing is lost or asked of the merchant: it waits, goes on by itself, and says how long it was', async () => {
    const program = await following()
    const before = await program.problems()
    const { till, shop } = program.services
    Object.assign(program.services, { till: answers, shop: answers })
    program.till.setPrice(anItem(program), 66)
    // both jobs have come to it once: until then the one that has not is still up to date
    await program.passes(6)
    program.events.splice(0)
    await program.passes(60)
    expect(await program.problems()).toEqual(['unreachable', ...before])
    expect(program.statesSeen()).toEqual(['waiting', 'working'])

    Object.assign(program.services, { till, shop })
    await program.passes(12)
    expect((await program.status()).state).toBe('up-to-date')
    expect(program.writes()).toBe(1)
    expect(await program.problems()).toEqual(before)
    expect(await program.notes()).toEqual([
      expect.stringMatching(/^No answer from the till \(Lightspeed\) from .* to .*\. All is well again\.$/),
    ])
  })
})

test('a page in place of the web shop alone is its trouble alone', async () => {
  const program = await following()
  program.services.shop = page
  program.till.setPrice(anItem(program), 66)
  await program.passes(12)
  const { lightspeed, magento } = await program.ask('status', {})
  expect([lightspeed.kind, magento.kind]).toEqual(['connected', 'broken'])
  expect((await program.status()).state).toBe('waiting')
})

test('a page while the access token is refreshed does not cost the connection', async () => {
  const program = await following()
  const { till } = program.services
  program.services.till = (request, signal) =>
    request.url.includes('/oauth/') ? page(request, signal) : till(request, signal)
  program.clock.set(program.clock.now() + 9 * HOUR_MS)
  await program.passes(12)
  expect(await program.problems()).not.toContain('reconnect-needed')
  program.services.till = till
  await program.passes(12)
  expect((await program.status()).state).toBe('up-to-date')
})
