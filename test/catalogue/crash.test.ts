import { expect, test } from 'vitest'
import { openShop, type TestShop } from './shop.ts'

/** Everything a customer can see, and what the ledger believes. */
function end(shop: TestShop) {
  const products = shop.web.shop.products().map(({ sku, views }) => ({
    sku,
    name: views.all?.name,
    price: views.all?.price,
    status: views.all?.status,
    url: views.all?.url_key,
    stock: shop.stockOf(sku),
  }))
  return products.toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
}

/** A little shop in which everything happens: new, matched, changed, archived. */
async function busyShop(): Promise<TestShop> {
  const shop = await openShop()
  const bells = [1, 2, 3, 4].map((at) =>
    Number(shop.addItem({ customSku: `BELL-${at}`, description: 'Brass bell', stock: { 1: at } })),
  )
  await shop.sync()
  shop.web.shop.addProduct({ sku: 'BELL-9', name: 'Old bell', price: 5 })
  shop.addItem({ customSku: 'BELL-9', description: 'New bell' })
  shop.addItem({ customSku: 'BELL-5', description: 'Brass bell' })
  shop.till.rename(bells[0] ?? 0, 'Copper bell')
  shop.till.setPrice(bells[1] ?? 0, 30)
  shop.till.sell(bells[1] ?? 0, 1)
  shop.till.archive(bells[2] ?? 0)
  return shop
}

test('a stop at any request, done or not, comes to the same end and does nothing twice', async () => {
  const whole = await busyShop()
  whole.forgetRequests()
  await whole.sync()
  await whole.sync()
  const expected = end(whole)
  const requests = whole.web.requests.all().length
  expect(requests).toBeGreaterThan(5)
  for (let at = 1; at <= requests; at += 1) {
    for (const done of [false, true]) {
      const shop = await busyShop()
      const { http } = shop.network
      let seen = 0
      shop.network.http = async (request, signal) => {
        seen += 1
        if (seen === at && done) await http(request, signal)
        if (seen >= at) throw new Error('the power goes')
        return http(request, signal)
      }
      await shop.runBroken('catalogue')
      await shop.runBroken('stock')
      shop.network.http = http
      await shop.sync()
      await shop.sync()
      expect([at, done, end(shop), shop.problems()]).toEqual([at, done, expected, []])
      shop.forgetRequests()
      await shop.sync()
      expect(shop.web.requests.all()).toEqual([])
    }
  }
}, 120_000)
