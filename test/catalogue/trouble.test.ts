import { describe, expect, test } from 'vitest'
import { err } from '../../shared/result.ts'
import { openShop } from './shop.ts'

describe('the web shop has a bad day', () => {
  test('a create whose answer is lost becomes one product, not two', async () => {
    const shop = await openShop()
    shop.addItem()
    shop.web.faults.add({ route: 'POST /V1/products', loseAnswer: true })
    const [run] = await shop.sync()
    expect([run?.outcome, shop.web.shop.skus(), shop.stockOf('BELL-1'), shop.problems()]).toEqual([
      { kind: 'done' },
      ['BELL-1'],
      { default: 3 },
      [],
    ])
  })

  test('a create that was dropped on the way is sent again', async () => {
    const shop = await openShop()
    shop.addItem()
    shop.web.faults.add({ route: 'POST /V1/products', dropped: true, times: 2 })
    await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['BELL-1'])
  })

  test('a lost answer to stock and price is simply sent again', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    await shop.sync()
    shop.till.setPrice(Number(bell), 24.5)
    shop.till.sell(Number(bell), 1)
    shop.web.faults.add({ route: 'POST /V1/products/base-prices', loseAnswer: true })
    shop.web.faults.add({ route: 'POST /V1/inventory/source-items', loseAnswer: true })
    const runs = await shop.sync()
    expect(runs.map((run) => run.outcome)).toEqual([{ kind: 'done' }, { kind: 'done' }])
    expect([shop.shown('BELL-1', 'price'), shop.stockOf('BELL-1')]).toEqual([
      { price: '24.500000' },
      { default: 2 },
    ])
  })

  test('a deadlock is waited out', async () => {
    const shop = await openShop()
    shop.addItem()
    shop.web.faults.add({ route: 'POST /V1/products', status: 400, times: 2 })
    const [run] = await shop.sync()
    expect([run?.outcome, shop.web.shop.skus()]).toEqual([{ kind: 'done' }, ['BELL-1']])
  })

  test('it goes away in the middle: the run says so, and the next one brings the rest', async () => {
    const shop = await openShop({ items: 60 })
    const { http } = shop.network
    let left = 30
    shop.network.http = async (request, signal) =>
      left-- > 0 ? http(request, signal) : err({ kind: 'unreachable', reason: 'ECONNREFUSED' })
    const [broken] = await shop.sync()
    expect(broken?.outcome).toMatchObject({ kind: 'failed', reason: { key: 'magento.unreachable' } })
    const brought = shop.web.shop.count().products
    expect(brought).toBe(broken?.counts.created)
    shop.network.http = http
    const [next] = await shop.sync()
    expect(next?.outcome?.kind).toMatch(/^done/)
    expect(shop.web.shop.count().products).toBe(brought + (next?.counts.created ?? 0))
    expect(new Set(shop.web.shop.skus()).size).toBe(shop.web.shop.count().products)
  })

  test('it is in maintenance: the run says so and nothing is lost', async () => {
    const shop = await openShop()
    shop.addItem()
    shop.web.shop.settings.maintenance = true
    const [run] = await shop.sync()
    expect(run?.outcome).toMatchObject({ kind: 'failed', reason: { key: 'magento.maintenance' } })
    shop.web.shop.settings.maintenance = false
    await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['BELL-1'])
  })

  test('it refuses one item: a problem on that item, in its own words, and the others go on', async () => {
    const shop = await openShop()
    const odd = shop.addItem({ customSku: 'ODD', description: 'Odd bell' })
    shop.addItem()
    shop.web.faults.add({
      route: 'POST /V1/products',
      status: 400,
      body: '{"message":"The \\"Colour\\" attribute value is empty. Set the attribute and try again."}',
    })
    const [run] = await shop.sync()
    expect([run?.outcome, shop.web.shop.skus(), shop.problems()]).toEqual([
      { kind: 'done-with-problems', problems: 1 },
      ['BELL-1'],
      [['refused-by-shop', 'ODD']],
    ])
    expect(shop.ledger.problems.list(0, 1)[0]?.params.reason).toBe(
      'The "Colour" attribute value is empty. Set the attribute and try again.',
    )
    expect(shop.catalogue.explain(odd)).toMatchObject({ state: 'needs-you' })
    shop.forgetRequests()
    await shop.sync()
    expect(shop.writes()).toEqual({})
    await shop.run('catalogue', { force: true, scope: { kind: 'items', itemIds: [odd] } })
    expect([shop.web.shop.skus(), shop.problems()]).toEqual([['BELL-1', 'ODD'], []])
  })

  test('it breaks at every item: the run ends, nothing is held against the items, and all arrive later', async () => {
    const shop = await openShop({ items: 60 })
    shop.web.faults.add({ route: 'POST /V1/products', status: 500, times: 500 })
    const broken = await shop.run('catalogue')
    expect(broken.outcome).toMatchObject({ kind: 'failed', reason: { key: 'magento.internal-error' } })
    expect(shop.web.requests.writes().length).toBeLessThan(10)
    shop.web.faults.clear()
    await shop.sync()
    expect(shop.ledger.itemList.counts('2026-01-01T00:00:00.000Z').waiting).toBe(0)
    expect(shop.problems().filter(([kind]) => kind === 'refused-by-shop')).toEqual([])
  })

  test('it refuses every item in the same words: the run ends with those words instead of 500 problems', async () => {
    const shop = await openShop({ items: 100 })
    const current = shop.ledger.mapping.current()
    shop.ledger.mapping.set({
      ...current,
      rules: current.rules.map((rule) =>
        rule.target === 'attribute_set_id' ? { ...rule, source: { kind: 'fixed', value: '99' } } : rule,
      ),
    })
    const run = await shop.run('catalogue')
    expect(run.outcome).toMatchObject({
      kind: 'failed',
      reason: { key: 'magento.rejected', params: { said: expect.stringContaining('Invalid product data') } },
    })
    expect(shop.web.requests.writes()).toHaveLength(20)
  })

  test('one bad row of a stock batch is found, and the others arrive', async () => {
    const shopSources = [
      { shopId: '1', source: 'default' },
      { shopId: '2', source: 'nowhere' },
    ] as never
    const shop = await openShop({ rules: { shopSources } })
    shop.addItem({ stock: { 1: 3, 2: 1 } })
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', stock: { 1: 5 } })
    await shop.sync()
    expect([shop.stockOf('BELL-1'), shop.stockOf('BELL-2')]).toEqual([{ default: 3 }, { default: 5 }])
    expect(shop.problems()).toEqual([
      ['refused-by-shop', 'BELL-2'],
      ['refused-by-shop', 'BELL-1'],
    ])
  })

  test('it says yes and drops an attribute: told once, held, and mended by a re-send', async () => {
    const shop = await openShop()
    const current = shop.ledger.mapping.current()
    shop.ledger.mapping.set({
      ...current,
      rules: [
        ...current.rules,
        { target: 'material', source: { kind: 'fixed', value: 'Brass' }, steps: [], policy: 'always' },
      ],
    })
    const bell = shop.addItem()
    await shop.sync()
    expect([shop.web.shop.skus(), shop.problems()]).toEqual([['BELL-1'], [['attribute-dropped', 'BELL-1']]])
    expect(shop.ledger.problems.list(0, 1)[0]?.params.attribute).toBe('material')
    expect(shop.catalogue.explain(bell)).toMatchObject({ state: 'needs-you' })
    shop.forgetRequests()
    await shop.sync()
    expect([shop.writes(), shop.problems()]).toEqual([{}, [['attribute-dropped', 'BELL-1']]])
    shop.ledger.mapping.set(current)
    await shop.sync()
    expect(shop.problems()).toEqual([])
  })
})

describe('the till has a bad day', () => {
  test('it cannot be reached: the run fails with its own sentence and the shop is left alone', async () => {
    const shop = await openShop()
    shop.addItem()
    await shop.sync()
    shop.forgetRequests()
    shop.tillSandbox.faults.add({ route: 'GET ItemShop', dropped: true, times: 50 })
    const run = await shop.run('stock')
    expect(run.outcome).toMatchObject({ kind: 'failed' })
    expect(shop.web.requests.all()).toEqual([])
  })

  test('a run that is cancelled says so, and the next one goes on', async () => {
    const shop = await openShop({ items: 60 })
    const { http } = shop.network
    let left = 20
    shop.network.http = async (request, signal) => {
      if (left-- === 0) for (const run of shop.runs.running()) shop.runs.cancel(run.id)
      return http(request, signal)
    }
    const run = await shop.run('catalogue')
    expect(run.outcome).toEqual({ kind: 'cancelled' })
    const next = await shop.run('catalogue')
    expect(next.outcome?.kind).toMatch(/^done/)
    const skus = shop.web.shop.skus()
    expect([new Set(skus).size, shop.ledger.links.count('linked')]).toEqual([skus.length, skus.length])
  })
})
