import { describe, expect, test } from 'vitest'
import { defaultRules, type Rules } from '../../shared/rules.ts'
import { openShop } from './shop.ts'

const HOUR_MS = 3_600_000

/** A shop whose categories stand under the web shop's root, with a bell among the helmets. */
async function shopWithTree(categories: Partial<Rules['categories']> = { root: 2 }) {
  const shop = await openShop({
    rules: { categories: { ...defaultRules.categories, ...categories } },
  })
  const apparel = shop.till.addCategory('Apparel')
  const helmets = shop.till.addCategory('Helmets', apparel)
  const bell = Number(shop.addItem({ categoryID: helmets }))
  const tree = shop.web.shop.categories
  return {
    ...shop,
    apparel,
    helmets,
    bell,
    tree,
    /** The till's lists are read once an hour. */
    async hourLater() {
      shop.clock.forward(HOUR_MS)
      return shop.sync()
    },
  }
}

test('the first product makes its category in the shop, with those above it, and stands in it', async () => {
  const shop = await shopWithTree()
  const [run] = await shop.sync()
  expect(run?.outcome).toEqual({ kind: 'done' })
  expect(shop.tree.paths()).toEqual(['Apparel', 'Apparel/Helmets'])
  expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Helmets'])
  expect(shop.problems()).toEqual([])
  shop.forgetRequests()
  await shop.sync()
  await shop.hourLater()
  expect(shop.web.requests.all()).toEqual([])
})

test('before the merchant chose where, no category is made and no product is placed', async () => {
  const shop = await shopWithTree({})
  await shop.sync()
  expect([shop.tree.paths(), shop.tree.of('BELL-1')]).toEqual([[], []])
})

describe('what happens to a category at the till', () => {
  test('a new name is one call, and its products are left alone', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    shop.till.renameCategory(shop.helmets, 'Hats & caps')
    shop.forgetRequests()
    await shop.hourLater()
    expect(shop.writes()).toEqual({ 'PUT /V1/categories/:id': 1 })
    expect(shop.tree.paths()).toEqual(['Apparel', 'Apparel/Hats & caps'])
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Hats & caps'])
  })
})
