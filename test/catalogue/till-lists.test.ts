import { expect, test } from 'vitest'
import { defaultMapping, type MappingRule } from '../../shared/mapping.ts'
import { openShop } from './shop.ts'

const filledFrom = (target: string, path: string): MappingRule => ({
  target,
  source: { kind: 'field', path },
  steps: [],
  policy: 'always',
})

/** A shop whose mapping reads a maker, a category and a tag; the bell has all three. */
async function bellShop() {
  const shop = await openShop()
  shop.ledger.mapping.set({
    ...defaultMapping,
    rules: [
      ...defaultMapping.rules,
      filledFrom('meta_title', 'Manufacturer.name'),
      filledFrom('meta_description', 'Category.fullPathName'),
      filledFrom('meta_keyword', 'TagRelations.TagRelation.Tag.name'),
    ],
  })
  const { state } = shop.tillSandbox
  const categoryID = shop.till.addCategory('Bells')
  const tagID = shop.till.addTag('sale')
  const maker = state.manufacturers.ordered('manufacturerID')[0]
  const bell = Number(
    shop.addItem({ categoryID, manufacturerID: maker?.manufacturerID ?? 0, tagIDs: [tagID] }),
  )
  const texts = () => shop.shown('BELL-1', 'meta_title', 'meta_description', 'meta_keyword')
  const listReads = () =>
    shop.tillSandbox.requests
      .all()
      .filter(({ route }) => /^GET (Category|TaxClass|Manufacturer|Tag)$/.test(route)).length
  return { ...shop, state, bell, categoryID, tagID, maker: maker?.name, texts, listReads }
}

test('names that an item only refers to come from their lists, and are not loaded with the items', async () => {
  const shop = await bellShop()
  await shop.sync()
  expect(shop.texts()).toEqual({ meta_title: shop.maker, meta_description: 'Bells', meta_keyword: 'sale' })
  const itemReads = shop.tillSandbox.requests.all().filter(({ route }) => route === 'GET Item')
  expect(itemReads.map(({ path }) => decodeURIComponent(path))).not.toEqual([])
  for (const { path } of itemReads)
    expect(decodeURIComponent(path)).not.toMatch(/"(Category|TaxClass|Manufacturer|TagRelations\.Tag)"/)
})

test('the lists are read once an hour, and a category with another name has it in the shop then', async () => {
  const shop = await bellShop()
  await shop.sync()
  const before = shop.listReads()
  shop.till.renameCategory(shop.categoryID, 'Horns')
  shop.state.tags.change(shop.tagID, { name: 'bargain' })
  await shop.sync()
  expect(shop.listReads()).toBe(before)
  shop.clock.forward(3_600_000)
  await shop.sync()
  expect(shop.listReads()).toBe(before + 4)
  expect(shop.texts()).toEqual({
    meta_title: shop.maker,
    meta_description: 'Horns',
    meta_keyword: 'bargain',
  })
})

test('an item that refers to something newer than the lists has them read at once', async () => {
  const shop = await bellShop()
  await shop.sync()
  const categoryID = shop.till.addCategory('Whistles')
  shop.clock.forward(60_000)
  shop.till.edit(shop.bell, { categoryID })
  await shop.run('catalogue')
  expect(shop.texts()?.meta_description).toBe('Whistles')
})

test('a list that the till refuses to tell keeps its last names, and the sync goes on', async () => {
  const shop = await bellShop()
  await shop.sync()
  shop.clock.forward(3_600_000)
  shop.tillSandbox.faults.add({ route: 'GET Tag', status: 403, times: 50 })
  shop.clock.forward(60_000)
  shop.till.rename(shop.bell, 'Steel bell')
  expect((await shop.run('catalogue')).outcome).toEqual({ kind: 'done' })
  expect(shop.texts()?.meta_keyword).toBe('sale')
  expect(shop.shown('BELL-1', 'name')).toEqual({ name: 'Steel bell' })
})
