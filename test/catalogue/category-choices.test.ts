import { describe, expect, test } from 'vitest'
import { shopWithTree } from './tree-shop.ts'

describe('categories that the merchant chose', () => {
  test('are used instead of new ones, and are never renamed, moved or deleted', async () => {
    const shop = await shopWithTree({})
    const gear = shop.tree.add('Gear')
    shop.choose({ mapped: [{ key: String(shop.helmets), category: gear }] })
    await shop.sync()
    expect([shop.tree.paths(), shop.tree.of('BELL-1')]).toEqual([['Gear'], ['Gear']])
    shop.till.renameCategory(shop.helmets, 'Hats')
    await shop.hourLater()
    shop.till.deleteCategory(shop.helmets)
    await shop.hourLater()
    expect([shop.tree.paths(), shop.tree.of('BELL-1')]).toEqual([['Gear'], []])
  })

  test('take in what is below, where no other is made', async () => {
    const shop = await shopWithTree({})
    const gear = shop.tree.add('Gear')
    shop.choose({ mapped: [{ key: String(shop.apparel), category: gear }] })
    await shop.sync()
    expect([shop.tree.paths(), shop.tree.of('BELL-1')]).toEqual([['Gear'], ['Gear']])
    const sport = shop.till.addCategory('Sport')
    shop.till.moveCategory(shop.helmets, sport)
    await shop.hourLater()
    expect(shop.tree.of('BELL-1')).toEqual([])
  })

  test('hold what is made below them', async () => {
    const shop = await shopWithTree()
    const gear = shop.tree.add('Gear')
    shop.choose({ root: 2, mapped: [{ key: String(shop.apparel), category: gear }] })
    await shop.sync()
    expect([shop.tree.paths(), shop.tree.of('BELL-1')]).toEqual([['Gear', 'Gear/Helmets'], ['Gear/Helmets']])
  })

  test('chosen later take the products over, and what the merchant did by hand stays', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    const [gear, sale] = [shop.tree.add('Gear'), shop.tree.add('Sale')]
    shop.tree.put('BELL-1', sale)
    shop.choose({ root: 2, mapped: [{ key: String(shop.helmets), category: gear }] })
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toEqual(['Gear', 'Sale'])
    shop.choose({ root: 2 })
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Helmets', 'Sale'])
  })

  test('that are gone from the shop are named, until another one is chosen', async () => {
    const shop = await shopWithTree({})
    const gear = shop.tree.add('Gear')
    shop.choose({ mapped: [{ key: String(shop.helmets), category: gear }] })
    shop.tree.remove(gear)
    await shop.sync()
    expect(shop.problems()).toEqual([['category-gone', 'BELL-1']])
    expect(shop.stockOf('BELL-1')).toEqual({ default: 3 })
    shop.choose({ mapped: [{ key: String(shop.helmets), category: shop.tree.add('Gear') }] })
    await shop.sync()
    expect([shop.problems(), shop.tree.of('BELL-1')]).toEqual([[], ['Gear']])
  })
})

describe('the place of the tree', () => {
  test('another root moves the tree as it is, and no product', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    const all = shop.tree.add('All products')
    shop.choose({ root: all })
    shop.forgetRequests()
    await shop.sync()
    expect(shop.writes()).toEqual({ 'PUT /V1/categories/:categoryId/move': 1 })
    expect(shop.tree.of('BELL-1')).toEqual(['All products/Apparel/Helmets'])
  })

  test('none any more leaves everything in the shop as it is', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    shop.choose({})
    shop.forgetRequests()
    await shop.sync()
    expect([shop.writes(), shop.tree.of('BELL-1')]).toEqual([{}, ['Apparel/Helmets']])
    shop.choose({ root: 2 })
    await shop.sync()
    expect([shop.writes(), shop.tree.of('BELL-1')]).toEqual([{}, ['Apparel/Helmets']])
  })
})

describe('tags', () => {
  test('are categories below the one that was chosen for them, beside the item’s own', async () => {
    const shop = await shopWithTree({ root: 2 })
    const moods = shop.tree.add('Moods')
    shop.choose({ root: 2, tagRoot: moods })
    shop.till.retag(shop.bell, ['New Arrival', 'sale'])
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Helmets', 'Moods/newarrival', 'Moods/sale'])
    shop.clock.forward(60_000)
    shop.till.retag(shop.bell, ['sale'])
    shop.till.edit(shop.bell, {})
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Helmets', 'Moods/sale'])
  })

  test('with another name at the till have it in the shop with one call; deleted ones go', async () => {
    const shop = await shopWithTree({})
    shop.choose({ tagRoot: shop.tree.add('Moods') })
    shop.till.retag(shop.bell, ['sale'])
    await shop.sync()
    shop.till.renameTag(shop.till.addTag('sale'), 'bargain')
    shop.forgetRequests()
    await shop.hourLater()
    expect([shop.writes(), shop.tree.of('BELL-1')]).toEqual([
      { 'PUT /V1/categories/:id': 1 },
      ['Moods/bargain'],
    ])
    shop.till.deleteTag('bargain')
    await shop.hourLater()
    expect([shop.tree.paths(), shop.tree.of('BELL-1')]).toEqual([['Moods'], []])
  })

  test('in any number go in together, also where the shop takes only 20 in one call', async () => {
    const shop = await shopWithTree({})
    shop.web.shop.settings.version = '2.4.3'
    shop.choose({ tagRoot: shop.tree.add('Moods') })
    shop.till.retag(
      shop.bell,
      Array.from({ length: 25 }, (_, at) => `tag${at}`),
    )
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toHaveLength(25)
    expect(shop.problems()).toEqual([])
  })

  test('that say what goes online are no categories', async () => {
    const shop = await shopWithTree({}, { rules: { selection: webstoreOnly } })
    shop.choose({ tagRoot: shop.tree.add('Moods') })
    shop.till.retag(shop.bell, ['webstore', 'sale'])
    await shop.sync()
    expect(shop.tree.paths()).toEqual(['Moods', 'Moods/sale'])
  })
})

const webstoreOnly = {
  kind: 'where' as const,
  match: 'any' as const,
  conditions: [{ kind: 'tag' as const, tag: 'Web Store' }],
}
