import { describe, expect, test } from 'vitest'
import { openShop } from './shop.ts'

const attribute = (attribute_code: string, value: string) => ({ attribute_code, value })

describe('before the merchant says go', () => {
  test('everything is read and planned, and nothing is written', async () => {
    const shop = await openShop({ go: false })
    shop.web.shop.addProduct({ sku: 'BELL-1', name: 'Bell', price: 25 })
    const bell = shop.addItem({ customSku: 'BELL-1' })
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell' })
    shop.addItem({ customSku: 'HIDDEN', publishToEcom: false })
    const [catalogue, stock] = await shop.sync()
    expect([catalogue?.outcome, stock?.outcome, shop.writes()]).toEqual([
      { kind: 'awaiting-go' },
      { kind: 'done' },
      {},
    ])
    expect(shop.catalogue.goPreview()).toMatchObject({
      selected: 2,
      create: 1,
      update: 1,
      disable: 0,
      stock: 2,
      overwrites: 1,
      byBarcode: 0,
    })
    expect(shop.catalogue.explain(bell)).toMatchObject({
      state: 'waiting',
      why: { key: 'reason.waiting-go' },
    })
  })

  test('the plan that waits is made once, and again when something changes', async () => {
    const shop = await openShop({ go: false })
    const bell = shop.addItem()
    await shop.sync()
    shop.forgetRequests()
    const again = await shop.run('catalogue')
    expect([again.outcome, shop.web.requests.all(), shop.catalogue.goPreview()?.create]).toEqual([
      { kind: 'awaiting-go' },
      [],
      1,
    ])
    shop.till.unpublish(Number(bell))
    await shop.run('catalogue')
    expect(shop.catalogue.goPreview()?.create).toBe(0)
  })

  test('what would be overwritten is told with both values', async () => {
    const shop = await openShop({ go: false })
    shop.web.shop.addProduct({ sku: 'BELL-1', name: 'Bell', price: 25 })
    shop.addItem()
    const run = await shop.run('catalogue')
    const { rows, total } = shop.catalogue.planRows(run.id, 0, 100)
    expect([total, rows.filter(({ kind }) => kind === 'update')]).toEqual([
      4,
      [
        expect.objectContaining({
          sku: 'BELL-1',
          name: 'Brass bell',
          facet: 'details',
          fields: [{ field: 'name', before: 'Bell', after: 'Brass bell' }],
        }),
        expect.objectContaining({
          facet: 'price',
          fields: [{ field: 'price', before: '25', after: '19.95' }],
        }),
      ],
    ])
  })

  test('go sends what was planned, and what the shop held is kept', async () => {
    const shop = await openShop({ go: false })
    shop.web.shop.addProduct({ sku: 'BELL-1', name: 'Bell', price: 25 })
    const bell = shop.addItem()
    await shop.run('catalogue')
    shop.ledger.pair.go()
    const run = await shop.run('catalogue')
    expect([run.outcome, run.counts.updated, shop.shown('BELL-1', 'name', 'price')]).toEqual([
      { kind: 'done' },
      1,
      { name: 'Brass bell', price: '19.950000' },
    ])
    const history = shop.ledger.changes
      .of(bell, 10)
      .map(({ facet, before, after }) => ({ facet, before, after }))
    expect(history).toEqual(
      expect.arrayContaining([
        { facet: 'details', before: { name: 'Bell' }, after: { name: 'Brass bell' } },
        { facet: 'price', before: { price: '25' }, after: { price: '19.95' } },
      ]),
    )
  })
})

