import { afterEach, expect, test } from 'vitest'
import { type RunningSandbox, startSandbox } from '../../sandbox/start.ts'
import { authorizeUrl, talk } from './connected.ts'

let running: RunningSandbox | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

async function start() {
  running = await startSandbox({ items: 20, seed: 7 })
  const { lightspeed, control } = running
  const { access_token } = talk(lightspeed).connect()
  const ask = (resource: string) =>
    fetch(`${lightspeed.url}/API/V3/Account/314551/${resource}.json`, {
      headers: { authorization: `Bearer ${access_token}`, accept: 'application/json' },
    })
  const tell = async (method: string, route: string, body?: object): Promise<unknown> => {
    const answer = await fetch(`${control.url}${route}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
    return answer.json()
  }
  return { lightspeed, ask, tell }
}

test('the till answers over HTTP, and the control API moves it', async () => {
  const { ask, tell, lightspeed } = await start()
  const before = lightspeed.state.itemShops.having('itemID', 1)[1]?.qoh ?? 0
  expect(await tell('POST', '/till/sell', { itemID: 1, quantity: 2, shopID: 1 })).toEqual({})
  const answer = await ask('ItemShop')
  expect([answer.status, answer.headers.get('x-ls-api-drip-rate')]).toEqual([200, '1'])
  expect(lightspeed.state.itemShops.having('itemID', 1)[1]?.qoh).toBe(before - 2)
  expect(await tell('POST', '/till/addItem', { description: 'Kettle', price: 20, stock: { 1: 3 } })).toEqual({
    itemID: 21,
  })
  expect(await tell('POST', '/till/sell', { itemID: 'one' })).toEqual({
    error: expect.stringContaining('itemID'),
  })
})

test('next pages are found under the address that was asked', async () => {
  const { lightspeed, ask } = await start()
  const answer = await ask('Item')
  expect(answer.status).toBe(200)
  const one = await fetch(`${lightspeed.url}/API/V3/Account/314551/Item.json?limit=1`, {
    headers: { authorization: `Bearer ${talk(lightspeed).connect().access_token}` },
  })
  const body: unknown = await one.json()
  expect(body).toMatchObject({ '@attributes': { next: expect.stringMatching(`^${lightspeed.url}/API/V3/`) } })
})

test('a click on Allow can be done for the merchant', async () => {
  const { tell } = await start()
  expect(await tell('POST', '/approve', { url: authorizeUrl() })).toEqual({
    location: expect.stringMatching(/^https:\/\/localhost:48915\/callback\?code=def50200\w+&state=mine$/),
  })
})

test('a planned status happens as often as planned, then all is well', async () => {
  const { ask, tell } = await start()
  await tell('POST', '/lightspeed/faults', { route: 'GET Item', status: 503, times: 2 })
  const answers = [await ask('Item'), await ask('Shop'), await ask('Item'), await ask('Item')]
  expect(answers.map((answer) => answer.status)).toEqual([503, 200, 503, 200])
  expect(answers[0]?.headers.get('content-type')).toBe('text/html')
})

test('a dropped connection is really dropped, and a lost answer was done', async () => {
  const { ask, tell, lightspeed } = await start()
  await tell('POST', '/lightspeed/faults', { route: 'GET Item', dropped: true })
  await expect(ask('Item')).rejects.toThrow()
  const level = lightspeed.bucket.level()
  await tell('POST', '/lightspeed/faults', { route: 'GET Item', loseAnswer: true })
  await expect(ask('Item')).rejects.toThrow()
  expect(lightspeed.bucket.level()).toBeGreaterThan(level)
  expect(
    lightspeed.requests
      .all()
      .map(({ route, status }) => [route, status])
      .slice(-2),
  ).toEqual([
    ['GET Item', 0],
    ['GET Item', 0],
  ])
  expect((await ask('Item')).status).toBe(200)
})

test('an answer can be held back', async () => {
  const { ask, tell } = await start()
  await tell('POST', '/lightspeed/faults', { route: 'GET Item', latencyMs: 150 })
  const begun = performance.now()
  expect((await ask('Item')).status).toBe(200)
  expect(performance.now() - begun).toBeGreaterThan(140)
})

test('what was asked of the till can be looked up and forgotten', async () => {
  const { ask, tell } = await start()
  await tell('DELETE', '/lightspeed/requests')
  await ask('Shop')
  expect(await tell('GET', '/lightspeed/requests')).toMatchObject([
    { route: 'GET Shop', method: 'GET', path: '/API/V3/Account/314551/Shop.json', status: 200, cost: 1 },
  ])
})

test('a page shows both sides, finds items and products, and puts what changed last first', async () => {
  const { tell, lightspeed } = await start()
  if (running === undefined) throw new Error('the sandbox does not run')
  const { magento, control } = running
  const page = await fetch(control.url)
  expect([page.headers.get('content-type'), await page.text()]).toEqual([
    'text/html; charset=utf-8',
    expect.stringContaining('<h2>The till</h2>'),
  ])
  expect(await tell('GET', '/verbs')).toEqual(expect.arrayContaining(['POST /till/sell', 'POST /page/items']))
  expect(await tell('GET', '/page/state')).toMatchObject({
    account: 'Riverside Outdoor',
    items: 20,
    products: 0,
  })

  lightspeed.till.edit(3, { description: 'Blue Kettle', customSku: 'BK', archived: false })
  lightspeed.till.setPrice(3, 12.5)
  expect(await tell('POST', '/page/items', { text: 'blue ket' })).toMatchObject([
    {
      itemID: 3,
      name: 'Blue Kettle',
      sku: 'BK',
      price: 12.5,
      archived: false,
      stock: [{ shopID: 1 }, { shopID: 2 }],
    },
  ])

  for (const sku of ['A', 'B']) magento.shop.addProduct({ sku, name: `Product ${sku}`, price: 5 })
  const products = () => tell('POST', '/page/products', { text: 'product' })
  await products()
  magento.shop.setQuantity('A', 'default', 7)
  expect(await products()).toMatchObject([
    { sku: 'A', name: 'Product A', price: 5, enabled: true, stock: [{ source: 'default', quantity: 7 }] },
    { sku: 'B' },
  ])
})
