import { describe, expect, test } from 'vitest'
import { openShop } from './shop.ts'

test('the first item travels from the till to the shop', async () => {
  const shop = await openShop()
  shop.addItem({ description: 'Brass bell', customSku: 'BELL-1', stock: { 1: 3, 2: 4 } })
  const [catalogue] = await shop.sync()
  expect(catalogue?.outcome).toEqual({ kind: 'done' })
  expect(shop.shown('BELL-1', 'name', 'price', 'status', 'visibility', 'url_key', 'tax_class_id')).toEqual({
    name: 'Brass bell',
    price: '19.950000',
    status: '1',
    visibility: '4',
    url_key: 'brass-bell',
    tax_class_id: '2',
  })
  expect(shop.stockOf('BELL-1')).toEqual({ default: 7 })
  expect(shop.problems()).toEqual([])
})

test('a second sync writes nothing', async () => {
  const shop = await openShop()
  shop.addItem()
  await shop.sync()
  shop.forgetRequests()
  const runs = await shop.sync()
  expect(runs.map((run) => run.outcome)).toEqual([{ kind: 'done' }, { kind: 'done' }])
  expect(shop.web.requests.all()).toEqual([])
})

test('500 items of a real shop arrive, and a second sync writes nothing', async () => {
  const shop = await openShop({ items: 500, matrices: true })
  const [catalogue] = await shop.sync()
  expect(catalogue?.counts.created).toBeGreaterThan(200)
  expect(shop.web.shop.count().products).toBe(catalogue?.counts.created)
  shop.forgetRequests()
  await shop.sync()
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.web.requests.all()).toEqual([])
}, 60_000)

describe('what the merchant does at the till reaches the shop', () => {
  test('a sale is one call with one number', async () => {
    const shop = await openShop()
    const bell = shop.addItem({ stock: { 1: 3 } })
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell' })
    await shop.sync()
    shop.forgetRequests()
    shop.till.sell(Number(bell), 1)
    const run = await shop.run('stock')
    expect(shop.writes()).toEqual({ 'POST /V1/inventory/source-items': 1 })
    expect([shop.stockOf('BELL-1'), run.counts.stock]).toEqual([{ default: 2 }, 1])
  })

  test('a new price is one call that touches nothing else', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    await shop.sync()
    shop.forgetRequests()
    shop.till.setPrice(Number(bell), 24.5)
    await shop.sync()
    expect(shop.writes()).toEqual({ 'POST /V1/products/base-prices': 1 })
    expect(shop.shown('BELL-1', 'price')).toEqual({ price: '24.500000' })
  })

  test('a new name keeps the web address', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    await shop.sync()
    shop.web.shop.edit('BELL-1', { custom_attributes: [{ attribute_code: 'url_key', value: 'best-bell' }] })
    shop.till.rename(Number(bell), 'Copper bell')
    await shop.sync()
    expect(shop.shown('BELL-1', 'name', 'url_key')).toEqual({ name: 'Copper bell', url_key: 'best-bell' })
  })

  test('an archived item is disabled in the shop, and enabled when it comes back', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    await shop.sync()
    shop.till.archive(Number(bell))
    const [run] = await shop.sync()
    expect([shop.shown('BELL-1', 'status'), run?.counts.disabled]).toEqual([{ status: '2' }, 1])
    shop.till.unarchive(Number(bell))
    shop.till.setQoh(Number(bell), 5)
    await shop.sync()
    expect(shop.shown('BELL-1', 'status')).toEqual({ status: '1' })
    expect(shop.stockOf('BELL-1')).toEqual({ default: 5 })
  })

  test('an item that is no longer published is disabled, not deleted', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    await shop.sync()
    shop.till.unpublish(Number(bell))
    await shop.sync()
    expect(shop.shown('BELL-1', 'status')).toEqual({ status: '2' })
  })

  test('an item that was never online touches nothing when it is archived', async () => {
    const shop = await openShop()
    const bell = shop.addItem({ publishToEcom: false })
    await shop.sync()
    shop.till.archive(Number(bell))
    await shop.sync()
    expect([shop.web.shop.count().products, shop.writes()]).toEqual([0, {}])
  })
})

