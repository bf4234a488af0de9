import { describe, expect, test } from 'vitest'
import { type LightspeedError, lightspeedFailure } from '../../main/lightspeed/errors.ts'
import { readCapabilities } from '../../main/magento/capabilities.ts'
import type { MagentoError } from '../../main/magento/error.ts'
import { magentoFailure } from '../../main/magento/failure.ts'
import { createMagento } from '../../main/magento/magento.ts'
import { createWords, type Words } from '../../shared/say.ts'
import { openShop } from '../catalogue/shop.ts'
import { inProcess, lightspeedOver, seededRandom } from '../lightspeed/harness.ts'
import { simulatedClock } from '../lightspeed/simulated-clock.ts'
import { generateShop } from '../sandbox/generator/generate.ts'
import { createLightspeed } from '../sandbox/lightspeed/lightspeed.ts'
import { createMagento as createWebShop } from '../sandbox/magento/magento.ts'

// Connecting, rights, the first load, and what is said when something is refused.

const english = createWords({ language: 'en' })
const french = createWords({ language: 'fr' })
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

/** A web shop, and what comes of connecting to it with these keys. */
function webShop() {
  const clock = simulatedClock()
  const web = createWebShop({ clock })
  async function connect(keys: Parameters<typeof createMagento>[0]['keys']) {
    const http = inProcess(web.handle, clock)
    const magento = createMagento({
      http,
      clock,
      random: seededRandom,
      log: quiet,
      url: 'https://shop.test',
      keys,
    })
    return clock.during(readCapabilities(magento))
  }
  return { web, connect }
}

test('row 35: the token of an integration is refused as a bearer since 2.4.4: here four keys sign each call, and who gives the token alone is told the setting and its screen', async () => {
  const { web, connect } = webShop()
  const keys = web.shop.addIntegration('Tillbridge')
  const signed = await connect({ kind: 'integration', ...keys })
  expect(signed.ok && signed.value.permissions.every(({ given }) => given)).toBe(true)
  const bearer = await connect({ kind: 'bearer', token: keys.accessToken })
  expect(bearer.ok ? '' : english.say(magentoFailure(bearer.error).message, 0)).toBe(
    'Magento takes Tillbridge for a stranger. Activate the integration and give it its permissions. ' +
      'With an access token alone, allow it as a bearer token under Stores › Configuration › Services › OAuth.',
  )
  web.shop.settings.bearerTokens = true
  expect((await connect({ kind: 'bearer', token: keys.accessToken })).ok).toBe(true)
})

test('row 42: the first load takes 41 hours and nobody knows: here the end is told from measured saves, and what was stopped goes on where it was', async () => {
  const shop = await openShop()
  const { settings } = shop.web.shop
  settings.saveMs = 1_500
  const count = 120
  for (let at = 0; at < count; at += 1) shop.addItem({ customSku: `BELL-${at}`, description: `Bell ${at}` })
  const { http } = shop.network
  let creates = 0
  let promised = 0
  shop.network.http = async (request, signal) => {
    if (request.method === 'POST' && request.url.endsWith('/products')) creates += 1
    const [run] = shop.runs.running()
    if (creates === 60 && promised === 0) promised = Date.parse(run?.progress?.endsAt ?? '')
    if (creates === 80) for (const { id } of shop.runs.running()) shop.runs.cancel(id)
    return http(request, signal)
  }
  const before = shop.clock.now()
  expect((await shop.run('catalogue')).outcome).toEqual({ kind: 'cancelled' })
  shop.network.http = http
  const made = shop.web.shop.count().products
  expect(made).toBeGreaterThanOrEqual(79)
  shop.forgetRequests()
  const resumed = await shop.run('catalogue')
  expect([resumed.outcome, shop.writes()['POST /V1/products']]).toEqual([{ kind: 'done' }, count - made])
  // three of the minutes are the test's own, between the runs
  const really = shop.clock.now() - 3 * 60_000
  const off = Math.abs(promised - really) / (really - before)
  expect(off).toBeLessThan(0.1)
  const measured = shop.ledger.lists.saveTime.get()?.value
  expect((measured?.ms ?? 0) / (measured?.saves ?? 1)).toBeCloseTo(1_500, -2)
})

