import { expect, test } from 'vitest'
import { openShop } from './shop.ts'

test('many matrices go through the shop’s queue with their variants, once each, and are then left alone', async () => {
  const shop = await openShop({ rules: { guard: { products: 20, share: 0.1, most: 5000, priceFalls: 5 } } })
  shop.web.shop.sellsClothes()
  shop.web.shop.settings.saveMs = 2000
  const sizes = ['S', 'M', 'L']
  for (let at = 1; at <= 60; at += 1) {
    const itemMatrixID = shop.till.addMatrix({ description: `Tee ${at}`, itemAttributeSetID: 2 })
    for (const size of sizes)
      shop.addItem({
        customSku: `T${at}-${size}`,
        description: `Tee ${at} ${size}`,
        itemMatrixID,
        attributes: { attribute1: '', attribute2: size, attribute3: '', itemAttributeSetID: 2 },
      })
  }
  const run = await shop.run('catalogue')
  expect([run.outcome, run.counts.created]).toEqual([{ kind: 'done' }, 240])
  const offered = shop.web.shop
    .products()
    .filter(({ typeId }) => typeId === 'configurable')
    .map(({ views, children }) => `${views.all?.name}: ${children.length}`)
  expect(offered.toSorted()).toEqual(Array.from({ length: 60 }, (_, at) => `Tee ${at + 1}: 3`).toSorted())
  const { 'POST /async/bulk/V1/products': lists = 0, 'POST /V1/products': saves = 0 } = shop.writes()
  // a save for each product at most, where a list does not take it along
  expect([lists > 0, saves < 240]).toEqual([true, true])
  shop.forgetRequests()
  await shop.sync()
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.writes()).toEqual({})
}, 120_000)
