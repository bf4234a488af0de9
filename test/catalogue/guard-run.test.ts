import { describe, expect, test } from 'vitest'
import { openShop, type TestShop } from './shop.ts'

/** A shop with 30 items online. */
async function withThirty(): Promise<{ shop: TestShop; ids: number[] }> {
  const shop = await openShop()
  const ids = Array.from({ length: 30 }, (_, at) =>
    Number(shop.addItem({ customSku: `BELL-${at}`, description: `Bell ${at}`, stock: { 1: 5 } })),
  )
  await shop.sync()
  shop.forgetRequests()
  return { shop, ids }
}

const disabled = (shop: TestShop) =>
  shop.web.shop.products().filter(({ views }) => views.all?.status === '2').length

describe('most of the catalogue would go offline', () => {
  test('nothing of it is written, everything else goes on, and the merchant is asked', async () => {
    const { shop, ids } = await withThirty()
    for (const id of ids.slice(0, 25)) shop.till.unpublish(id)
    shop.till.setPrice(ids[29] ?? 0, 21)
    const run = await shop.run('catalogue')
    expect([run.outcome, disabled(shop), shop.shown('BELL-29', 'price')]).toEqual([
      { kind: 'held-by-guard', decisions: 1 },
      0,
      { price: '21.000000' },
    ])
    expect(shop.ledger.decisions.unanswered()).toMatchObject([{ kind: 'disable', products: 25, linked: 30 }])
    expect(shop.ledger.decisions.unanswered()[0]?.examples).toHaveLength(5)
  })

  test('yes carries it out, and is not asked about again', async () => {
    const { shop, ids } = await withThirty()
    for (const id of ids.slice(0, 25)) shop.till.unpublish(id)
    await shop.run('catalogue')
    shop.ledger.decisions.answer(shop.ledger.decisions.unanswered()[0]?.id ?? 0, 'yes')
    const run = await shop.run('catalogue')
    expect([run.outcome, disabled(shop), shop.ledger.decisions.unanswered()]).toEqual([
      { kind: 'done' },
      25,
      [],
    ])
    shop.till.unpublish(ids[29] ?? 0)
    await shop.run('catalogue')
    expect(disabled(shop)).toBe(26)
  })

  test('no keeps it back without asking again, and items that come back are forgotten', async () => {
    const { shop, ids } = await withThirty()
    for (const id of ids.slice(0, 25)) shop.till.unpublish(id)
    await shop.run('catalogue')
    shop.ledger.decisions.answer(shop.ledger.decisions.unanswered()[0]?.id ?? 0, 'no')
    const run = await shop.run('catalogue')
    expect([run.outcome, disabled(shop), shop.ledger.decisions.unanswered()]).toEqual([
      { kind: 'done' },
      0,
      [],
    ])
    for (const id of ids) shop.till.publish(id)
    await shop.run('catalogue')
    expect([shop.ledger.decisions.current('disable'), disabled(shop)]).toEqual([null, 0])
  })

  test('in small steps is seen too', async () => {
    const { shop, ids } = await withThirty()
    for (const id of ids.slice(0, 20)) shop.till.unpublish(id)
    await shop.run('catalogue')
    expect(disabled(shop)).toBe(20)
    shop.till.unpublish(ids[20] ?? 0)
    const run = await shop.run('catalogue')
    expect([run.outcome, disabled(shop)]).toEqual([{ kind: 'held-by-guard', decisions: 1 }, 20])
    shop.clock.forward(25 * 3_600_000)
    await shop.run('catalogue')
    expect(disabled(shop)).toBe(21)
  })
})

test('most of the stock that would go to zero waits for the merchant', async () => {
  const { shop, ids } = await withThirty()
  for (const id of ids.slice(0, 25)) shop.till.setQoh(id, 0)
  shop.till.sell(ids[29] ?? 0, 1)
  const run = await shop.run('stock')
  expect([run.outcome, run.counts.stock, shop.stockOf('BELL-0'), shop.stockOf('BELL-29')]).toEqual([
    { kind: 'held-by-guard', decisions: 1 },
    1,
    { default: 5 },
    { default: 4 },
  ])
  shop.ledger.decisions.answer(shop.ledger.decisions.unanswered()[0]?.id ?? 0, 'yes')
  await shop.run('stock')
  expect(shop.stockOf('BELL-0')).toEqual({ default: 0 })
})