describe('row 45: the merchant has to read HTTP codes: here every refusal is a sentence, and the code stands under Details alone', () => {
  const request = { method: 'GET', path: '/API/V3/Account/1/Item.json' }
  const call = 'POST /V1/products'
  const ofTill: readonly LightspeedError[] = [
    { kind: 'not-connected' },
    { kind: 'token-refused' },
    { kind: 'unreachable', request, reason: '503 Service Unavailable' },
    { kind: 'answer-lost', request, reason: 'HTTP 504' },
    { kind: 'rejected', request, status: 400, message: 'Bad Request' },
    { kind: 'rejected', request, status: 403, message: 'Forbidden' },
    { kind: 'unreadable', request, issues: ['the answer is not JSON'] },
  ]
  const ofShop: readonly MagentoError[] = [
    { kind: 'unreachable', call, reason: 'ECONNREFUSED' },
    { kind: 'answer-lost', call, reason: 'HTTP 502' },
    { kind: 'refused-keys', call, fault: 'signature', message: '401 The signature is invalid' },
    { kind: 'permission-missing', call, resources: ['Magento_Catalog::products'] },
    { kind: 'rejected', call, status: 413, message: 'Payload Too Large' },
    { kind: 'busy', call, message: 'HTTP 429', retryAfterMs: null },
    { kind: 'internal-error', call, message: 'HTTP 500' },
    { kind: 'maintenance', call },
    { kind: 'not-magento', call, status: 404 },
    { kind: 'unreadable', call, issues: ['id: not a number'] },
  ]
  const code = /\b[1-5]\d\d\b|HTTP|ECONN|GET |POST /

  function expectWords(words: Words, failure: ReturnType<typeof magentoFailure>): void {
    const sentence = words.say(failure.message, 0)
    expect([failure.message.key, words.has(failure.message.key), code.test(sentence)]).toEqual([
      failure.message.key,
      true,
      false,
    ])
    expect(sentence.length).toBeGreaterThan(20)
  }

  test.each(ofTill)('from the till: $kind', (error) => {
    for (const words of [english, french]) expectWords(words, lightspeedFailure(error))
    if ('request' in error) expect(lightspeedFailure(error).details).toContain(request.path)
  })

  test.each(ofShop)('from the web shop: $kind', (error) => {
    for (const words of [english, french]) expectWords(words, magentoFailure(error))
    expect(magentoFailure(error).details).toContain(call)
  })

  test('a product that the shop breaks over names the item and what happens next', async () => {
    const shop = await openShop()
    shop.addItem()
    shop.web.faults.add({ route: 'POST /V1/products', status: 500, html: true, times: 4 })
    await shop.sync()
    const [problem] = shop.ledger.problems.list(0, 1)
    expect([shop.told(), problem?.details]).toEqual([
      [
        'Brass bell: the web shop refused it — The web shop says: Internal Server Error. ' +
          'Tillbridge tries again when the item changes, or when you send it again.',
      ],
      expect.stringContaining('POST /V1/products'),
    ])
  })
})

describe('row 50: whoever authorised lacks a right, and the sync stays empty', () => {
  test('here the till names what the employee may not do as soon as it is connected', async () => {
    const clock = simulatedClock()
    const sandbox = createLightspeed({ clock })
    sandbox.load(generateShop({ items: 50, seed: 3 }))
    const [owner] = sandbox.state.employees.ordered('employeeID')
    const rights = (owner?.rights ?? []).filter(({ name }) => !/inventory|all_read/.test(name))
    sandbox.state.employees.change(owner?.employeeID ?? 0, { rights })
    const { lightspeed } = lightspeedOver({ clock, http: inProcess(sandbox.handle, clock) })
    const { authorizeUrl } = await lightspeed.beginAuthorization({}, () => {})
    const found = await clock.during(lightspeed.finishAuthorization(sandbox.approve(authorizeUrl)))
    expect(found.ok ? found.value.permissions.filter(({ given }) => !given) : found.error).toEqual([
      { name: 'employee:inventory_read', needed: true, given: false },
    ])
  })

  const resources = {
    stores: 'Magento_Backend::store',
    products: 'Magento_Catalog::products',
    stock: 'Magento_InventoryApi::source',
  }
  test.each(Object.entries(resources))(
    'here the web shop’s missing right over %s is named at once, by a call that writes nothing',
    async (name, resource) => {
      const { web, connect } = webShop()
      const all = Object.values(resources)
      const keys = web.shop.addIntegration(
        'Tillbridge',
        all.filter((one) => one !== resource),
      )
      const found = await connect({ kind: 'integration', ...keys })
      expect(
        found.ok ? found.value.permissions.filter(({ given }) => !given).map((one) => one.name) : found.error,
      ).toContain(name)
      expect(web.shop.products()).toEqual([])
    },
  )
})
