import { afterAll, beforeAll, expect, test } from 'vitest'
import { openShop, type Shop } from '../harness/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop(40)
  await shop.connect()
})
afterAll(() => shop.close())

test('on the command line watch only shows the plan, refuses go in a sentence, and the status says so', async () => {
  await shop.tillbridge('settings', 'set', 'watchOnly', 'true')
  const sync = await shop.tillbridge('sync', 'catalogue')
  expect([sync.code, sync.out]).toEqual([
    0,
    expect.stringMatching(/Watched only: \d+ changes would have been sent/),
  ])
  expect(sync.out).toMatch(/New product .*name/)
  expect(await shop.tillbridge('go')).toMatchObject({ code: 1, err: expect.stringContaining('only watches') })
  const status = await shop.tillbridge('status')
  expect(status.out).toMatch(
    /^Watching only: nothing is written to the web shop\. \d+ changes would have been sent so far\./,
  )
  expect(shop.sandbox.magento.shop.products()).toEqual([])
})
