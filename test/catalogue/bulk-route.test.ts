import { describe, expect, test, vi } from 'vitest'
import { openShop, type TestShop } from './shop.ts'

// each plays a first sync and two more
vi.setConfig({ testTimeout: 120_000 })

/**
 * New products, a good half of the items, and a shop that takes two seconds to save one: of 200 items four minutes, or
 * two through its queue.
 */
async function aSlowShop(saveMs = 2000): Promise<TestShop> {
  const shop = await openShop({ items: 200 })
  shop.web.shop.settings.saveMs = saveMs
  return shop
}

const route = ({ ledger }: TestShop) => ledger.lists.route.get()?.value

const handedIn = (shop: TestShop): number => shop.writes()['POST /async/bulk/V1/products'] ?? 0

/** SKUs that the shop holds more than once. */
const doubles = ({ web }: TestShop): readonly string[] => {
  const skus = web.shop.skus()
  return skus.filter((sku, at) => skus.indexOf(sku) !== at)
}

/** Nothing is left to do, nothing was made twice, and nothing that is right is written again. */
async function expectAllIsWell(shop: TestShop): Promise<void> {
  await shop.sync()
  await shop.sync()
  expect(doubles(shop)).toEqual([])
  expect(shop.ledger.itemList.counts('2026-01-01T00:00:00.000Z').waiting).toBe(0)
  expect(shop.web.shop.count().products).toBe(shop.ledger.links.count('linked'))
  expect(shop.problems().filter(([kind]) => kind !== 'price-missing' && kind !== 'sku-duplicate')).toEqual([])
  shop.forgetRequests()
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.writes()).toEqual({})
}

/** What happens so long after the first list of products was handed in; 0: right before it arrives. */
function onceHandedIn(shop: TestShop, ms: number, happens: () => void): void {
  const { http } = shop.network
  let handedInAt: number | null = null
  let open = true
  shop.network.http = async (request, signal) => {
    const isList = request.url.includes('/async/bulk/') && (request.body ?? '').includes('"name"')
    if (isList) handedInAt ??= shop.clock.now()
    if (open && handedInAt !== null && shop.clock.now() >= handedInAt + ms) {
      open = false
      happens()
    }
    return http(request, signal)
  }
}

/** Every item of the till gets another name. */
const renameAll = ({ tillSandbox, till }: TestShop, word: string): void => {
  for (const { itemID, description } of tillSandbox.state.items.ordered('itemID'))
    till.rename(itemID, `${description} ${word}`)
}

/** Answers of the door with this status; 0: none came. */
const answersOf = ({ web }: TestShop, status: number): number =>
  web.requests.all().filter((one) => one.route === 'POST /async/bulk/V1/products' && one.status === status)
    .length

describe('many new products', () => {
  test('go through the queue of a shop that works it off, and each arrives once', async () => {
    const shop = await aSlowShop()
    const run = await shop.run('catalogue')
    expect([shop.web.shop.count().products, handedIn(shop) > 0]).toEqual([run.counts.created, true])
    expect(route(shop)).toEqual({ route: 'bulk', why: 'faster' })
    expect(shop.ledger.bulks.all()).toEqual([])
    await expectAllIsWell(shop)
  })

  test('stand in their categories from the start, whichever way they went', async () => {
    const shop = await aSlowShop()
    const rules = shop.ledger.rules.current()
    shop.ledger.rules.set({ ...rules, categories: { ...rules.categories, root: 2 } })
    const everything = shop.till.addCategory('Everything')
    const { items } = shop.tillSandbox.state
    for (const { itemID } of [...items.ordered('itemID')]) items.change(itemID, { categoryID: everything })
    const run = await shop.run('catalogue')
    const skus = shop.web.shop.products().filter(({ views }) => views.all?.visibility !== '1')
    expect(skus.filter(({ categoryIds }) => categoryIds.length !== 1)).toEqual([])
    expect(handedIn(shop)).toBeGreaterThan(0)
    expect(shop.writes()['POST /V1/products'] ?? 0).toBeLessThan(run.counts.created)
    await expectAllIsWell(shop)
  })

  test('are saved one by one where nobody works off the queue, without a wait and without a problem', async () => {
    const shop = await aSlowShop(4000)
    shop.web.consumer.stop()
    const run = await shop.run('catalogue')
    expect(shop.web.shop.count().products).toBe(run.counts.created)
    expect(route(shop)).toEqual({ route: 'direct', why: 'silent' })
    // nothing but what says whether somebody works was handed in
    expect([handedIn(shop), shop.web.consumer.waiting()]).toEqual([1, 1])
    const { startedAt, endedAt } = run
    const took = Date.parse(endedAt ?? startedAt) - Date.parse(startedAt)
    expect(took / (run.counts.created * 4000)).toBeLessThan(1.1)
    await expectAllIsWell(shop)
  })

  test('are saved one by one in a shop that has no queue', async () => {
    const shop = await aSlowShop()
    shop.web.shop.settings.version = '2.2'
    const run = await shop.run('catalogue')
    expect(shop.web.shop.count().products).toBe(run.counts.created)
    expect(route(shop)).toEqual({ route: 'direct', why: 'missing' })
  })

  test('that are few take no detour: the shop is not even asked', async () => {
    const shop = await openShop({ items: 30 })
    shop.web.shop.settings.saveMs = 2000
    await shop.run('catalogue')
    expect(handedIn(shop)).toBe(0)
  })

  test('take the direct way in a shop that is fast', async () => {
    const shop = await openShop({ items: 200 })
    shop.web.shop.settings.saveMs = 20
    await shop.run('catalogue')
    expect(handedIn(shop)).toBe(0)
  })
})

