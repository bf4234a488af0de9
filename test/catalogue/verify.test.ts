import { describe, expect, test } from 'vitest'
import { ItemId } from '../../shared/ids.ts'
import type { MappingRule } from '../../shared/mapping.ts'
import { openShop, type TestShop } from './shop.ts'

const full = { scope: { kind: 'full' } } as const

type Choice = Parameters<typeof openShop>[0]

/** Two bells in step, and the requests forgotten. */
async function inStep(over: Choice = {}): Promise<TestShop & { brass: number; steel: number }> {
  const shop = await openShop(over)
  const brass = Number(shop.addItem({ stock: { 1: 3 } }))
  const steel = Number(shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', stock: { 1: 5 } }))
  await shop.sync()
  shop.forgetRequests()
  return { ...shop, brass, steel }
}

const verify = ({ run }: TestShop) => run('verify', full)

describe('a look at what the shop holds', () => {
  test('finds nothing where nobody has touched anything: nothing is written or due, the till is not asked', async () => {
    const shop = await inStep()
    const tillBefore = shop.tillSandbox.requests.all().length
    const { outcome, counts } = await verify(shop)
    expect([outcome, counts.planned, counts.drifted]).toEqual([{ kind: 'done' }, 2, 0])
    expect(shop.tillSandbox.requests.all().length).toBe(tillBefore)
    expect(await shop.sync()).toMatchObject([{ counts: { planned: 0 } }, { counts: { planned: 0 } }])
    expect(shop.writes()).toEqual({})
  })

  test.each([
    ['a name', { name: 'Cheap bell' }, 'name', 'Brass bell'],
    ['a price', { price: 1 }, 'price', '19.950000'],
    ['a status', { status: 2 }, 'status', '1'],
    ['a visibility', { visibility: 1 }, 'visibility', '4'],
  ])('%s that was changed there is put right by the next sync', async (_what, change, code, right) => {
    const shop = await inStep()
    shop.web.shop.edit('BELL-1', change)
    const { outcome, counts } = await verify(shop)
    expect([outcome, counts.drifted]).toEqual([{ kind: 'done' }, 1])
    expect(shop.writes()).toEqual({})
    await shop.sync()
    expect(shop.shown('BELL-1', code)).toEqual({ [code]: right })
    // once: the next look finds all well, and nothing is written again
    shop.forgetRequests()
    expect((await verify(shop)).counts.drifted).toBe(0)
    await shop.sync()
    expect(shop.writes()).toEqual({})
  })

  test('the history tells what the shop held before it was put right', async () => {
    const shop = await inStep()
    shop.web.shop.edit('BELL-1', { price: 12 })
    await verify(shop)
    await shop.run('catalogue')
    expect(shop.ledger.changes.of(ItemId.parse(String(shop.brass)), 1)[0]).toMatchObject({
      facet: 'price',
      before: { price: '12' },
      after: { price: '19.95' },
    })
  })

  test.each([true, false])('stock that was changed there is put right (sources: %s)', async (multiSource) => {
    const shop = await inStep({ multiSource })
    if (multiSource) {
      const sourceItems = [{ sku: 'BELL-2', source_code: 'default', quantity: 99, status: 1 }]
      await shop.write('inventory/source-items', { sourceItems })
    } else
      shop.web.shop.edit('BELL-2', { extension_attributes: { stock_item: { qty: 99, is_in_stock: true } } })
    shop.forgetRequests()
    expect((await verify(shop)).counts.drifted).toBe(1)
    await shop.run('stock')
    expect(stockShown(shop, 'BELL-2', multiSource)).toBe(5)
    shop.forgetRequests()
    expect((await verify(shop)).counts.drifted).toBe(0)
    await shop.sync()
    expect(shop.writes()).toEqual({})
  })

  test('without sources all stock is told in pages, not product by product', async () => {
    const shop = await inStep({ multiSource: false })
    await verify(shop)
    const asked = shop.web.requests.all().map(({ route }) => route)
    expect(asked.filter((route) => route.includes('stockItems'))).toEqual(['GET /V1/stockItems/lowStock'])
  })

  test('a product that was deleted there is made again, with its stock', async () => {
    const shop = await inStep()
    await shop.remove('BELL-1')
    expect((await verify(shop)).counts.drifted).toBe(1)
    await shop.sync()
    expect([shop.shown('BELL-1', 'name'), shop.stockOf('BELL-1')]).toEqual([
      { name: 'Brass bell' },
      { default: 3 },
    ])
  })

  test('a product that is switched off and deleted there is missed by nobody', async () => {
    const shop = await inStep()
    shop.till.archive(shop.brass)
    await shop.sync()
    await shop.remove('BELL-1')
    expect((await verify(shop)).counts.drifted).toBe(0)
  })

  test('a product whose item is gone and that somebody has enabled again is switched off again', async () => {
    const shop = await inStep()
    shop.till.archive(shop.brass)
    await shop.sync()
    shop.web.shop.edit('BELL-1', { status: 1 })
    expect((await verify(shop)).counts.drifted).toBe(1)
    await shop.sync()
    expect(shop.shown('BELL-1', 'status')).toEqual({ status: '2' })
  })

  test('what only new products get, and what the merchant enables herself, is hers', async () => {
    const shop = await inStep({ rules: { newProducts: 'disabled' } })
    shop.web.shop.edit('BELL-1', {
      status: 1,
      custom_attributes: [{ attribute_code: 'tax_class_id', value: '0' }],
    })
    expect((await verify(shop)).counts.drifted).toBe(0)
    await shop.sync()
    expect(shop.shown('BELL-1', 'status', 'tax_class_id')).toEqual({ status: '1', tax_class_id: '0' })
  })

  test('what the shop does not keep is not sent each night', async () => {
    const shop = await inStep()
    const current = shop.ledger.mapping.current()
    const source = { kind: 'fixed', value: 'Brass' } as const
    const material: MappingRule = { target: 'material', source, steps: [], policy: 'always' }
    shop.ledger.mapping.set({ ...current, rules: [...current.rules, material] })
    await shop.sync()
    shop.forgetRequests()
    expect((await verify(shop)).counts.drifted).toBe(0)
    await shop.sync()
    expect(shop.writes()).toEqual({})
  })

  test('many prices that fall by being put right wait for the merchant', async () => {
    const shop = await inStep({ rules: { guard: { products: 20, share: 0.1, most: 500, priceFalls: 1 } } })
    for (const sku of ['BELL-1', 'BELL-2']) shop.web.shop.edit(sku, { price: 100 })
    await verify(shop)
    const run = await shop.run('catalogue')
    expect(run.outcome).toMatchObject({ kind: 'held-by-guard' })
    expect(shop.shown('BELL-1', 'price')).toEqual({ price: '100.000000' })
  })

  test('before go nothing is compared', async () => {
    const shop = await openShop({ go: false })
    expect((await shop.run('verify', full)).outcome).toEqual({ kind: 'awaiting-go' })
  })

  test('a shop that does not answer is a failed run, and nothing is taken for gone', async () => {
    const shop = await inStep()
    const { http } = shop.network
    shop.network.http = async () => ({ ok: false, error: { kind: 'unreachable', reason: 'ENOTFOUND' } })
    expect((await verify(shop)).outcome?.kind).toBe('failed')
    shop.network.http = http
    await shop.sync()
    expect(shop.writes()).toEqual({})
  })
})

describe('the merchant wants to be told only', () => {
  test('each product is a problem that names the values, nothing is written, and it is over once they agree', async () => {
    const shop = await inStep({ rules: { drift: 'report' } })
    shop.web.shop.edit('BELL-1', { price: 12, name: 'Cheap bell' })
    await shop.remove('BELL-2')
    shop.forgetRequests()
    const { outcome } = await verify(shop)
    expect(outcome).toEqual({ kind: 'done-with-problems', problems: 2 })
    expect(shop.told().toSorted()).toEqual([
      'Brass bell was changed in the web shop — What was sent → what the web shop holds: name: Brass bell → Cheap bell; price: 19.95 → 12. Send again to put it right, or make the same change in Lightspeed.',
      'Steel bell is no longer in the web shop — Someone deleted the product BELL-2 there. Send again to make it once more, or archive the item in Lightspeed.',
    ])
    await shop.sync()
    expect(shop.writes()).toEqual({})

    await shop.sync({ scope: { kind: 'items', itemIds: [ItemId.parse(String(shop.steel))] }, force: true })
    shop.web.shop.edit('BELL-1', { price: 19.95, name: 'Brass bell' })
    expect((await verify(shop)).outcome).toEqual({ kind: 'done' })
    expect(shop.problems()).toEqual([])
    expect(shop.shown('BELL-2', 'name')).toEqual({ name: 'Steel bell' })
  })
})

function stockShown(shop: TestShop, sku: string, multiSource: boolean): number | null | undefined {
  return multiSource ? shop.stockOf(sku).default : shop.web.shop.product(sku)?.stock.qty
}
