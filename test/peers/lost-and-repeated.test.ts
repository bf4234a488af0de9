import { describe, expect, test } from 'vitest'
import { deriveState } from '../../main/runs/state.ts'
import { err } from '../../shared/result.ts'
import { createWords } from '../../shared/say.ts'
import { openShop, type TestShop } from '../catalogue/shop.ts'

// Lost answers, too many requests, hanging, and two writers at once.

/** No product twice, and each one paired. */
function expectNoDoubles(shop: TestShop): void {
  const skus = shop.web.shop.skus()
  expect([new Set(skus).size, shop.ledger.links.count('linked')]).toEqual([skus.length, skus.length])
}

test('row 1: duplicates from throttling: here the shop refuses for a while and the power goes between answer and note, and nothing is made twice', async () => {
  const shop = await openShop({ items: 60 })
  const { http } = shop.network
  let creates = 0
  shop.web.faults.add({ route: 'POST /V1/products', status: 429, retryAfterSeconds: 20, times: 3 })
  shop.network.http = async (request, signal) => {
    const answer = await http(request, signal)
    if (request.method === 'POST' && request.url.endsWith('/products')) creates += 1
    if (creates === 10) throw new Error('the power goes')
    return answer
  }
  await expect(shop.runBroken('catalogue')).resolves.toMatchObject({ kind: 'failed' })
  shop.network.http = http
  await shop.sync()
  expectNoDoubles(shop)
  shop.forgetRequests()
  await shop.sync()
  expect(shop.writes()).toEqual({})
})

test('row 2: a full sync is given up after three refusals: here any number is waited out, the wait is told with its end, and it goes on where it was', async () => {
  const shop = await openShop({ items: 300 })
  const refusal = { route: 'GET Item', status: 429, headers: { 'Retry-After': '120' } }
  const told: string[] = []
  const { sleep } = shop.clock
  const english = createWords({ language: 'en', timeZone: 'UTC' })
  shop.clock.sleep = async (ms, signal) => {
    const running = shop.runs.running()
    if (running[0]?.progress?.waitsUntil != null) told.push(said(shop, running, english))
    return sleep(ms, signal)
  }
  let pages = 0
  const { http } = shop.tillNetwork
  shop.tillNetwork.http = async (request, signal) => {
    const answer = await http(request, signal)
    if (answer.ok && answer.value.status === 200 && request.url.includes('/Item.json')) {
      pages += 1
      if (pages === 2) shop.tillSandbox.faults.add({ ...refusal, times: 12 })
    }
    return answer
  }
  const run = await shop.run('catalogue')
  expect([run.outcome?.kind, run.counts.read, pages]).toEqual(['done-with-problems', 300, 3])
  expect(told[0]).toMatch(/^Waiting for Lightspeed’s request budget, goes on at \d?\d:\d\d/)
  expect(told.length).toBeGreaterThanOrEqual(12)
})

function said(
  shop: TestShop,
  running: ReturnType<TestShop['runs']['running']>,
  english: ReturnType<typeof createWords>,
) {
  const { sentence } = deriveState({
    now: shop.clock.now(),
    setUp: 'done',
    connections: [],
    running,
    paused: null,
    jobs: [],
    decisions: 0,
    problems: 0,
    budget: null,
    lastChangeSentAt: null,
    watched: null,
  })
  return english.say(sentence, shop.clock.now())
}

test('row 4: one changed item fails the whole batch: here the bad one is found and the others arrive', async () => {
  const shop = await openShop()
  const bells = [1, 2, 3, 4, 5].map((at) =>
    Number(shop.addItem({ customSku: `BELL-${at}`, description: `Bell ${at}` })),
  )
  await shop.sync()
  await shop.remove('BELL-3')
  for (const bell of bells) shop.till.setPrice(bell, 33)
  const run = await shop.run('catalogue')
  expect([run.outcome, shop.problems()]).toEqual([
    { kind: 'done-with-problems', problems: 1 },
    [['refused-by-shop', 'BELL-3']],
  ])
  expect(shop.shown('BELL-5', 'price')).toEqual({ price: '33.000000' })
})

test('row 6: a sync hangs at 91 % for ever: here it tells how many are done, is ended after half an hour, and the next one brings the rest', async () => {
  const shop = await openShop()
  for (let at = 1; at <= 30; at += 1) shop.addItem({ customSku: `BELL-${at}`, description: `Bell ${at}` })
  const { http } = shop.network
  let creates = 0
  let hangs = () => {}
  const hanging = new Promise<void>((resolve) => {
    hangs = resolve
  })
  shop.network.http = (request, signal) => {
    if (request.method === 'POST' && request.url.endsWith('/products')) creates += 1
    if (creates !== 27) return http(request, signal)
    hangs()
    return new Promise(() => {})
  }
  const hung = shop.runBroken('catalogue')
  await hanging
  const [running] = shop.runs.running()
  expect(running?.progress).toMatchObject({ stage: 'send', done: 26 * 3, total: 30 * 4 })
  for (let minute = 0; minute < 32; minute += 1) {
    shop.clock.forward(60_000)
    shop.runs.watch()
  }
  expect(await hung).toEqual({
    kind: 'failed',
    reason: { key: 'failure.stalled', params: { minutes: 30 } },
  })
  shop.network.http = http
  await shop.sync()
  expect(shop.web.shop.count().products).toBe(30)
  expectNoDoubles(shop)
})

