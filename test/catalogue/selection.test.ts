import { describe, expect, test } from 'vitest'
import { ItemId } from '../../shared/ids.ts'
import type { Condition, Selection } from '../../shared/rules.ts'
import { openShop } from './shop.ts'

const where = (match: 'all' | 'any', ...conditions: Condition[]): Selection => ({
  kind: 'where',
  match,
  conditions,
})
const tagged = (tag: string): Condition => ({ kind: 'tag', tag })
const within = (categoryId: number): Condition => ({ kind: 'category', categoryId: String(categoryId) })

/** Three items of which none is marked for publishing: helmets and locks, with and without the tag. */
async function threeItems() {
  const shop = await openShop()
  const apparel = shop.till.addCategory('Apparel')
  const helmets = shop.till.addCategory('Helmets', apparel)
  const locks = shop.till.addCategory('Locks')
  const webstore = shop.till.addTag('webstore')
  const add = (customSku: string, categoryID: number, tagIDs: number[]) =>
    Number(shop.addItem({ customSku, description: customSku, categoryID, tagIDs, publishToEcom: false }))
  return {
    ...shop,
    apparel,
    helmets,
    hat: add('HAT-1', helmets, [webstore]),
    cap: add('CAP-1', helmets, []),
    lock: add('LOCK-1', locks, [webstore]),
    choose: (selection: Selection) =>
      void shop.ledger.rules.set({ ...shop.ledger.rules.current(), selection }),
    online: () =>
      shop.web.shop
        .products()
        .filter(({ views }) => views.all?.status === '1')
        .map(({ sku }) => sku)
        .toSorted(),
    counted: (selection: Selection) =>
      shop.catalogue.countSelected({ ...shop.ledger.rules.current(), selection }),
  }
}

describe('what goes online', () => {
  test('is what bears a tag, whichever way the merchant spells it', async () => {
    const shop = await threeItems()
    shop.choose(where('any', tagged('Web Store')))
    await shop.sync()
    expect(shop.online()).toEqual(['HAT-1', 'LOCK-1'])
  })

  test('is what stands in a category or anywhere below it', async () => {
    const shop = await threeItems()
    shop.choose(where('any', within(shop.apparel)))
    await shop.sync()
    expect(shop.online()).toEqual(['CAP-1', 'HAT-1'])
  })

  test('is what meets every condition, or any of them', async () => {
    const shop = await threeItems()
    const both = [tagged('webstore'), within(shop.apparel)]
    shop.choose(where('all', ...both))
    await shop.sync()
    expect(shop.online()).toEqual(['HAT-1'])
    shop.choose(where('any', ...both))
    await shop.sync()
    expect(shop.online()).toEqual(['CAP-1', 'HAT-1', 'LOCK-1'])
  })

  test('is counted before it is saved, and comes to just that', async () => {
    const shop = await threeItems()
    await shop.sync()
    const selections = [
      where('any', tagged('webstore')),
      where('any', within(shop.apparel)),
      where('all', tagged('webstore'), within(shop.apparel)),
      where('any', tagged('webstore'), within(shop.apparel), { kind: 'published' }),
      where('all', tagged('no such tag')),
    ]
    expect(selections.map((one) => shop.counted(one))).toEqual(
      [2, 2, 1, 3, 0].map((selected) => ({ selected, items: 3 })),
    )
    for (const selection of selections.slice(0, 4)) {
      shop.choose(selection)
      await shop.sync()
      expect(shop.online()).toHaveLength(shop.counted(selection).selected)
    }
  })
})

describe('an item that leaves the selection', () => {
  test('by losing its tag is disabled, and the merchant reads why', async () => {
    const shop = await threeItems()
    shop.choose(where('any', tagged('webstore')))
    await shop.sync()
    shop.clock.forward(60_000)
    shop.till.untag(shop.hat, 'webstore')
    shop.till.edit(shop.hat, {})
    await shop.sync()
    expect(shop.online()).toEqual(['LOCK-1'])
    const explained = shop.catalogue.explain(shop.ledger.itemList.find('HAT-1') ?? ItemId.parse('0'))
    expect(explained?.why).toEqual({ key: 'reason.no-tag', params: { tag: 'webstore' } })
  })

  test('because its category moved away at the till is disabled', async () => {
    const shop = await threeItems()
    shop.choose(where('any', within(shop.apparel)))
    await shop.sync()
    shop.till.moveCategory(shop.helmets, 0)
    shop.clock.forward(3_600_000)
    await shop.sync()
    expect(shop.online()).toEqual([])
  })

  test('because the tag is gone at the till is disabled', async () => {
    const shop = await threeItems()
    shop.choose(where('any', tagged('webstore')))
    await shop.sync()
    shop.till.deleteTag('webstore')
    shop.clock.forward(3_600_000)
    await shop.sync()
    expect(shop.online()).toEqual([])
  })
})

test('tags that were given and taken without moving the item are seen within the hour', async () => {
  const shop = await threeItems()
  shop.choose(where('any', tagged('webstore')))
  await shop.sync()
  shop.till.tag(shop.cap, 'webstore')
  shop.till.untag(shop.hat, 'webstore')
  shop.clock.forward(3_600_000)
  await shop.sync()
  expect(shop.online()).toEqual(['CAP-1', 'LOCK-1'])
})

test('a till that never told its tags is no reason to disable anything: the sync says so and waits', async () => {
  const shop = await threeItems()
  await shop.sync()
  shop.choose({ kind: 'all' })
  await shop.sync()
  shop.choose(where('any', tagged('webstore')))
  shop.ledger.lists.till.forget()
  shop.tillSandbox.faults.add({ route: 'GET Tag', status: 403, times: 50 })
  const [run] = await shop.sync()
  expect(run?.outcome?.kind).toBe('failed')
  expect(shop.online()).toEqual(['CAP-1', 'HAT-1', 'LOCK-1'])
})
