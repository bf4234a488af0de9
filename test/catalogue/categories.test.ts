import { describe, expect, test } from 'vitest'
import { shopWithTree } from './tree-shop.ts'

describe('the first product of a category', () => {
  test('makes it in the shop, with those above it, and stands in it; a second sync sends nothing', async () => {
    const shop = await shopWithTree()
    const [run] = await shop.sync()
    expect(run?.outcome).toEqual({ kind: 'done' })
    expect(shop.tree.paths()).toEqual(['Apparel', 'Apparel/Helmets'])
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Helmets'])
    expect(shop.problems()).toEqual([])
    // a new product stands in its category from the start: no second save
    expect(shop.writes()).toMatchObject({ 'POST /V1/products': 1, 'POST /V1/categories': 2 })
    shop.forgetRequests()
    await shop.sync()
    await shop.hourLater()
    expect(shop.web.requests.all()).toEqual([])
  })

  test('makes none before the merchant chose where', async () => {
    const shop = await shopWithTree({})
    await shop.sync()
    expect([shop.tree.paths(), shop.tree.of('BELL-1')]).toEqual([[], []])
  })

  test('makes none before go, nor while only watching', async () => {
    for (const over of [{ go: false }, { rules: { watchOnly: true } }]) {
      const shop = await shopWithTree({ root: 2 }, over)
      await shop.sync()
      expect([shop.tree.paths(), shop.writes()]).toEqual([[], {}])
    }
  })

  test('makes only what is used: a category of the till without products online stays out of the menu', async () => {
    const shop = await shopWithTree()
    shop.till.addCategory('Back room')
    await shop.sync()
    expect(shop.tree.paths()).toEqual(['Apparel', 'Apparel/Helmets'])
  })

  test('takes the category that the merchant has there under this name, and writes nothing that is right', async () => {
    const shop = await shopWithTree()
    const own = shop.tree.add('apparel')
    const below = shop.tree.add('Helmets ', own)
    shop.web.shop.addProduct({ sku: 'OLD-1' })
    shop.tree.put('OLD-1', below)
    await shop.sync()
    expect(shop.tree.paths()).toEqual(['apparel', 'apparel/Helmets '])
    expect(shop.tree.of('BELL-1')).toEqual(['apparel/Helmets '])
    expect(shop.tree.of('OLD-1')).toEqual(['apparel/Helmets '])
  })

  test('is found in it already, at the place in the list that the merchant gave it, and is left there', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    const helmets = shop.tree.id('Apparel/Helmets')
    shop.web.shop.addProduct({ sku: 'LOCK-1', name: 'U-lock', price: 30 })
    shop.tree.put('LOCK-1', helmets, 7)
    shop.addItem({
      customSku: 'LOCK-1',
      description: 'U-lock',
      categoryID: shop.helmets,
      prices: [{ useTypeID: 1, amount: 30 }],
    })
    await shop.sync()
    expect([shop.tree.of('LOCK-1'), shop.tree.position('LOCK-1', helmets)]).toEqual([['Apparel/Helmets'], 7])
  })
})