describe('the queue of the shop', () => {
  test('dies in the middle: the others are saved one by one, and the merchant is told how to start it', async () => {
    const shop = await aSlowShop(4000)
    await shop.run('catalogue', { dryRun: true })
    onceHandedIn(shop, 70_000, () => shop.web.consumer.stop())
    const run = await shop.run('catalogue')
    expect(run.outcome?.kind).toMatch(/^done/)
    expect(shop.web.consumer.waiting()).toBeGreaterThan(0)
    expect(shop.web.shop.count().products).toBe(shop.ledger.links.count('linked'))
    expect(doubles(shop)).toEqual([])
    expect(shop.problems().map(([kind]) => kind)).toContain('queue-stopped')
    shop.web.consumer.start()
    shop.clock.forward(3_600_000)
    await expectAllIsWell(shop)
    expect(shop.ledger.bulks.all()).toEqual([])
    // and long lists go through it again
    shop.forgetRequests()
    renameAll(shop, 'II')
    await shop.run('catalogue')
    expect(handedIn(shop)).toBeGreaterThan(1)
  })

  test('is far behind: nobody waits, and what comes late harms nothing', async () => {
    const shop = await aSlowShop()
    onceHandedIn(shop, 0, () => shop.web.consumer.late(15 * 60_000))
    await shop.run('catalogue')
    shop.clock.forward(3_600_000)
    await expectAllIsWell(shop)
    expect(shop.ledger.bulks.all()).toEqual([])
  })

  test('loses some for ever: they are saved one by one, and are not asked about for ever', async () => {
    const shop = await aSlowShop(4000)
    onceHandedIn(shop, 0, () => shop.web.consumer.lose(7))
    await shop.run('catalogue')
    await expectAllIsWell(shop)
    expect(shop.ledger.bulks.all().length).toBeGreaterThan(0)
    // a day later the consumer has long since come to newer ones
    shop.clock.forward(25 * 3_600_000)
    renameAll(shop, 'II')
    await shop.run('catalogue')
    shop.clock.forward(3_600_000)
    await shop.sync()
    expect(shop.ledger.bulks.all()).toEqual([])
  })

  test('is worked off by several at once, with deadlocks: all arrive', async () => {
    const shop = await aSlowShop()
    shop.web.consumer.workers(3)
    shop.web.shop.settings.deadlockAbove = 2
    await shop.run('catalogue')
    await expectAllIsWell(shop)
  })

  test('works so fast that its books do not follow: what is there is not made again', async () => {
    const shop = await aSlowShop()
    onceHandedIn(shop, 0, () => {
      shop.web.shop.settings.publishesFirst = true
    })
    await shop.run('catalogue')
    await expectAllIsWell(shop)
  })
})

describe('one of many products', () => {
  test('whose web address another product has gets another one', async () => {
    const shop = await aSlowShop()
    const names = shop.tillSandbox.state.items.ordered('itemID').map(({ description }) => description)
    shop.web.shop.addProduct({ sku: 'OLD', name: names.at(-3) ?? '' })
    await shop.run('catalogue')
    expect(handedIn(shop)).toBeGreaterThan(1)
    await shop.sync()
    expect(shop.problems().filter(([kind]) => kind === 'url-key-taken')).toEqual([])
    expect(doubles(shop)).toEqual([])
  })

  test('that the shop refuses is a problem on that item, and the others arrive', async () => {
    const shop = await aSlowShop()
    // the shop takes the unknown attribute set of one product in, and finds it out when its turn comes
    const { http } = shop.network
    let spoilt = ''
    shop.network.http = async (request, signal) => {
      const isList = request.url.includes('/async/bulk/') && (request.body ?? '').includes('"name"')
      if (!isList && !(spoilt !== '' && request.body?.includes(`"${spoilt}"`))) return http(request, signal)
      const body = request.body ?? ''
      spoilt ||= /"sku":"([^"\\]+)"/.exec(body)?.[1] ?? ''
      const at = body.indexOf(`"sku":"${spoilt}"`)
      const bad = body.slice(0, at) + body.slice(at).replace('"attribute_set_id":4', '"attribute_set_id":99')
      return http({ ...request, body: bad }, signal)
    }
    const run = await shop.run('catalogue')
    expect(shop.problems()).toContainEqual(['refused-by-shop', spoilt])
    expect(shop.web.shop.count().products).toBe(run.counts.created)
    expect(shop.web.shop.product(spoilt)).toBeUndefined()
    shop.network.http = http
    await shop.sync({ force: true })
    await expectAllIsWell(shop)
  })
})

