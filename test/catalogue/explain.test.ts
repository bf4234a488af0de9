import { expect, test } from 'vitest'
import { openShop } from './shop.ts'

test('an item that is online says what was sent, what it comes from and how its stock adds up', async () => {
  const shop = await openShop({ rules: { safetyStock: 1 } })
  const bell = shop.addItem({ stock: { 1: 3, 2: 4 } })
  await shop.sync()
  const explained = shop.catalogue.explain(bell)
  expect(explained).toMatchObject({
    sku: 'BELL-1',
    state: 'online',
    why: { key: 'reason.online' },
    problems: [],
    links: { magento: 'https://shop.test/brass-bell.html' },
    stock: [
      {
        source: 'default',
        shops: [
          { shopId: '1', name: 'Riverside', qoh: 3 },
          { shopId: '2', name: 'Station Street', qoh: 4 },
        ],
        onHand: 7,
        reserved: 0,
        unexported: 0,
        safety: 1,
        push: 6,
      },
    ],
  })
  expect(explained?.facets.map(({ facet, state }) => [facet, state])).toEqual([
    ['details', 'sent'],
    ['status', 'sent'],
    ['price', 'sent'],
    ['stock', 'sent'],
  ])
  expect(explained?.facets[2]?.fields).toEqual([
    { field: 'price', value: '19.95', sent: '19.95', from: { key: 'from.price', params: { level: '1' } } },
  ])
  expect(explained?.changes).toHaveLength(4)
})

test('a change that has not been sent is told with both values, before any sync of the shop', async () => {
  const shop = await openShop()
  const bell = shop.addItem()
  await shop.sync()
  shop.till.setPrice(Number(bell), 25)
  await shop.run('catalogue', { dryRun: true })
  const price = shop.catalogue.explain(bell)?.facets.find(({ facet }) => facet === 'price')
  expect(price).toMatchObject({ state: 'waiting', fields: [{ value: '25', sent: '19.95' }] })
})

test('a changed selection is explained at once, from the mirror alone', async () => {
  const shop = await openShop()
  const bell = shop.addItem({ publishToEcom: false })
  await shop.sync()
  expect(shop.catalogue.explain(bell)?.why.key).toBe('reason.not-published')
  shop.ledger.rules.set({ ...shop.ledger.rules.current(), selection: { kind: 'all' } })
  expect(shop.catalogue.explain(bell)?.why.key).toBe('reason.waiting')
})

test('what a safety stop keeps back says so', async () => {
  const shop = await openShop()
  const bells = Array.from({ length: 22 }, (_, at) =>
    shop.addItem({ customSku: `BELL-${at}`, description: `Bell ${at}` }),
  )
  await shop.sync()
  for (const bell of bells) shop.till.setPrice(Number(bell), 1)
  await shop.run('catalogue')
  const [first] = bells
  const explained = first === undefined ? null : shop.catalogue.explain(first)
  expect([explained?.why.key, explained?.facets.find(({ facet }) => facet === 'price')?.state]).toEqual([
    'reason.held',
    'held',
  ])
})

test('the list of the catalogue page counts and shows what is so', async () => {
  const shop = await openShop()
  const bell = shop.addItem()
  shop.addItem({ customSku: 'HIDDEN', description: 'Hidden bell', publishToEcom: false })
  shop.addItem({ customSku: 'FREE', description: 'Free bell', prices: [] })
  await shop.sync()
  const today = '2026-01-31T00:00:00.000Z'
  const page = shop.ledger.itemList.page({ filter: 'all', search: '', today, offset: 0, limit: 10 })
  expect(page.counts).toEqual({
    all: 3,
    online: 1,
    waiting: 0,
    'not-online': 1,
    'needs-you': 1,
    'changed-today': 1,
  })
  expect(page.rows.find(({ itemId }) => itemId === bell)).toMatchObject({
    sku: 'BELL-1',
    price: '19.95',
    stock: 3,
    state: 'online',
  })
})

test('an item that nobody knows is not explained', async () => {
  const shop = await openShop()
  expect(shop.catalogue.explain('4711' as never)).toBeNull()
})
