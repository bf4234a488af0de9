import { describe, expect, test } from 'vitest'
import { openShop } from '../catalogue/shop.ts'
import { openShopDays } from './shop-days.ts'

// Silence, and a screen that says what is not so. The number is the story's row in the collection of what users of other
// connectors suffered from.

const DAY = 1440
/** Rare syncs, so that weeks pass quickly. */
const seldom = {
  stock: { kind: 'every', seconds: 6 * 3600 },
  catalogue: { kind: 'every', seconds: 6 * 3600 },
} as const

test('row 5: nobody knows how one product fares: here each says its state, its last change and why, and is sent again alone', async () => {
  const shop = await openShop()
  const odd = shop.addItem({ customSku: 'ODD', description: 'Odd bell' })
  const late = shop.addItem({ customSku: 'LATE', description: 'Steel bell' })
  const online = shop.addItem({ customSku: 'ONLINE', description: 'Brass bell' })
  const refusal = JSON.stringify({ message: 'The colour is missing' })
  shop.web.faults.add({ route: 'POST /V1/products', status: 400, body: refusal })
  await shop.sync()
  shop.till.setPrice(Number(late), 30)
  shop.web.shop.settings.maintenance = true
  await shop.run('catalogue')
  const told = [online, late, odd].map((id) => shop.catalogue.explain(id))
  expect(told.map((one) => [one?.state, one?.why.key, one?.changes.length])).toEqual([
    ['online', 'reason.online', 4],
    ['waiting', 'reason.waiting-changes', 4],
    ['needs-you', 'problem.refused-by-shop.title', 0],
  ])
  expect(shop.told()).toEqual([expect.stringContaining('The web shop says: The colour is missing.')])
  shop.web.shop.settings.maintenance = false
  shop.forgetRequests()
  await shop.run('catalogue', { force: true, scope: { kind: 'items', itemIds: [odd] } })
  expect([shop.catalogue.explain(odd)?.state, shop.told(), shop.shown('LATE', 'price')]).toEqual([
    'online',
    [],
    { price: '19.950000' },
  ])
})

describe('the connection', () => {
  test('row 8: the token ended after 30 days while the screen said connected: here forty days pass, on and off, and "connected" is the age of the last good call', async () => {
    const shop = await openShopDays({ schedule: seldom })
    for (let day = 1; day <= 40; day += 1) {
      await shop.overnight(22 * 60)
      await shop.pass(2 * 60)
      const { lightspeed, state } = await shop.ask('status', {})
      const age = shop.now() - Date.parse((lightspeed.kind === 'connected' && lightspeed.lastGoodAt) || '')
      expect([day, state, lightspeed.kind, age <= 2 * 3_600_000]).toEqual([
        day,
        expect.stringMatching(/up-to-date|needs-you/),
        'connected',
        true,
      ])
    }
    shop.till.lockEmployee(1)
    await shop.pass(DAY)
    const { lightspeed } = await shop.ask('status', {})
    expect(lightspeed).toMatchObject({ kind: 'broken', reconnect: true })
    const age = shop.now() - Date.parse((lightspeed.kind === 'broken' && lightspeed.lastGoodAt) || '')
    expect(age).toBeGreaterThan(17 * 3_600_000)
    expect(shop.broken).toEqual([])
  }, 120_000)

  test('row 9: the warning stays after connecting anew: here it closes itself, and the work goes on by itself', async () => {
    const shop = await openShopDays({ schedule: seldom })
    shop.till.lockEmployee(1)
    await shop.pass(DAY / 2)
    expect([await shop.state(), await shop.problems()]).toEqual([
      expect.stringContaining('Lightspeed no longer accepts Tillbridge’s access'),
      expect.arrayContaining(['The till asks you to agree again']),
    ])
    shop.tillSandbox.state.employees.change(1, { lockOut: false })
    const { authorizeUrl } = await shop.ask('connectLightspeed', { clientId: 'sandbox-client' })
    await shop.meanwhile(shop.ask('finishLightspeed', { redirected: shop.tillSandbox.approve(authorizeUrl) }))
    expect(await shop.problems()).not.toContain('The till asks you to agree again')
    expect((await shop.ask('status', {})).lightspeed.kind).toBe('connected')
    await shop.pass(DAY / 2)
    expect((await shop.ask('status', {})).state).toMatch(/up-to-date|needs-you/)
  }, 60_000)
})

