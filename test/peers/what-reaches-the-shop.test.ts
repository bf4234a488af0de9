import { expect, test } from 'vitest'
import { projectStock } from '../../main/catalogue/projection/stock.ts'
import { ShopId } from '../../shared/ids.ts'
import { defaultRules } from '../../shared/rules.ts'
import { openShop } from '../catalogue/shop.ts'
import { openShopDays } from './shop-days.ts'

// What is sold, at what price, with how many pieces and under which address.

test('row 3: stock set to zero without a sell-out: here a stock row that is missing leaves the shop as it is', async () => {
  const shop = await openShop()
  const bell = shop.addItem({ stock: { 1: 3, 2: 2 } })
  await shop.sync()
  const rows = shop.tillSandbox.state.itemShops
  for (const row of [...rows.having('itemID', Number(bell))])
    if (row.shopID === 2) rows.remove(row.itemShopID)
  shop.till.rename(Number(bell), 'Copper bell')
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.stockOf('BELL-1')).toEqual({ default: 5 })
})

const brassBell = {
  description: 'Brass bell',
  customSku: 'BELL-1',
  publishToEcom: true,
  prices: [{ useTypeID: 1, amount: 19.95 }],
  stock: { 1: 3 },
}

test('row 7: archived items stay for sale, except when somebody presses the button: here the schedule alone takes them off', async () => {
  const shop = await openShopDays()
  const [kept, archived] = ['KEPT', 'GONE'].map((customSku) => shop.till.addItem({ ...brassBell, customSku }))
  await shop.pass(15)
  const status = () => ['KEPT', 'GONE'].map((sku) => shop.web.shop.product(sku)?.views.all?.status)
  expect([kept !== undefined, status()]).toEqual([true, ['1', '1']])
  shop.till.archive(archived ?? 0)
  await shop.pass(15)
  expect(status()).toEqual(['1', '2'])
  expect((await shop.ask('runs', { limit: 200 })).map(({ trigger }) => trigger)).toContain('schedule')
})

test('row 13: the web address is rewritten when the name changes: here it goes along unchanged', async () => {
  const shop = await openShop()
  const bell = shop.addItem()
  await shop.sync()
  shop.till.rename(Number(bell), 'Copper bell')
  await shop.sync()
  expect(shop.shown('BELL-1', 'name', 'url_key')).toEqual({ name: 'Copper bell', url_key: 'brass-bell' })
})

test('row 14: two products of one name clash: here the second gets its SKU into the address', async () => {
  const shop = await openShop()
  shop.addItem({ customSku: 'A 1' })
  shop.addItem({ customSku: 'A 2' })
  shop.addItem({ customSku: 'A 3' })
  await shop.sync()
  const keys = ['A 1', 'A 2', 'A 3'].map((sku) => shop.shown(sku, 'url_key')?.url_key)
  expect(keys).toEqual(['brass-bell', 'brass-bell-a-2', 'brass-bell-a-3'])
})

test('row 19: images vanish with an update: here no write ever names the gallery', async () => {
  const shop = await openShop()
  const bodies: string[] = []
  const { http } = shop.network
  shop.network.http = (request, signal) => {
    if (request.body !== undefined) bodies.push(request.body)
    return http(request, signal)
  }
  const bell = shop.addItem()
  await shop.sync()
  shop.till.rename(Number(bell), 'Copper bell')
  await shop.sync()
  expect(bodies.length).toBeGreaterThan(2)
  expect(bodies.filter((body) => /media_gallery|image/.test(body))).toEqual([])
})

test('row 28: a zero of the till blocks the shipment of what was sold online: here what is reserved stays until it is shipped', () => {
  const pushed = (onHand: number, reserved: number) => {
    const stock = projectStock({
      itemType: 'default',
      rows: [{ shopId: ShopId.parse('1'), qoh: onHand }],
      shops: [{ shopId: '1', name: 'Riverside' }],
      rules: { ...defaultRules, safetyStock: 2 },
      claims: () => ({ reserved, unexported: 0 }),
    })
    return stock.ok ? stock.value.map(({ value }) => value.quantity) : stock.reason
  }
  expect([pushed(0, 3), pushed(10, 3), pushed(10, 0)]).toEqual([['3'], ['11'], ['8']])
})