describe('names', () => {
  test('of any kind arrive, and are not sent again', async () => {
    const shop = await shopWithTree()
    const names = ['Été & Co / <b>Sale</b>', '日本語', '🚲', `${'x'.repeat(300)}`]
    for (const [at, name] of names.entries()) {
      const categoryID = shop.till.addCategory(name)
      shop.addItem({ customSku: `N-${at}`, description: `Thing ${at}`, categoryID })
    }
    const [run] = await shop.sync()
    expect([run?.outcome, shop.problems()]).toEqual([{ kind: 'done' }, []])
    expect(names.map((_, at) => shop.tree.of(`N-${at}`))).toEqual([
      ['Été & Co ∕ <b>Sale<∕b>'],
      ['日本語'],
      [expect.stringMatching(/^#\d+$/)],
      ['x'.repeat(255)],
    ])
    shop.forgetRequests()
    await shop.hourLater()
    expect(shop.writes()).toEqual({})
  })

  test('that two siblings share make two categories, each with its own products', async () => {
    const shop = await shopWithTree()
    const twin = shop.till.addCategory('Helmets', shop.apparel)
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', categoryID: twin })
    const [run] = await shop.sync()
    expect(run?.outcome).toEqual({ kind: 'done' })
    expect(shop.tree.paths()).toEqual(['Apparel', 'Apparel/Helmets', 'Apparel/Helmets'])
    const ids = ['BELL-1', 'BELL-2'].map((sku) => shop.web.shop.product(sku)?.categoryIds)
    expect(ids[0]).not.toEqual(ids[1])
    shop.till.renameCategory(twin, 'Hats')
    await shop.hourLater()
    expect([shop.tree.of('BELL-1'), shop.tree.of('BELL-2')]).toEqual([['Apparel/Helmets'], ['Apparel/Hats']])
  })

  test('that a store view has of its own are left alone', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    const id = shop.tree.id('Apparel/Helmets')
    shop.tree.renameIn(id, 2, 'Casques')
    shop.till.renameCategory(shop.helmets, 'Hats')
    await shop.hourLater()
    expect([shop.tree.nameIn(id, 1), shop.tree.nameIn(id, 2)]).toEqual(['Hats', 'Casques'])
  })

  test('that the merchant gave in the shop stay until the till has another one', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    shop.tree.rename(shop.tree.id('Apparel/Helmets'), 'Fine helmets')
    shop.forgetRequests()
    await shop.hourLater()
    expect([shop.writes(), shop.tree.of('BELL-1')]).toEqual([{}, ['Apparel/Fine helmets']])
    shop.till.renameCategory(shop.helmets, 'Hats')
    await shop.hourLater()
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Hats'])
  })
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
  })

  test('a new place is one call, and what is below it goes along', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    const sport = shop.till.addCategory('Sport')
    shop.addItem({ customSku: 'BALL-1', description: 'Ball', categoryID: sport })
    await shop.sync()
    shop.till.moveCategory(shop.apparel, sport)
    shop.forgetRequests()
    await shop.hourLater()
    expect(shop.writes()).toEqual({ 'PUT /V1/categories/:categoryId/move': 1 })
    expect(shop.tree.paths()).toEqual(['Sport', 'Sport/Apparel', 'Sport/Apparel/Helmets'])
    expect(shop.tree.of('BELL-1')).toEqual(['Sport/Apparel/Helmets'])
  })

  test('a new place where nothing stands yet is made first', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    const sport = shop.till.addCategory('Sport')
    shop.till.moveCategory(shop.apparel, sport)
    await shop.hourLater()
    expect(shop.tree.paths()).toEqual(['Sport', 'Sport/Apparel', 'Sport/Apparel/Helmets'])
  })

  test('above and below change places', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    shop.till.moveCategory(shop.helmets, 0)
    shop.till.moveCategory(shop.apparel, shop.helmets)
    await shop.hourLater()
    expect(shop.tree.paths()).toEqual(['Helmets', 'Helmets/Apparel'])
    expect(shop.tree.of('BELL-1')).toEqual(['Helmets'])
  })

  test('a new place beside one that has its web address gets another address', async () => {
    const shop = await shopWithTree()
    const sport = shop.till.addCategory('Sport')
    const twin = shop.till.addCategory('Helmets', sport)
    shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', categoryID: twin })
    await shop.sync()
    shop.till.moveCategory(shop.helmets, sport)
    const [run] = await shop.hourLater()
    expect(run?.outcome).toEqual({ kind: 'done' })
    expect(shop.tree.paths()).toEqual(['Apparel', 'Sport', 'Sport/Helmets', 'Sport/Helmets'])
    expect(shop.problems()).toEqual([])
  })

  test('deleted, what we made goes from the shop with the last product that stood in it', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    shop.till.deleteCategory(shop.helmets)
    await shop.hourLater()
    expect([shop.tree.paths(), shop.tree.of('BELL-1')]).toEqual([['Apparel'], []])
    shop.forgetRequests()
    await shop.hourLater()
    expect(shop.web.requests.all()).toEqual([])
  })

  test('deleted, it is kept where the merchant still uses it, until she does no more', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    shop.web.shop.addProduct({ sku: 'OLD-1' })
    shop.tree.put('OLD-1', shop.tree.id('Apparel/Helmets'))
    shop.till.deleteCategory(shop.helmets)
    await shop.hourLater()
    expect([shop.tree.paths(), shop.tree.of('OLD-1'), shop.tree.of('BELL-1')]).toEqual([
      ['Apparel', 'Apparel/Helmets'],
      ['Apparel/Helmets'],
      [],
    ])
    shop.tree.takeOut('OLD-1', shop.tree.id('Apparel/Helmets'))
    await shop.run('catalogue', { scope: { kind: 'full' } })
    expect(shop.tree.paths()).toEqual(['Apparel'])
  })

  test('deleted, one that was the merchant’s before us is kept', async () => {
    const shop = await shopWithTree()
    shop.tree.add('Helmets', shop.tree.add('Apparel'))
    await shop.sync()
    shop.till.deleteCategory(shop.helmets)
    await shop.hourLater()
    expect([shop.tree.paths(), shop.tree.of('BELL-1')]).toEqual([['Apparel', 'Apparel/Helmets'], []])
  })

  test('merged into another one, its items stand in that, and what is empty goes', async () => {
    const shop = await shopWithTree()
    const hats = shop.till.addCategory('Hats', shop.apparel)
    await shop.sync()
    shop.putInto(shop.bell, hats)
    shop.till.deleteCategory(shop.helmets)
    await shop.hourLater()
    expect([shop.tree.paths(), shop.tree.of('BELL-1')]).toEqual([
      ['Apparel', 'Apparel/Hats'],
      ['Apparel/Hats'],
    ])
  })
})