test('row 10: nobody can say why a product is missing: here every item says it in a sentence', async () => {
  const shop = await openShop()
  const items = [
    shop.addItem({ customSku: 'ONLINE', description: 'Online' }),
    shop.addItem({ customSku: 'HIDDEN', publishToEcom: false }),
    shop.addItem({ customSku: 'GONE', archived: true }),
    shop.addItem({ customSku: '', systemSku: '' }),
    shop.addItem({ customSku: 'FREE', prices: [] }),
  ]
  await shop.sync()
  expect(items.map((item) => shop.catalogue.explain(item)?.why.key)).toEqual([
    'reason.online',
    'reason.not-published',
    'reason.archived',
    'problem.sku-missing.title',
    'problem.price-missing.title',
  ])
})

test('row 11: a button does nothing: here each press is a run with an outcome, and a second press is shown the first one', async () => {
  const shop = await openShopDays()
  await shop.pass(2)
  const everything = { scope: { kind: 'changed' }, force: false, dryRun: false } as const
  const press = () => shop.ask('startRun', { jobs: ['catalogue'], mode: everything, trigger: 'window' })
  const [first, second] = await Promise.all([press(), press()])
  const [run] = first.started
  expect([second.started, second.running.map(({ id }) => id)]).toEqual([[], [run?.id]])
  const ended = await shop.meanwhile(shop.ask('awaitRun', { runId: run?.id ?? (0 as never) }))
  expect([ended.outcome?.kind, ended.counts.created, ended.counts.lightspeedRequests > 0]).toEqual([
    'done',
    0,
    true,
  ])
  expect((await shop.ask('runs', { limit: 100 })).map(({ id }) => id)).toContain(run?.id)
})

test('row 12: green everywhere and nothing imported: here a run counts what it saw, sent and held, and nothing read where there were items is no success', async () => {
  const shop = await openShop()
  shop.addItem()
  shop.addItem({ customSku: 'FREE', prices: [] })
  shop.addItem({ customSku: 'HIDDEN', publishToEcom: false })
  const first = await shop.run('catalogue')
  expect([first.outcome, first.counts]).toMatchObject([
    { kind: 'done-with-problems', problems: 1 },
    { read: 3, changed: 3, planned: 3, created: 1, held: 1, unchanged: 0, stock: 1 },
  ])
  shop.tillSandbox.faults.add({
    route: 'GET Item',
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: '{"@attributes":{"next":"","previous":""}}',
  })
  const run = await shop.run('catalogue', { scope: { kind: 'full' } })
  expect(run.outcome).toEqual({
    kind: 'stopped-by-guard',
    reason: { key: 'guard.feed-broken', params: { met: 0, unmet: 3 } },
  })
})

test('row 44: a warning every ten minutes until it is solved: here one at the start, one a day, and one when it is over', async () => {
  const every = (seconds: number) => ({ kind: 'every', seconds }) as const
  const shop = await openShopDays({ schedule: { stock: every(1800), catalogue: every(7200) } })
  const bell = shop.till.addItem({
    description: 'Brass bell',
    customSku: 'BELL-1',
    publishToEcom: true,
    prices: [{ useTypeID: 1, amount: 19.95 }],
    stock: { 1: 100 },
  })
  await shop.pass(30)
  shop.web.shop.settings.maintenance = true
  for (let hour = 0; hour < 53; hour += 1) {
    shop.till.sell(bell, 1)
    await shop.pass(60)
  }
  shop.web.shop.settings.maintenance = false
  shop.till.sell(bell, 1)
  await shop.pass(60)
  const days = shop.notices().map((notice) => notice.replace(/T\d\d:\d\d/, ''))
  expect(days).toEqual([
    '01-01 The sync could not go on',
    '01-02 The sync could not go on',
    '01-03 The sync could not go on',
    '01-03 Syncing again',
  ])
  expect(shop.broken).toEqual([])
}, 120_000)