test('row 29: a module switches reservations off and stock is counted twice: here it is named at once, and each number shows its sum', async () => {
  const shop = await openShop({ rules: { safetyStock: 2 } })
  const bell = shop.addItem({ stock: { 1: 10, 2: 3 } })
  await shop.sync()
  expect(shop.catalogue.explain(bell)?.stock).toEqual([
    {
      source: 'default',
      shops: [
        { shopId: '1', name: 'Riverside', qoh: 10 },
        { shopId: '2', name: 'Station Street', qoh: 3 },
      ],
      onHand: 13,
      reserved: 0,
      unexported: 0,
      safety: 2,
      push: 11,
    },
  ])
  expect(shop.stockOf('BELL-1')).toEqual({ default: 11 })
  const modules = JSON.stringify(['Magento_Catalog', 'Ampersand_DisableStockReservation'])
  shop.web.faults.add({ route: 'GET /V1/modules', status: 200, body: modules })
  expect(await shop.warnings()).toEqual([
    'The module Ampersand_DisableStockReservation switches reservations off. Stock numbers may count web orders twice.',
  ])
})

test('row 30: one stock location in several stocks sells more than there is: here it is warned of by name', async () => {
  const shop = await openShop()
  expect(await shop.warnings()).toEqual([])
  shop.web.shop.addSource('station', 'Station Street')
  shop.web.shop.addStock('Wholesale', ['station'], ['base'])
  shop.web.shop.addStock('Second stock', ['default', 'station'], ['base'])
  expect(await shop.warnings()).toEqual([
    'These stock locations serve several stocks: default, station. Magento may sell more than there is.',
  ])
})

test.each(['/', '&', '+', '%', '#', ' ', 'é', '%2F', '"'])(
  'row 34: a SKU with %s is not found, or its signature is wrong: here it is made, priced, counted and renamed, and never stands in an address',
  async (odd) => {
    const shop = await openShop()
    const sku = `A${odd}B${odd}C`
    const item = shop.addItem({ customSku: sku })
    await shop.sync()
    shop.till.sell(Number(item), 1)
    shop.till.setPrice(Number(item), 15)
    shop.till.rename(Number(item), 'Odd')
    await shop.sync()
    expect([shop.shown(sku, 'name', 'price'), shop.stockOf(sku), shop.told()]).toEqual([
      { name: 'Odd', price: '15.000000' },
      { default: 2 },
      [],
    ])
    const paths = shop.web.requests.all().map(({ path }) => decodeURIComponent(path.split('?')[0] ?? ''))
    expect(paths.filter((path) => path.includes(sku))).toEqual([])
  },
)

test('row 39: a sync crashes where multi-source inventory is off: here the shop is asked what it has, and stock arrives either way', async () => {
  for (const multiSource of [true, false]) {
    const shop = await openShop({ multiSource })
    expect((await shop.capabilities()).multiSource).toBe(multiSource)
    const bell = shop.addItem()
    await shop.sync()
    shop.till.sell(Number(bell), 1)
    const [catalogue, stock] = await shop.sync()
    const quantity = multiSource ? shop.stockOf('BELL-1').default : shop.web.shop.product('BELL-1')?.stock.qty
    expect([multiSource, catalogue?.outcome, stock?.outcome, quantity]).toEqual([
      multiSource,
      { kind: 'done' },
      { kind: 'done' },
      2,
    ])
  }
})

test('row 41: new products are made instead of matching SKUs: here the match is shown first, and nothing is written before go', async () => {
  const shop = await openShop({ go: false })
  shop.web.shop.addProduct({ sku: 'bell-1', name: 'Bell' })
  shop.addItem()
  await shop.sync()
  expect([shop.catalogue.goPreview(), shop.writes()]).toMatchObject([{ create: 0, overwrites: 1 }, {}])
  shop.ledger.pair.go()
  await shop.sync()
  expect(shop.web.shop.skus()).toEqual(['bell-1'])
})

test('row 43: edits of a SKU break the link: here the item keeps its product and says what to do', async () => {
  const shop = await openShop()
  const bell = shop.addItem()
  await shop.sync()
  shop.till.setCustomSku(Number(bell), 'OTHER')
  await shop.sync()
  expect([shop.web.shop.skus(), shop.problems()]).toEqual([['BELL-1'], [['sku-changed', 'OTHER']]])
})

