import { expect, test } from 'vitest'
import { defaultRules, type Rules } from '../../shared/rules.ts'
import { openShop } from './shop.ts'

const HOUR_MS = 3_600_000

/** A shirt in two sizes, in the category of shirts. */
async function shirtShop(rules: Partial<Rules>) {
  const shop = await openShop({
    rules: { categories: { ...defaultRules.categories, root: 2 }, ...rules },
  })
  shop.web.shop.sellsClothes()
  const shirts = shop.till.addCategory('Shirts')
  const matrix = shop.till.addMatrix({ description: 'Trail tee', categoryID: shirts })
  for (const size of ['S', 'M'])
    shop.addItem({
      customSku: `TEE-${size}`,
      description: `Trail tee ${size}`,
      categoryID: shirts,
      itemMatrixID: matrix,
      publishToEcom: rules.selection === undefined,
      attributes: { attribute1: 'Moss', attribute2: size, attribute3: '', itemAttributeSetID: 1 },
    })
  const tree = shop.web.shop.categories
  const all = [`MATRIX-${matrix}`, 'TEE-S', 'TEE-M']
  return {
    ...shop,
    shirts,
    matrix,
    tree,
    of: () => all.map((sku) => tree.of(sku)),
    statuses: () => all.map((sku) => shop.shown(sku, 'status')?.status),
    async hourLater() {
      shop.clock.forward(HOUR_MS)
      return shop.sync()
    },
  }
}

test('the product of a matrix stands in its category, and its variants only on its page', async () => {
  const shop = await shirtShop({})
  const [run] = await shop.sync()
  expect([run?.outcome, shop.problems()]).toEqual([{ kind: 'done' }, []])
  expect(shop.of()).toEqual([['Shirts'], [], []])
  shop.forgetRequests()
  await shop.sync()
  expect(shop.web.requests.all()).toEqual([])
  await shop.hourLater()
  expect(shop.writes()).toEqual({})
})

test('variants that can be found by themselves stand in their category as well', async () => {
  const shop = await shirtShop({ variantsVisible: true })
  await shop.sync()
  expect(shop.of()).toEqual([['Shirts'], ['Shirts'], ['Shirts']])
})

test('a matrix that is put elsewhere, and one whose category is deleted, leave it', async () => {
  const shop = await shirtShop({})
  await shop.sync()
  const tops = shop.till.addCategory('Tops')
  shop.clock.forward(60_000)
  shop.till.editMatrix(shop.matrix, { categoryID: tops })
  await shop.sync()
  expect(shop.of()).toEqual([['Tops'], [], []])
  shop.till.deleteCategory(tops)
  await shop.hourLater()
  expect(shop.of()).toEqual([[], [], []])
})

test('a tag of the matrix counts for its variants, given or taken at any time', async () => {
  const shop = await shirtShop({
    selection: { kind: 'where', match: 'any', conditions: [{ kind: 'tag', tag: 'webstore' }] },
  })
  const tagID = shop.till.addTag('webstore')
  shop.till.editMatrix(shop.matrix, { tagIDs: [tagID] })
  await shop.sync()
  expect(shop.statuses()).toEqual(['1', '1', '1'])
  expect(shop.catalogue.countSelected(shop.ledger.rules.current()).selected).toBe(2)
  shop.clock.forward(60_000)
  shop.till.editMatrix(shop.matrix, { tagIDs: [] })
  await shop.sync()
  expect(shop.statuses()).toEqual(['2', '2', '2'])
  shop.tillSandbox.state.matrices.change(shop.matrix, { tagIDs: [tagID] })
  await shop.hourLater()
  expect(shop.statuses()).toEqual(['1', '1', '1'])
})
