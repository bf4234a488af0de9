import { describe, expect, test } from 'vitest'
import { openShop, type TestShop } from '../catalogue/shop.ts'

// The queue of the web shop, its consumers and its limits.

/** A shop that takes two seconds for a save, so that its queue is worth the detour. */
async function aSlowShop(items = 400): Promise<TestShop> {
  const shop = await openShop({ items })
  shop.web.shop.settings.saveMs = 2_000
  return shop
}

/** How many requests each list had that was handed in. */
function listsOf(shop: TestShop): number[] {
  const sizes: number[] = []
  const { http } = shop.network
  shop.network.http = async (request, signal) => {
    if (request.url.includes('/async/bulk/'))
      sizes.push((JSON.parse(request.body ?? '[]') as unknown[]).length)
    return http(request, signal)
  }
  return sizes
}

function expectNoDoubles(shop: TestShop): void {
  const skus = shop.web.shop.skus()
  expect([new Set(skus).size, shop.ledger.links.count('linked')]).toEqual([skus.length, skus.length])
}

describe('row 23: bulk operations stay in progress for ever, as no consumer runs', () => {
  test('here one is tried that writes nothing, all go the direct way meanwhile, and the wait is none', async () => {
    const shop = await aSlowShop()
    shop.web.consumer.stop()
    const run = await shop.run('catalogue')
    expect([shop.web.shop.count().products, shop.web.consumer.waiting()]).toEqual([run.counts.created, 1])
    const took = Date.parse(run.endedAt ?? '') - Date.parse(run.startedAt)
    expect(took / (run.counts.created * 2_000)).toBeLessThan(1.1)
    expectNoDoubles(shop)
  })

  test('here one that stops in the middle is noticed, the rest is saved one by one, and the problem names command and cron line', async () => {
    const shop = await aSlowShop()
    const lists = listsOf(shop)
    const { http } = shop.network
    shop.network.http = async (request, signal) => {
      if (lists.length > 2) shop.web.consumer.stop()
      return http(request, signal)
    }
    const run = await shop.run('catalogue')
    shop.network.http = http
    await shop.sync()
    expect([run.outcome?.kind, shop.web.shop.count().products]).toEqual([
      'done-with-problems',
      shop.ledger.links.count('linked'),
    ])
    const told = shop.told().filter((sentence) => sentence.includes('queue'))
    expect(told).toEqual([
      expect.stringMatching(
        /^The web shop’s queue stands still — .*bin\/magento queue:consumers:start async\.operations\.all.* \* \* \* \* \* php \/path\/to\/magento\/bin\/magento cron:run$/,
      ),
    ])
    expectNoDoubles(shop)
    shop.web.consumer.start()
    shop.clock.forward(3_600_000)
    await shop.sync()
    await shop.sync()
    expect(shop.told().filter((sentence) => sentence.includes('queue'))).toEqual([])
    expectNoDoubles(shop)
  })
})

test('row 24: five thousand products in one call take for ever to be accepted: here a list holds 50 to 200', async () => {
  const shop = await aSlowShop(1_500)
  const lists = listsOf(shop)
  await shop.run('catalogue')
  const [canary, ...products] = lists
  expect([canary, products.length > 3, Math.max(...products) <= 200]).toEqual([1, true, true])
  expect(products.slice(0, -1).filter((size) => size < 50)).toEqual([])
  expectNoDoubles(shop)
}, 60_000)

describe('row 25: twenty thousand rows of bulks make each page of the administration take a minute', () => {
  test('here few changes leave none', async () => {
    const shop = await openShop()
    shop.web.shop.settings.saveMs = 2_000
    const bells = Array.from({ length: 19 }, (_, at) =>
      Number(shop.addItem({ customSku: `BELL-${at}`, description: `Bell ${at}` })),
    )
    const lists = listsOf(shop)
    await shop.sync()
    for (const [at, bell] of bells.entries()) shop.till.rename(bell, `Copper bell ${at}`)
    await shop.sync()
    expect([shop.web.shop.count().products, lists]).toEqual([19, []])
  })

  test('here hundreds of products leave a handful, and quiet weeks none at all', async () => {
    const shop = await aSlowShop(600)
    const lists = listsOf(shop)
    await shop.sync()
    await shop.sync()
    expect(lists.length).toBeLessThanOrEqual(8)
    const before = lists.length
    for (let day = 0; day < 14; day += 1) {
      shop.clock.forward(86_400_000)
      await shop.sync({ scope: { kind: 'full' } })
    }
    expect(lists.length).toBe(before)
  }, 60_000)
})

describe('row 26: lists over 20 and pages over 300 are refused', () => {
  test('here the limit is learnt from the refusal, the list is split, and nothing is refused twice', async () => {
    const shop = await openShop({ items: 120, rules: { selection: { kind: 'all' } } })
    shop.web.shop.settings.version = '2.4.3'
    shop.web.shop.settings.maxItems = 20
    shop.web.shop.settings.maxPageSize = 20
    await shop.sync()
    const refused = () => shop.web.requests.all().filter(({ status }) => status === 400).length
    expect(refused()).toBeGreaterThan(0)
    expectNoDoubles(shop)
    shop.forgetRequests()
    for (const { itemID } of shop.tillSandbox.state.items.ordered('itemID')) shop.till.receive(itemID, 1)
    const run = await shop.run('stock')
    expect([run.outcome?.kind, run.counts.stock > 60, refused()]).toEqual(['done', true, 0])
    expect(shop.writes()).toEqual({ 'POST /V1/inventory/source-items': Math.ceil(run.counts.stock / 20) })
  })
})

describe('row 27: consumers eat memory and end', () => {
  test('here a consumer that worked yesterday is not trusted today: all arrive, and what it does late harms nothing', async () => {
    const shop = await aSlowShop()
    await shop.sync()
    await shop.sync()
    const rename = (word: string) => {
      for (const { itemID, description } of shop.tillSandbox.state.items.ordered('itemID'))
        shop.till.rename(itemID, `${description} ${word}`)
    }
    shop.web.consumer.stop()
    shop.clock.forward(86_400_000)
    rename('II')
    await shop.sync()
    const names = () => shop.web.shop.skus().map((sku) => shop.shown(sku, 'name')?.name ?? '')
    expect(names().filter((name) => !name.endsWith(' II'))).toEqual([])
    rename('III')
    await shop.sync()
    shop.web.consumer.start()
    shop.clock.forward(3_600_000)
    await shop.sync()
    shop.clock.forward(3_600_000)
    await shop.sync()
    expect(names().filter((name) => !name.endsWith(' II III'))).toEqual([])
    expectNoDoubles(shop)
  }, 60_000)

  test('here one that begins half an hour late is not waited for', async () => {
    const shop = await aSlowShop()
    shop.web.consumer.late(30 * 60_000)
    const run = await shop.run('catalogue')
    const took = Date.parse(run.endedAt ?? '') - Date.parse(run.startedAt)
    expect(took / (run.counts.created * 2_000)).toBeLessThan(1.2)
    shop.clock.forward(3_600_000)
    await shop.sync()
    await shop.sync()
    expectNoDoubles(shop)
  })
})
