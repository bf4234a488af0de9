import { describe, expect, test } from 'vitest'
import { openShop, type TestShop } from './shop.ts'

/** A stud, and a case with ten of them as the till tells of it: its own rows count the single pieces (recorded). */
async function aCase(over: Parameters<typeof openShop>[0] = {}): Promise<TestShop & { stud: number }> {
  const shop = await openShop(over)
  const stud = Number(shop.addItem({ customSku: 'STUD', description: 'Brass stud', stock: { 1: 45, 2: 19 } }))
  shop.addItem({
    customSku: 'CASE',
    description: 'Brass stud, case of ten',
    itemType: 'box',
    stock: { 1: 45, 2: 19 },
    components: [part(1, stud, 10, 1)],
  })
  await shop.sync()
  return { ...shop, stud }
}

const part = (itemComponentID: number, componentItemID: number, quantity: number, componentGroup = 0) => ({
  itemComponentID,
  componentItemID,
  quantity,
  componentGroup,
})

describe('a box', () => {
  test('is in stock as often as its pieces fill it, shop by shop, and not as often as there are pieces', async () => {
    const { stockOf } = await aCase()
    expect([stockOf('STUD'), stockOf('CASE')]).toEqual([{ default: 64 }, { default: 5 }])
  })

  test('follows its pieces: a sale of single ones takes a box from the web shop', async () => {
    const { till, stud, run, stockOf } = await aCase()
    till.sell(stud, 6, 1)
    await run('stock')
    expect([stockOf('STUD'), stockOf('CASE')]).toEqual([{ default: 58 }, { default: 4 }])
    till.receive(stud, 100, 2)
    await run('stock')
    expect(stockOf('CASE')).toEqual({ default: 14 })
  })

  test('whose pieces are oversold is out of stock', async () => {
    const { till, stud, run, stockOf } = await aCase()
    till.setQoh(stud, -4, 1)
    till.setQoh(stud, 3, 2)
    await run('stock')
    expect(stockOf('CASE')).toEqual({ default: 0 })
  })

  test('each source counts the shops that fill it', async () => {
    const sources = [
      { shopId: '1', source: 'default' },
      { shopId: '2', source: 'station' },
    ] as never
    const shop = await openShop({ rules: { shopSources: sources } })
    await shop.write('inventory/sources', {
      source: { source_code: 'station', name: 'Station', enabled: true, postcode: '1', country_id: 'US' },
    })
    const stud = Number(shop.addItem({ customSku: 'STUD', stock: { 1: 45, 2: 19 } }))
    shop.addItem({ customSku: 'CASE', itemType: 'box', components: [part(1, stud, 10, 1)] })
    await shop.sync()
    expect(shop.stockOf('CASE')).toEqual({ default: 4, station: 1 })
  })

  test('that is filled with another number from now on is counted anew', async () => {
    const { till, tillSandbox, stud, sync, stockOf } = await aCase()
    const box = tillSandbox.state.items.ordered('itemID').find(({ customSku }) => customSku === 'CASE')
    till.edit(box?.itemID ?? 0, { components: [part(1, stud, 20, 1)] })
    await sync()
    expect(stockOf('CASE')).toEqual({ default: 2 })
  })
})

describe('an assembly', () => {
  /** A helmet, two straps and the fitting, which is a service. */
  async function aSet(stock: { helmet: number; straps: number }): Promise<TestShop> {
    const shop = await openShop()
    const helmet = Number(shop.addItem({ customSku: 'HELMET', stock: { 1: stock.helmet } }))
    const strap = Number(shop.addItem({ customSku: 'STRAP', stock: { 1: stock.straps } }))
    const fitting = Number(shop.addItem({ customSku: 'FITTING', itemType: 'non_inventory', stock: {} }))
    shop.addItem({
      customSku: 'SET',
      description: 'Helmet, fitted',
      itemType: 'assembly',
      stock: {},
      components: [part(1, helmet, 1), part(2, strap, 2), part(3, fitting, 1)],
    })
    await shop.sync()
    return shop
  }

  test('is in stock as often as its scarcest part allows; what has no stock limits nothing', async () => {
    const { stockOf, problems } = await aSet({ helmet: 7, straps: 5 })
    expect([stockOf('SET'), problems()]).toEqual([{ default: 2 }, []])
  })

  test('whose part the till tells no number of is held: absence is never zero', async () => {
    const shop = await openShop()
    const strap = Number(shop.addItem({ customSku: 'STRAP', stock: { 1: 5 } }))
    for (const { itemShopID } of [...shop.tillSandbox.state.itemShops.having('itemID', strap)])
      shop.tillSandbox.state.itemShops.remove(itemShopID)
    shop.addItem({ customSku: 'SET', itemType: 'assembly', stock: {}, components: [part(2, strap, 2)] })
    await shop.sync()
    expect(shop.web.shop.skus()).toEqual(['STRAP', 'SET'])
    expect(Object.keys(shop.writes())).not.toContain('POST /V1/inventory/source-items')
    expect(shop.problems().toSorted()).toEqual([
      ['stock-missing', 'SET'],
      ['stock-missing', 'STRAP'],
    ])
  })

  test('made of a box counts what the box holds', async () => {
    const shop = await aCase()
    const box = shop.tillSandbox.state.items.ordered('itemID').find(({ customSku }) => customSku === 'CASE')
    shop.addItem({
      customSku: 'PALLET',
      itemType: 'assembly',
      stock: {},
      components: [part(9, box?.itemID ?? 0, 2)],
    })
    await shop.sync()
    expect(shop.stockOf('PALLET')).toEqual({ default: 2 })
    shop.till.receive(shop.stud, 20, 1)
    await shop.run('stock')
    expect(shop.stockOf('PALLET')).toEqual({ default: 3 })
  })
})

test('a serialized item is counted like any other', async () => {
  const shop = await openShop()
  shop.addItem({ customSku: 'BIKE', serialized: true, stock: { 1: 2, 2: 1 } })
  await shop.sync()
  expect(shop.stockOf('BIKE')).toEqual({ default: 3 })
})