describe('a new product', () => {
  test('of a name that is taken gets the SKU into its web address', async () => {
    const shop = await openShop()
    shop.addItem({ customSku: 'BELL-1' })
    shop.addItem({ customSku: 'BELL-2' })
    shop.addItem({ customSku: '鈴', description: '真鍮の鈴' })
    await shop.sync()
    const keys = ['BELL-1', 'BELL-2', '鈴'].map((sku) => shop.shown(sku, 'url_key')?.url_key)
    expect(keys).toEqual(['brass-bell', 'brass-bell-bell-2', 'item-3'])
    expect(shop.problems()).toEqual([])
  })

  test.each(['A/B', 'A,B', 'A B', 'A&B', 'A+B', 'A%B', 'A#B', 'é', '日本', "A'B", 'A"B'])(
    'can have the SKU %s, and its stock and price follow',
    async (sku) => {
      const shop = await openShop()
      const item = shop.addItem({ customSku: sku })
      await shop.sync()
      shop.till.sell(Number(item), 1)
      shop.till.setPrice(Number(item), 20)
      await shop.sync()
      expect([shop.shown(sku, 'price'), shop.stockOf(sku), shop.problems()]).toEqual([
        { price: '20.000000' },
        { default: 2 },
        [],
      ])
    },
  )

  test('without a custom SKU takes the system SKU', async () => {
    const shop = await openShop()
    shop.addItem({ customSku: '', systemSku: '210000000077' })
    await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['210000000077'])
  })

  test('can start disabled, and is then left to the merchant', async () => {
    const shop = await openShop({ rules: { newProducts: 'disabled' } })
    const bell = shop.addItem()
    await shop.sync()
    expect(shop.shown('BELL-1', 'status')).toEqual({ status: '2' })
    shop.web.shop.edit('BELL-1', { status: 1 })
    shop.till.rename(Number(bell), 'Copper bell')
    await shop.sync()
    expect(shop.shown('BELL-1', 'name', 'status')).toEqual({ name: 'Copper bell', status: '1' })
  })

  test('of a service has no stock', async () => {
    const shop = await openShop()
    shop.addItem({ customSku: 'TUNE-UP', description: 'Tune-up', itemType: 'non_inventory', stock: {} })
    await shop.sync()
    expect([shop.writes(), shop.problems()]).toEqual([{ 'POST /V1/products': 1 }, []])
  })
})

describe('an item that cannot go online says why, and the others go on', () => {
  test('a price of 0 is not sent', async () => {
    const shop = await openShop()
    const free = shop.addItem({ customSku: 'FREE', prices: [{ useTypeID: 1, amount: 0 }] })
    shop.addItem()
    const [run] = await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['BELL-1'])
    expect([run?.outcome, shop.problems()]).toEqual([
      { kind: 'done-with-problems', problems: 1 },
      [['price-missing', 'FREE']],
    ])
    shop.till.setPrice(Number(free), 5)
    await shop.sync()
    expect([shop.shown('FREE', 'price'), shop.problems()]).toEqual([{ price: '5.000000' }, []])
  })

  test('a price that becomes 0 leaves the shop with the one it has', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    await shop.sync()
    shop.till.setPrice(Number(bell), 0)
    await shop.sync()
    expect(shop.shown('BELL-1', 'price')).toEqual({ price: '19.950000' })
  })

  test('two new items of one SKU are both held; with the SKU changed both go online', async () => {
    const shop = await openShop()
    shop.addItem({ description: 'Brass bell' })
    const second = shop.addItem({ description: 'Steel bell', customSku: 'bell-1' })
    await shop.sync()
    expect([shop.web.shop.skus(), shop.problems()]).toEqual([
      [],
      [
        ['sku-duplicate', 'bell-1'],
        ['sku-duplicate', 'BELL-1'],
      ],
    ])
    shop.till.setCustomSku(Number(second), 'BELL-2')
    await shop.sync()
    expect([shop.web.shop.skus(), shop.problems()]).toEqual([['BELL-1', 'BELL-2'], []])
  })

  test('SKUs that differ in an accent are one SKU for the shop', async () => {
    const shop = await openShop()
    shop.addItem({ customSku: 'CAFE' })
    await shop.sync()
    shop.addItem({ customSku: 'Café', description: 'Coffee' })
    await shop.sync()
    expect([shop.shown('CAFE', 'name'), shop.problems()]).toEqual([
      { name: 'Brass bell' },
      [['sku-duplicate', 'Café']],
    ])
  })

  test('of duplicate SKUs the item that is online stays', async () => {
    const shop = await openShop()
    shop.addItem({ description: 'Brass bell' })
    await shop.sync()
    shop.addItem({ description: 'Steel bell', prices: [{ useTypeID: 1, amount: 1 }] })
    await shop.sync()
    expect(shop.shown('BELL-1', 'name', 'price')).toEqual({ name: 'Brass bell', price: '19.950000' })
    expect(shop.problems()).toEqual([['sku-duplicate', 'BELL-1']])
  })

  test('an item that is archived passes its product on to the one that takes its SKU', async () => {
    const shop = await openShop()
    const old = shop.addItem({ description: 'Brass bell' })
    await shop.sync()
    shop.till.archive(Number(old))
    shop.addItem({ description: 'Brass bell, new box', stock: { 1: 9 } })
    await shop.sync()
    expect(shop.shown('BELL-1', 'name', 'status')).toEqual({ name: 'Brass bell, new box', status: '1' })
    expect([shop.stockOf('BELL-1'), shop.problems(), shop.web.shop.count().products]).toEqual([
      { default: 9 },
      [],
      1,
    ])
  })

  test('a changed SKU of an item that is online is a problem, and its stock still follows', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    await shop.sync()
    shop.till.setCustomSku(Number(bell), 'BELL-9')
    shop.till.sell(Number(bell), 2)
    await shop.sync()
    expect([shop.web.shop.skus(), shop.problems(), shop.stockOf('BELL-1')]).toEqual([
      ['BELL-1'],
      [['sku-changed', 'BELL-9']],
      { default: 1 },
    ])
    shop.till.setCustomSku(Number(bell), 'BELL-1')
    await shop.sync()
    expect(shop.problems()).toEqual([])
  })

  test('a record that cannot be read is a problem of that item alone', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    const odd = shop.addItem({ customSku: 'ODD' })
    shop.till.edit(Number(odd), { archived: 'perhaps' as unknown as boolean })
    await shop.sync()
    expect([shop.web.shop.skus(), shop.problems()]).toEqual([['BELL-1'], [['record-unreadable', null]]])
    expect(shop.catalogue.explain(bell)?.state).toBe('online')
    shop.till.edit(Number(odd), { archived: false })
    await shop.sync()
    expect([shop.web.shop.skus(), shop.problems()]).toEqual([['BELL-1', 'ODD'], []])
  })

  test('a record that was unreadable for a while and is as it was before is no problem any more', async () => {
    const shop = await openShop()
    const bell = Number(shop.addItem())
    await shop.sync()
    const { state } = shop.tillSandbox
    state.items.change(bell, { archived: 'perhaps' as unknown as boolean })
    await shop.run('catalogue', { scope: { kind: 'full' } })
    expect(shop.problems()).toEqual([['record-unreadable', null]])
    state.items.change(bell, { archived: false })
    await shop.run('catalogue', { scope: { kind: 'full' } })
    expect(shop.problems()).toEqual([])
  })

  test('stock that moved unseen comes with a read of everything, though the item is as it was', async () => {
    const shop = await openShop()
    const bell = Number(shop.addItem())
    await shop.sync()
    const [row] = shop.tillSandbox.state.itemShops.having('itemID', bell).filter(({ shopID }) => shopID === 1)
    if (row === undefined) throw new Error('no stock')
    shop.tillSandbox.state.itemShops.change(row.itemShopID, { qoh: 8 })
    await shop.sync()
    expect(shop.stockOf('BELL-1')).toEqual({ default: 3 })
    expect((await shop.run('catalogue', { scope: { kind: 'full' } })).counts).toMatchObject({
      read: 1,
      changed: 0,
    })
    await shop.run('stock')
    expect(shop.stockOf('BELL-1')).toEqual({ default: 8 })
  })
})

