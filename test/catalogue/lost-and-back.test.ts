import { describe, expect, test } from 'vitest'
import { openShop } from './shop.ts'

// A write whose answer was lost, or after which the power went, and the till is back at the old value before the next
// sync: what was acknowledged before says nothing any more of what the shop holds.

const lost = { loseAnswer: true, times: 100 }

async function aBell() {
  const shop = await openShop({ items: 0 })
  const itemId = shop.addItem({ stock: { 1: 3 } })
  await shop.sync()
  return { ...shop, itemId: Number(itemId) }
}

describe('the till is back at the old value after a write whose answer was lost', () => {
  test('the old stock is sent again', async () => {
    const { till, web, run, itemId, stockOf } = await aBell()
    till.receive(itemId, 2)
    web.faults.add({ route: 'POST /V1/inventory/source-items', ...lost })
    await run('stock')
    expect(stockOf('BELL-1')).toEqual({ default: 5 })
    web.faults.clear()
    till.sell(itemId, 2)
    await run('stock')
    expect(stockOf('BELL-1')).toEqual({ default: 3 })
  })

  test('the old price is sent again', async () => {
    const { till, web, run, itemId, shown } = await aBell()
    till.setPrice(itemId, 29.95)
    web.faults.add({ route: 'POST /V1/products/base-prices', ...lost })
    await run('catalogue')
    expect(shown('BELL-1', 'price')).toEqual({ price: '29.950000' })
    web.faults.clear()
    till.setPrice(itemId, 19.95)
    await run('catalogue')
    expect(shown('BELL-1', 'price')).toEqual({ price: '19.950000' })
  })

  test('the old name is sent again, and an item that comes back is enabled again', async () => {
    const { till, web, run, itemId, shown } = await aBell()
    const saves = [{ route: 'POST /V1/products' }, { route: 'PUT /V1/products/:sku' }]
    till.rename(itemId, 'Steel bell')
    for (const save of saves) web.faults.add({ ...save, ...lost })
    await run('catalogue')
    expect(shown('BELL-1', 'name')).toEqual({ name: 'Steel bell' })
    web.faults.clear()
    till.rename(itemId, 'Brass bell')
    await run('catalogue')
    expect(shown('BELL-1', 'name')).toEqual({ name: 'Brass bell' })

    till.unpublish(itemId)
    for (const save of saves) web.faults.add({ ...save, ...lost })
    await run('catalogue')
    expect(shown('BELL-1', 'status')).toEqual({ status: '2' })
    web.faults.clear()
    till.publish(itemId)
    await run('catalogue')
    expect(shown('BELL-1', 'status')).toEqual({ status: '1' })
  })
})