describe('an item', () => {
  for (const version of ['2.2', '2.3', '2.4.3', '2.4.7'] as const)
    test(`that is put elsewhere leaves its category and no other (Magento ${version})`, async () => {
      const shop = await shopWithTree({ root: 2 }, version === '2.2' ? { multiSource: false } : {})
      shop.web.shop.settings.version = version
      const hats = shop.till.addCategory('Hats', shop.apparel)
      await shop.sync()
      const sale = shop.tree.add('Summer sale')
      shop.tree.put('BELL-1', sale, 3)
      shop.putInto(shop.bell, hats)
      const [run] = await shop.sync()
      expect(run?.outcome).toEqual({ kind: 'done' })
      expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Hats', 'Summer sale'])
      expect(shop.tree.position('BELL-1', sale)).toBe(3)
      shop.forgetRequests()
      await shop.sync()
      expect(shop.web.requests.all()).toEqual([])
    })

  test('of the Commerce edition is placed the same way', async () => {
    const shop = await shopWithTree()
    shop.web.shop.settings.edition = 'Enterprise'
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Helmets'])
  })

  test('that is put into no category leaves the last of ours', async () => {
    const shop = await shopWithTree()
    await shop.sync()
    shop.putInto(shop.bell, 0)
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toEqual([])
  })

  test('that the merchant put into one of our categories by hand stays there', async () => {
    const shop = await shopWithTree()
    const hats = shop.till.addCategory('Hats', shop.apparel)
    shop.addItem({ customSku: 'HAT-1', description: 'Hat', categoryID: hats })
    await shop.sync()
    shop.tree.put('BELL-1', shop.tree.id('Apparel/Hats'))
    shop.putInto(shop.bell, shop.apparel)
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel', 'Apparel/Hats'])
  })

  test('that is archived and comes back, meanwhile put elsewhere, stands where it is now', async () => {
    const shop = await shopWithTree()
    const hats = shop.till.addCategory('Hats', shop.apparel)
    await shop.sync()
    shop.till.archive(shop.bell)
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Helmets'])
    shop.putInto(shop.bell, hats)
    shop.till.unarchive(shop.bell)
    await shop.sync()
    expect(shop.tree.of('BELL-1')).toEqual(['Apparel/Hats'])
  })

  test('with a slash in its SKU leaves its category', async () => {
    const shop = await shopWithTree()
    const hats = shop.till.addCategory('Hats', shop.apparel)
    const item = Number(shop.addItem({ customSku: 'A/B 1', description: 'Cap', categoryID: shop.helmets }))
    await shop.sync()
    shop.putInto(item, hats)
    await shop.sync()
    expect(shop.tree.of('A/B 1')).toEqual(['Apparel/Hats'])
  })
})