describe('stock', () => {
  test('of several shops goes to their sources', async () => {
    const shopSources = [
      { shopId: '1', source: 'default' },
      { shopId: '2', source: 'station' },
    ] as never
    const shop = await openShop({ rules: { shopSources } })
    shop.web.shop.addSource('station')
    const bell = shop.addItem({ stock: { 1: 3, 2: 4 } })
    await shop.sync()
    expect(shop.stockOf('BELL-1')).toEqual({ default: 3, station: 4 })
    shop.forgetRequests()
    shop.till.sell(Number(bell), 1, 2)
    const run = await shop.run('stock')
    expect([shop.stockOf('BELL-1'), run.counts.stock]).toEqual([{ default: 3, station: 3 }, 1])
  })

  test('reaches a shop without sources too', async () => {
    const shop = await openShop({ multiSource: false })
    const bell = shop.addItem({ customSku: 'A/B' })
    await shop.sync()
    shop.till.sell(Number(bell), 1)
    await shop.sync()
    expect(shop.web.shop.product('A/B')?.stock).toEqual({ qty: 2, isInStock: true })
  })

  test('that is oversold at the till is none in the shop', async () => {
    const shop = await openShop()
    const bell = shop.addItem({ stock: { 1: 1 } })
    await shop.sync()
    shop.till.sell(Number(bell), 4)
    await shop.sync()
    expect(shop.web.shop.sourceItems('BELL-1')).toMatchObject([{ quantity: 0, status: 0 }])
  })

  test('of a changed safety stock follows without a question to the till', async () => {
    const shop = await openShop()
    shop.addItem({ stock: { 1: 5 } })
    await shop.sync()
    shop.ledger.rules.set({ ...shop.ledger.rules.current(), safetyStock: 2 })
    shop.tillSandbox.requests.clear()
    await shop.run('stock')
    expect(shop.stockOf('BELL-1')).toEqual({ default: 3 })
    expect(shop.tillSandbox.requests.all().map(({ route }) => route)).toEqual(['GET ItemShop'])
  })
})