describe('the door of the queue', () => {
  test('refuses a list: it is halved until the bad one stands alone, and all arrive', async () => {
    const shop = await aSlowShop()
    onceHandedIn(shop, 0, () =>
      shop.web.faults.add({
        route: 'POST /async/bulk/V1/products',
        status: 400,
        times: 3,
        body: '{"message":"Error occurred during \\"weight\\" processing."}',
      }),
    )
    await shop.run('catalogue')
    expect(answersOf(shop, 400)).toBe(3)
    await expectAllIsWell(shop)
  })

  test('loses its answer, before or after it took the list: all arrive, and once', async () => {
    for (const when of ['before', 'after'] as const) {
      const shop = await aSlowShop()
      onceHandedIn(shop, 0, () =>
        shop.web.faults.add({ route: 'POST /async/bulk/V1/products', status: 504, html: true, when }),
      )
      await shop.run('catalogue')
      expect(answersOf(shop, 504)).toBe(1)
      shop.clock.forward(25 * 3_600_000)
      await expectAllIsWell(shop)
      expect(shop.ledger.bulks.all()).toEqual([])
    }
  })

  test('takes lists, and the shop does not let us see what became of them', async () => {
    const shop = await aSlowShop()
    shop.web.faults.add({
      route: 'GET /V1/bulk/:bulkUuid/status',
      status: 401,
      times: 1000,
      body: JSON.stringify({
        message: "The consumer isn't authorized to access %resources.",
        parameters: { resources: 'Magento_Logging::system_magento_logging_bulk_operations' },
      }),
    })
    await shop.run('catalogue')
    expect(route(shop)).toEqual({ route: 'direct', why: 'forbidden' })
    await expectAllIsWell(shop)
  })
})

describe('a sync that ends in the middle', () => {
  test('leaves what it handed in to the shop: the next one makes none of it again', async () => {
    const shop = await aSlowShop()
    onceHandedIn(shop, 70_000, () => {
      for (const run of shop.runs.running()) shop.runs.cancel(run.id)
    })
    const run = await shop.run('catalogue')
    expect([run.outcome, shop.ledger.bulks.all().length > 0]).toEqual([{ kind: 'cancelled' }, true])
    await shop.sync()
    expect(doubles(shop)).toEqual([])
    shop.clock.forward(600_000)
    await expectAllIsWell(shop)
    expect(shop.ledger.bulks.all()).toEqual([])
  })

  test('when the power goes: nothing is made twice, and nothing is forgotten', async () => {
    const shop = await aSlowShop()
    onceHandedIn(shop, 70_000, () => {
      throw new Error('the power is gone')
    })
    await shop.runBroken('catalogue')
    expect(shop.ledger.bulks.all().length).toBeGreaterThan(0)
    await shop.sync()
    shop.clock.forward(600_000)
    await expectAllIsWell(shop)
    expect(shop.ledger.bulks.all()).toEqual([])
  })
})

describe('many changed products', () => {
  test('go through the queue without price, stock or status, and keep their web addresses', async () => {
    const shop = await aSlowShop(4000)
    await shop.sync()
    await shop.sync()
    const bodies: string[] = []
    const { http } = shop.network
    shop.network.http = async (request, signal) => {
      if (request.url.includes('/async/bulk/')) bodies.push(request.body ?? '')
      return http(request, signal)
    }
    const keys = () => shop.web.shop.skus().map((sku) => shop.shown(sku, 'url_key')?.url_key)
    const before = keys()
    renameAll(shop, 'II')
    const run = await shop.run('catalogue')
    expect(route(shop)).toEqual({ route: 'bulk', why: 'faster' })
    const sent = bodies.filter((body) => body.includes(' II"'))
    expect(sent.length).toBeGreaterThan(0)
    for (const word of ['"price"', '"status"', '"stock', '"qty"', '"quantity"', 'special_price'])
      expect(sent.filter((body) => body.includes(word))).toEqual([])
    expect(keys()).toEqual(before)
    expect(run.counts.updated).toBe(shop.web.shop.count().products)
    await expectAllIsWell(shop)
  })

  test('whose queue wakes up when newer names are there long ago: the newer ones stay', async () => {
    const shop = await aSlowShop(4000)
    await shop.sync()
    await shop.sync()
    renameAll(shop, 'II')
    onceHandedIn(shop, 70_000, () => shop.web.consumer.stop())
    await shop.run('catalogue')
    expect(shop.ledger.bulks.all().length).toBeGreaterThan(0)
    shop.clock.forward(3_600_000)
    renameAll(shop, 'III')
    await shop.sync()
    shop.web.consumer.start()
    shop.clock.forward(3_600_000)
    await shop.sync()
    shop.clock.forward(3_600_000)
    await shop.sync()
    const names = shop.web.shop.skus().map((sku) => shop.shown(sku, 'name')?.name ?? '')
    expect(names.filter((name) => !name.endsWith('II III'))).toEqual([])
    await expectAllIsWell(shop)
    expect(shop.ledger.bulks.all()).toEqual([])
  })
})