test('row 46: the sync pauses because of the plan, at so many items: here hundreds more than any threshold go online and change, unasked', async () => {
  const shop = await openShop()
  const bells = Array.from({ length: 650 }, (_, at) =>
    Number(shop.addItem({ customSku: `BELL-${at}`, description: `Bell ${at}` })),
  )
  const [first] = await shop.sync()
  for (const bell of bells) {
    shop.till.setPrice(bell, 21)
    shop.till.receive(bell, 1)
  }
  const runs = await shop.sync()
  expect([first, ...runs].map((run) => run?.outcome)).toEqual([
    { kind: 'done' },
    { kind: 'done' },
    { kind: 'done' },
  ])
  expect([shop.web.shop.count().products, shop.ledger.decisions.unanswered()]).toEqual([650, []])
  expect([shop.shown('BELL-649', 'price'), shop.stockOf('BELL-649')]).toEqual([
    { price: '21.000000' },
    { default: 4 },
  ])
}, 60_000)

test('row 10: the products of a new category never come: here the category comes with its first product, and what is missing says why', async () => {
  const shop = await openShop({ rules: { categories: { ...defaultRules.categories, root: 2 } } })
  shop.addItem()
  await shop.sync()
  const categoryID = shop.till.addCategory('Lamps', shop.till.addCategory('Lights'))
  shop.addItem({ customSku: 'LAMP-1', description: 'Lamp', categoryID })
  const hidden = shop.addItem({
    customSku: 'LAMP-2',
    description: 'Old lamp',
    categoryID,
    publishToEcom: false,
  })
  await shop.sync()
  expect([shop.web.shop.categories.paths(), shop.web.shop.categories.of('LAMP-1')]).toEqual([
    ['Lights', 'Lights/Lamps'],
    ['Lights/Lamps'],
  ])
  expect(shop.catalogue.explain(hidden)?.why.key).toBe('reason.not-published')
})

test('row 40: one product save empties half of the cache: here a category of many products gets its new name without one', async () => {
  const shop = await openShop({ rules: { categories: { ...defaultRules.categories, root: 2 } } })
  const categoryID = shop.till.addCategory('Lamps')
  for (let at = 1; at <= 20; at += 1)
    shop.addItem({ customSku: `LAMP-${at}`, description: `Lamp ${at}`, categoryID })
  await shop.sync()
  const { categories } = shop.web.shop
  const address = categories.urlKey(categories.id('Lamps'))
  shop.till.renameCategory(categoryID, 'Lights')
  shop.forgetRequests()
  shop.clock.forward(3_600_000)
  await shop.sync()
  expect(shop.writes()).toEqual({ 'PUT /V1/categories/:id': 1 })
  expect([categories.of('LAMP-20'), categories.urlKey(categories.id('Lights'))]).toEqual([
    ['Lights'],
    address,
  ])
})

test('row 47: press Sync for each new category or product: here what is new at the till comes by itself, in a new category, with a new tag, from a new shop', async () => {
  const shop = await openShopDays()
  const categoryID = shop.till.addCategory('Bells')
  const shopID = shop.till.openShop('Harbour')
  const bell = shop.till.addItem({ ...brassBell, categoryID, stock: { 1: 3, [shopID]: 4 } })
  shop.till.tag(bell, 'loud')
  await shop.pass(15)
  const product = shop.web.shop.product('BELL-1')
  const stock = () => shop.web.shop.sourceItems('BELL-1').map(({ quantity }) => quantity)
  expect([product?.views.all?.name, stock()]).toEqual(['Brass bell', [7]])
  shop.till.sell(bell, 1, shopID)
  await shop.pass(3)
  expect(stock()).toEqual([6])
  const { triggers, problems } = {
    triggers: new Set((await shop.ask('runs', { limit: 500 })).slice(0, 5).map(({ trigger }) => trigger)),
    problems: await shop.problems(),
  }
  expect([triggers, problems.filter((title) => title.includes('bell'))]).toEqual([new Set(['schedule']), []])
})

test('row 49: only the stock of one location counts: here every shop counts', async () => {
  const shop = await openShop()
  shop.addItem({ stock: { 1: 3, 2: 9 } })
  await shop.sync()
  expect(shop.stockOf('BELL-1')).toEqual({ default: 12 })
})
