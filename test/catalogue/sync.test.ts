import { expect, test } from 'vitest'
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