test('a decision is carried out with the newest numbers of the till', async () => {
  const { shop, ids } = await withThirty()
  for (const id of ids.slice(0, 25)) shop.till.setQoh(id, 0)
  await shop.run('stock')
  shop.till.receive(ids[0] ?? 0, 7)
  shop.ledger.decisions.answer(shop.ledger.decisions.unanswered()[0]?.id ?? 0, 'yes')
  await shop.run('stock')
  expect([shop.stockOf('BELL-0'), shop.stockOf('BELL-1')]).toEqual([{ default: 7 }, { default: 0 }])
})

test('prices that fall by more than half on many products wait for the merchant', async () => {
  const { shop, ids } = await withThirty()
  for (const id of ids.slice(0, 6)) shop.till.setPrice(id, 1.99)
  const run = await shop.run('catalogue')
  expect([run.outcome, shop.shown('BELL-0', 'price')]).toEqual([
    { kind: 'held-by-guard', decisions: 1 },
    { price: '19.950000' },
  ])
})

test('many new products though the selection did not change wait for the merchant; a changed selection is a wish', async () => {
  const { shop } = await withThirty()
  for (let at = 0; at < 25; at += 1) {
    shop.addItem({ customSku: `NEW-${at}`, description: `New ${at}` })
    shop.addItem({ customSku: `SHELF-${at}`, description: `Shelf ${at}`, publishToEcom: false })
  }
  const run = await shop.run('catalogue')
  expect([run.outcome, shop.web.shop.count().products]).toEqual([{ kind: 'held-by-guard', decisions: 1 }, 30])
  shop.ledger.rules.set({ ...shop.ledger.rules.current(), selection: { kind: 'all' } })
  const next = await shop.run('catalogue')
  expect([next.outcome, shop.web.shop.count().products]).toEqual([{ kind: 'done' }, 80])
})

test('SKUs that are renamed in mass at the till make no new products: each is held, and its stock still follows', async () => {
  const { shop, ids } = await withThirty()
  for (const [at, id] of ids.entries()) shop.till.setCustomSku(id, `NEW-${at}`)
  shop.till.sell(ids[0] ?? 0, 1, 1)
  await shop.sync()
  expect(shop.web.shop.products()).toHaveLength(30)
  expect(new Set(shop.problems().map(([kind]) => kind))).toEqual(new Set(['sku-changed']))
  expect(shop.problems()).toHaveLength(30)
  expect(shop.stockOf('BELL-0')).toEqual({ default: 4 })
})

test('an empty feed where there were items stops the run before anything is written', async () => {
  const { shop } = await withThirty()
  shop.tillSandbox.faults.add({
    route: 'GET Item',
    status: 200,
    headers: { 'Content-Type': 'application/json' },
    body: '{"@attributes":{"next":"","previous":""}}',
  })
  const run = await shop.run('catalogue', { scope: { kind: 'full' } })
  expect(run.outcome).toEqual({
    kind: 'stopped-by-guard',
    reason: { key: 'guard.feed-broken', params: { met: 0, unmet: 30 } },
  })
  expect([disabled(shop), shop.writes()]).toEqual([0, {}])
})

test('an item that vanished from the till is disabled after the nightly read', async () => {
  const { shop, ids } = await withThirty()
  shop.tillSandbox.state.items.remove(ids[3] ?? 0)
  await shop.run('catalogue', { scope: { kind: 'full' } })
  expect(shop.shown('BELL-3', 'status')).toEqual({ status: '2' })
})

test('stock rows that are missing are never zero', async () => {
  const { shop, ids } = await withThirty()
  const rows = shop.tillSandbox.state.itemShops
  const lost = rows.having('itemID', ids[0] ?? 0).filter(({ shopID }) => shopID !== 0)
  for (const row of lost) rows.remove(row.itemShopID)
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.stockOf('BELL-0')).toEqual({ default: 5 })
})

test('stock rows that are missing on a scale stop the run before anything is written', async () => {
  const shop = await openShop()
  const ids = Array.from({ length: 30 }, (_, at) =>
    Number(shop.addItem({ customSku: `BELL-${at}`, description: `Bell ${at}`, stock: { 1: 5 } })),
  )
  const rows = shop.tillSandbox.state.itemShops
  for (const id of ids.slice(0, 25)) {
    for (const row of [...rows.having('itemID', id)]) if (row.shopID !== 0) rows.remove(row.itemShopID)
  }
  const run = await shop.run('catalogue')
  expect([run.outcome, shop.writes()]).toEqual([
    { kind: 'stopped-by-guard', reason: { key: 'guard.stock-missing', params: { missing: 25, known: 30 } } },
    {},
  ])
})