describe('a shop that has products already', () => {
  test('keeps one that equals its item without a write', async () => {
    const shop = await openShop()
    shop.web.shop.addProduct({
      sku: 'bell-1',
      name: 'Brass bell',
      price: 19.95,
      custom_attributes: [attribute('description', 'Written in the shop.')],
    })
    shop.web.shop.setQuantity('bell-1', 'default', 3)
    shop.addItem()
    const [run] = await shop.sync()
    expect([run?.outcome, run?.counts.adopted, shop.writes()]).toEqual([{ kind: 'done' }, 1, {}])
    expect(shop.web.shop.skus()).toEqual(['bell-1'])
    shop.forgetRequests()
    await shop.sync()
    expect(shop.web.requests.all()).toEqual([])
  })

  test('never loses a description that the till does not have', async () => {
    const shop = await openShop()
    shop.web.shop.addProduct({
      sku: 'BELL-1',
      name: 'Bell',
      custom_attributes: [attribute('description', 'Written in the shop.')],
    })
    shop.addItem()
    await shop.sync()
    expect(shop.shown('BELL-1', 'name', 'description')).toEqual({
      name: 'Brass bell',
      description: 'Written in the shop.',
    })
  })

  test('has a product of another kind under the SKU: it is left alone', async () => {
    const shop = await openShop()
    shop.web.shop.addProduct({ sku: 'BELL-1', name: 'Bells', type_id: 'configurable' })
    shop.addItem()
    await shop.sync()
    expect([shop.writes(), shop.problems()]).toEqual([{}, [['product-type', 'BELL-1']]])
  })

  test('keeps what the mapping writes only into empty fields, or only into new products', async () => {
    const shop = await openShop()
    const current = shop.ledger.mapping.current()
    const policies = {
      description: 'when-empty',
      tax_class_id: 'on-create',
      short_description: 'never',
    } as const
    shop.ledger.mapping.set({
      ...current,
      rules: current.rules.map((rule) => ({
        ...rule,
        ...(rule.target in policies && { policy: policies[rule.target as keyof typeof policies] }),
        ...(rule.target.endsWith('description') && { source: { kind: 'fixed' as const, value: 'Rings.' } }),
      })),
    })
    shop.web.shop.addProduct({
      sku: 'BELL-1',
      name: 'Bell',
      custom_attributes: [attribute('description', 'Written in the shop.'), attribute('tax_class_id', '0')],
    })
    shop.web.shop.addProduct({ sku: 'BELL-2', name: 'Bell 2' })
    shop.addItem({ customSku: 'BELL-1' })
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell' })
    shop.addItem({ customSku: 'BELL-3', description: 'Copper bell' })
    await shop.sync()
    const codes = ['description', 'tax_class_id', 'short_description']
    expect(['BELL-1', 'BELL-2', 'BELL-3'].map((sku) => shop.shown(sku, ...codes))).toEqual([
      { description: 'Written in the shop.', tax_class_id: '0', short_description: undefined },
      { description: 'Rings.', tax_class_id: '2', short_description: undefined },
      { description: 'Rings.', tax_class_id: '2', short_description: undefined },
    ])
    shop.forgetRequests()
    await shop.sync()
    expect(shop.web.requests.all()).toEqual([])
  })
})

describe('a preview', () => {
  test('of the catalogue and of the stock writes nothing, and the sync after it does', async () => {
    const shop = await openShop()
    const bell = shop.addItem()
    const preview = await shop.run('catalogue', { dryRun: true })
    expect([preview.outcome, shop.writes()]).toEqual([{ kind: 'previewed' }, {}])
    expect(shop.ledger.plans.summary(preview.id)).toMatchObject({ create: 1, stock: 1 })
    await shop.sync()
    shop.till.sell(Number(bell), 1)
    shop.forgetRequests()
    const stock = await shop.run('stock', { dryRun: true })
    expect([shop.ledger.plans.summary(stock.id)?.stock, shop.writes()]).toEqual([1, {}])
    await shop.run('stock')
    expect(shop.stockOf('BELL-1')).toEqual({ default: 2 })
  })
})

test('a re-send writes everything again, one of chosen items only those', async () => {
  const shop = await openShop()
  shop.addItem()
  const steel = shop.addItem({ customSku: 'BELL-2', description: 'Steel bell' })
  await shop.sync()
  shop.web.shop.edit('BELL-1', { name: 'Changed by hand' })
  shop.web.shop.edit('BELL-2', { name: 'Changed by hand' })
  await shop.run('catalogue', { force: true, scope: { kind: 'items', itemIds: [steel] } })
  expect(['BELL-1', 'BELL-2'].map((sku) => shop.shown(sku, 'name')?.name)).toEqual([
    'Changed by hand',
    'Steel bell',
  ])
  await shop.run('catalogue', { force: true })
  expect(shop.shown('BELL-1', 'name', 'url_key')).toEqual({ name: 'Brass bell', url_key: 'brass-bell' })
})

test('a product that someone deleted in the shop is made again when its item changes', async () => {
  const shop = await openShop()
  const bell = shop.addItem()
  await shop.sync()
  await shop.remove('BELL-1')
  shop.till.rename(Number(bell), 'Copper bell')
  await shop.sync()
  expect([shop.shown('BELL-1', 'name', 'price'), shop.stockOf('BELL-1')]).toEqual([
    { name: 'Copper bell', price: '19.950000' },
    { default: 3 },
  ])
})
