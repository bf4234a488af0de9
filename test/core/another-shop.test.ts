import { afterEach, expect, test } from 'vitest'
import { openShop, type Shop } from '../harness/shop.ts'

const shops: Shop[] = []
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close()
})

test('a merchant who first connected the wrong shop connects the right one, and it is filled as if it were the first', async () => {
  const shop = await openShop(60)
  const right = await openShop(50)
  shops.push(shop, right)
  const wrong = shop.sandbox.magento
  await shop.connect()
  await shop.tillbridge('sync', 'catalogue')
  const { keys, url, shop: rightShop } = right.sandbox.magento
  Object.assign(shop.environment, {
    TILLBRIDGE_MAGENTO_CONSUMER_KEY: keys.consumerKey,
    TILLBRIDGE_MAGENTO_CONSUMER_SECRET: keys.consumerSecret,
    TILLBRIDGE_MAGENTO_ACCESS_TOKEN: keys.accessToken,
    TILLBRIDGE_MAGENTO_ACCESS_TOKEN_SECRET: keys.accessTokenSecret,
  })
  expect(await shop.tillbridge('connect', 'magento', '--url', url)).toMatchObject({ code: 0 })
  const said = await shop.tillbridge('sync', 'catalogue', '--json')
  const planned = JSON.parse(said.out)
  await shop.tillbridge('go')
  expect(rightShop.products()).toHaveLength(planned[0].plan.create)
  expect(planned[0].plan.create).toBeGreaterThan(10)
  expect(wrong.shop.products()).toEqual([])

  // once products were sent, this folder belongs to that shop
  Object.assign(shop.environment, {
    TILLBRIDGE_MAGENTO_CONSUMER_KEY: wrong.keys.consumerKey,
    TILLBRIDGE_MAGENTO_CONSUMER_SECRET: wrong.keys.consumerSecret,
    TILLBRIDGE_MAGENTO_ACCESS_TOKEN: wrong.keys.accessToken,
    TILLBRIDGE_MAGENTO_ACCESS_TOKEN_SECRET: wrong.keys.accessTokenSecret,
  })
  expect(await shop.tillbridge('connect', 'magento', '--url', wrong.url)).toMatchObject({
    code: 1,
    err: expect.stringContaining(url),
  })
}, 120_000)