describe('row 16: two overlapping saves of one new SKU make two products', () => {
  test('here a create whose answer was lost while the shop was still at it becomes one product', async () => {
    const shop = await openShop()
    shop.web.shop.settings.saveMs = 8_000
    shop.addItem()
    const { http } = shop.network
    let lost = false
    shop.network.http = async (request, signal) => {
      if (lost || request.method !== 'POST' || !request.url.endsWith('/products'))
        return http(request, signal)
      lost = true
      void http(request)
      return err({ kind: 'lost', reason: 'ECONNRESET' })
    }
    await shop.sync()
    await shop.sync()
    expect([lost, shop.web.shop.skus(), shop.problems()]).toEqual([true, ['BELL-1'], []])
  })

  test('here whatever starts a sync, one run writes and the others are shown it', async () => {
    const shop = await openShop()
    shop.addItem()
    const mode = { scope: { kind: 'changed' }, force: false, dryRun: false } as const
    const catalogue = shop.run('catalogue')
    const others = (['command-line', 'tray', 'schedule'] as const).map(
      (trigger) => shop.runs.start('catalogue', mode, trigger)?.started,
    )
    const stock = shop.run('stock')
    await Promise.all([catalogue, stock])
    await shop.sync()
    expect([others, shop.web.shop.skus()]).toEqual([[false, false, false], ['BELL-1']])
  })

  test('here a shop that holds a SKU twice is recognised, explained and left alone until one is gone', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    const product = { id: 1, sku: 'BELL-1', type_id: 'simple', name: 'Bell', price: 5, status: 1 }
    const twins = { items: [product, { ...product, id: 2 }], total_count: 2 }
    shop.web.faults.add({ route: 'GET /V1/products', status: 200, body: JSON.stringify(twins), times: 5 })
    await shop.sync()
    expect([shop.writes(), shop.told()]).toEqual([
      {},
      [
        'Brass bell: the web shop holds this SKU twice — Two products answer to BELL-1. Delete the one you do not need in Magento, then send again.',
      ],
    ])
    shop.web.faults.clear()
    await shop.run('catalogue', { force: true, scope: { kind: 'items', itemIds: [bell] } })
    expect([shop.web.shop.skus(), shop.told()]).toEqual([['BELL-1'], []])
  })
})

test('row 17: deadlocks as soon as two saves run at once: here they are waited out at a slower pace, creates go one by one, and all arrive once', async () => {
  const shop = await openShop()
  const { settings } = shop.web.shop
  settings.saveMs = 250
  settings.deadlockAbove = 1
  const bells = Array.from({ length: 40 }, (_, at) =>
    Number(shop.addItem({ customSku: `BELL-${at}`, description: `Bell ${at}` })),
  )
  let creates = 0
  let most = 0
  const { http } = shop.network
  shop.network.http = async (request, signal) => {
    const isSave = request.method === 'POST' && request.url.endsWith('/products')
    if (isSave) {
      creates += 1
      most = Math.max(most, creates)
    }
    const answer = await http(request, signal)
    if (isSave) creates -= 1
    return answer
  }
  await shop.sync()
  expect([most, shop.web.shop.count().products]).toEqual([1, 40])
  for (const [at, bell] of bells.entries()) shop.till.rename(bell, `Copper bell ${at}`)
  const run = await shop.run('catalogue')
  expect([run.outcome, run.counts.updated, shop.shown('BELL-39', 'name')]).toEqual([
    { kind: 'done' },
    40,
    { name: 'Copper bell 39' },
  ])
  expectNoDoubles(shop)
})

test('row 18: the table of nonces deadlocks at a high rate of requests: here a thousand stocks are a few requests, each try has a nonce of its own, and a deadlock is waited out', async () => {
  const shop = await openShop({ items: 1000, rules: { selection: { kind: 'all' } } })
  await shop.sync()
  shop.forgetRequests()
  for (const { itemID } of shop.tillSandbox.state.items.ordered('itemID')) shop.till.receive(itemID, 1)
  const nonces: string[] = []
  const { http } = shop.network
  shop.network.http = (request, signal) => {
    nonces.push(request.headers.authorization?.match(/oauth_nonce="([^"]+)"/)?.[1] ?? '')
    return http(request, signal)
  }
  const deadlock =
    'SQLSTATE[40001]: Serialization failure: 1213 Deadlock found when trying to get lock; query was: INSERT INTO oauth_nonce'
  shop.web.faults.add({ route: 'POST /V1/inventory/source-items', status: 500, message: deadlock, times: 3 })
  const run = await shop.run('stock')
  expect([run.outcome?.kind, run.counts.stock > 500]).toEqual(['done', true])
  expect(nonces.length).toBeLessThanOrEqual(13)
  expect(new Set(nonces).size).toBe(nonces.length)
}, 60_000)
