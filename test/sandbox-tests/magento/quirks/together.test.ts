import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { wallClock } from '../../../sandbox/clock.ts'
import { serve } from '../../../sandbox/http.ts'
import { createMagento } from '../../../sandbox/magento/magento.ts'
import { aProduct, aShop, filter } from '../client.ts'
import { oauthHeader } from '../signing.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

test('R29 saves that overlap create one SKU twice; then a change is refused and deleting takes one at a time', () => {
  const { call, clock, shop } = aShop({ saveMs: 100 })
  const answers = [1, 2].map(() => call('POST', '/all/V1/products', aProduct('A')).status)
  clock.advance(200)
  const found = () => call('GET', `/V1/products?${filter('sku', 'A')}&fields=items[id],total_count`).body
  expect([
    answers,
    found(),
    call('PUT', '/all/V1/products/A', { product: { price: 6 } }),
    call('DELETE', '/all/V1/products/A').body,
    found(),
    call('DELETE', '/all/V1/products/A').body,
    shop.skus(),
  ]).toEqual([
    [200, 200],
    { items: [{ id: 1 }, { id: 2 }], total_count: 2 },
    { status: 400, body: { message: 'URL key for specified store already exists.' } },
    true,
    { items: [{ id: 2 }], total_count: 1 },
    true,
    [],
  ])
})

test('R29 categories and options of one name come twice as well; options all answer the first one’s id', () => {
  const { call, clock } = aShop({ saveMs: 100 })
  const create = () =>
    call('POST', '/all/V1/categories', { category: { name: 'Mugs', is_active: true } }).status
  const add = () => call('POST', '/V1/products/attributes/color/options', { option: { label: 'Red' } }).body
  const both = [create(), create(), add(), add()]
  clock.advance(1000)
  expect([both, create()]).toEqual([[200, 200, '4', '4'], 400])
})

test('M60 above so many saves at once the newcomer dies of a deadlock, and nothing of it stays', () => {
  const { call, clock, shop } = aShop({ saveMs: 100, deadlockAbove: 2 })
  const save = (sku: string) => call('POST', '/all/V1/products', aProduct(sku))
  const answers = ['A', 'B', 'C'].map(save)
  clock.advance(1000)
  expect([answers.map(({ status }) => status), answers[2]?.body, save('C').status, shop.skus()]).toEqual([
    [200, 200, 400],
    { message: 'Database deadlock found when trying to get lock', code: 1213 },
    200,
    ['A', 'B', 'C'],
  ])
})

test('M60 saves may fail at random', () => {
  const { call, faults } = aShop()
  faults.add({ route: 'POST /V1/products', status: 400, probability: 0.5, seed: 1 })
  const statuses = Array.from(
    { length: 20 },
    (_each, n) => call('POST', '/all/V1/products', aProduct(`A${n}`)).status,
  )
  expect(new Set(statuses)).toEqual(new Set([200, 400]))
})

test('M61 a write whose answer never came is not seen while it runs, and is there afterwards', () => {
  const { call, clock, faults } = aShop({ saveMs: 5000 })
  faults.add({ route: 'POST /V1/products', loseAnswer: true })
  const lost = call('POST', '/all/V1/products', aProduct('A')).status
  const early = call('GET', '/V1/products/A').status
  clock.advance(5000)
  expect([lost, early, call('GET', '/V1/products/A').status]).toEqual([0, 404, 200])
})

test('saves take their time: two side by side, more wait; what only asks waits for nobody', () => {
  const { send } = aShop({ saveMs: 100 })
  const save = (sku: string) =>
    send('POST', '/all/V1/products', { body: JSON.stringify(aProduct(sku)) }).latencyMs
  expect([save('A'), save('B'), save('C'), save('D'), send('GET', '/V1/modules').latencyMs]).toEqual([
    100, 100, 200, 200, 0,
  ])
})

test('a thousand quantities in one request take no longer than a few products', () => {
  const { send } = aShop({ saveMs: 100 })
  const sourceItems = Array.from({ length: 1000 }, (_each, n) => ({
    sku: `A${n}`,
    source_code: 'default',
    quantity: 1,
    status: 1,
  }))
  const { latencyMs } = send('POST', '/V1/inventory/source-items', { body: JSON.stringify({ sourceItems }) })
  expect(latencyMs).toBeCloseTo(945)
})

test('requests overlap on the wire too', async () => {
  const magento = createMagento({ clock: wallClock, options: { saveMs: 400 } })
  const keys = magento.shop.addIntegration('Tillbridge')
  const served = await serve(magento.handle)
  closing.push(served.close)
  const url = '/rest/all/V1/products'
  const request = { method: 'POST', scheme: 'http', host: new URL(served.url).host, url }
  const create = async (nonce: string) => {
    const authorization = oauthHeader(request, keys, { nonce, seconds: Math.floor(wallClock.now() / 1000) })
    const response = await fetch(`${served.url}${url}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(aProduct('A')),
    })
    return response.status
  }
  const begun = wallClock.now()
  const statuses = await Promise.all([create('1'), create('2')])
  while (wallClock.now() - begun < 420) await delay(5)
  expect([statuses, magento.shop.skus()]).toEqual([
    [200, 200],
    ['A', 'A'],
  ])
})
