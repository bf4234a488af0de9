import { afterEach, expect, test } from 'vitest'
import { serve } from '../../sandbox/http.ts'
import { aProduct, aShop } from './client.ts'
import { oauthHeader } from './signing.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

test('a write whose answer is lost was done all the same', () => {
  const { call, faults, shop } = aShop()
  faults.add({ route: 'POST /V1/products', loseAnswer: true })
  expect([call('POST', '/all/V1/products', aProduct('A')).status, shop.skus()]).toEqual([0, ['A']])
})

test('a dropped connection and a status happen before anything is done, as often as planned', () => {
  const { call, faults, shop } = aShop()
  faults.add({ route: 'PUT /V1/products/:sku', dropped: true })
  faults.add({ route: 'PUT /V1/products/:sku', status: 500 })
  const write = () => call('PUT', '/all/V1/products/A', aProduct('A')).status
  expect([write(), write(), shop.skus(), write(), shop.skus()]).toEqual([0, 500, [], 200, ['A']])
})

test('the log tells writes from questions, and can be cleared', () => {
  const { call, requests } = aShop()
  call('POST', '/all/V1/products', aProduct('A'))
  call('GET', '/all/V1/products/A?fields=sku')
  call('POST', '/all/V1/products/base-prices-information', { skus: ['A'] })
  const writes = requests.writes().map(({ route, path, status }) => ({ route, path, status }))
  const all = requests.all().length
  requests.clear()
  expect([writes, all, requests.all()]).toEqual([
    [{ route: 'POST /V1/products', path: '/rest/all/V1/products', status: 200 }],
    3,
    [],
  ])
})

test('what the sandbox does not model says its name', () => {
  const { call, keys, handle, clock } = aShop()
  const request = { method: 'GET', scheme: 'http' as const, host: 'h', url: '/rest/V1/products/A/options' }
  const seconds = Math.floor(clock.now() / 1000)
  const answer = handle({
    ...request,
    headers: { authorization: oauthHeader(request, keys, { nonce: 'n', seconds }) },
    body: '',
  })
  expect(answer).toMatchObject({
    status: 501,
    body: 'the sandbox does not model GET /V1/products/:sku/options\n',
  })
  expect(call('GET', '/V1/nosuch')).toEqual({
    status: 404,
    body: { message: 'Request does not match any route.' },
  })
})

test('the shop under maintenance answers a page to everything', () => {
  const { call, shop } = aShop()
  shop.settings.maintenance = true
  expect(call('GET', '/V1/store/storeViews')).toEqual({ status: 503, body: undefined })
})

test('a signed request with a slash in its SKU passes over a real connection', async () => {
  const { handle, keys, clock, shop } = aShop()
  shop.addProduct({ sku: 'A/B é' })
  const served = await serve(handle)
  closing.push(served.close)
  const url = `/rest/all/V1/products/${encodeURIComponent('A/B é')}?fields=sku`
  const host = new URL(served.url).host
  const seconds = Math.floor(clock.now() / 1000)
  const authorization = oauthHeader({ method: 'GET', scheme: 'http', host, url }, keys, {
    nonce: 'n',
    seconds,
  })
  const response = await fetch(`${served.url}${url}`, { headers: { authorization } })
  const version = await fetch(`${served.url}/magento_version`)
  expect([response.status, await response.json(), await version.text()]).toEqual([
    200,
    { sku: 'A/B é' },
    'Magento/2.4 (Community)',
  ])
})
