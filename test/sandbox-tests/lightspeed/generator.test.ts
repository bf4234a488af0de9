import { describe, expect, test } from 'vitest'
import { generateShop } from '../../sandbox/generator/generate.ts'

describe('an invented shop', () => {
  const shop = generateShop({ items: 2000, seed: 7 })
  const share = (wanted: (item: (typeof shop.items)[number]) => boolean): number =>
    shop.items.filter(wanted).length / shop.items.length
  const repeated = (values: readonly string[]): number => values.length - new Set(values).size

  test('is the same for the same seed, and another for another', () => {
    expect(generateShop({ items: 200, seed: 7 })).toEqual(generateShop({ items: 200, seed: 7 }))
    expect(generateShop({ items: 200, seed: 8 })).not.toEqual(generateShop({ items: 200, seed: 7 }))
  })

  test.each([1, 50, 777, 2000])('of %i items has just so many', (items) => {
    expect(generateShop({ items, seed: 3 }).items).toHaveLength(items)
  })

  test('looks like a real one', () => {
    expect(share((item) => item.itemMatrixID > 0)).toBeCloseTo(0.25, 1)
    expect(share((item) => item.publishToEcom === false)).toBeCloseTo(0.15, 1)
    expect(share((item) => item.customSku === '')).toBeCloseTo(0.08, 1)
    expect(shop.shops.map(({ name }) => name)).toEqual(['Riverside', 'Station Street', 'Warehouse'])
    expect(shop.priceLevels.map(({ name }) => name)).toEqual(['Default', 'MSRP', 'My Online Store'])
  })

  test.each([50, 2000])('of %i items has all that trips a careless program', (items) => {
    const all = generateShop({ items, seed: 7 })
    const some = (wanted: (item: (typeof all.items)[number]) => boolean) => all.items.some(wanted)
    expect({
      slash: some((item) => item.customSku.includes('/')),
      comma: some((item) => item.customSku.includes(',')),
      french: some((item) => /[éèûœ]/.test(item.description)),
      japanese: some((item) => /[぀-ヿ一-龯]/.test(item.description)),
      oddName: some((item) => /["#+%&]/.test(item.description)),
      sameSku: repeated(all.items.map((item) => item.customSku).filter((sku) => sku !== '')) > 0,
      sameName: repeated(all.items.map((item) => item.description)) > 0,
      sameUpc: repeated(all.items.map((item) => item.upc).filter((upc) => upc !== '')) > 0,
      free: some((item) => item.prices[0]?.amount === 0),
      archived: some((item) => item.archived),
      unpublished: some((item) => item.publishToEcom === false),
      service: some((item) => item.itemType === 'non_inventory'),
      box: some((item) => item.itemType === 'box'),
      oversold: all.itemShops.some((row) => row.qoh < 0),
    }).toEqual({
      slash: true,
      comma: true,
      french: true,
      japanese: true,
      oddName: true,
      sameSku: true,
      sameName: true,
      sameUpc: true,
      free: true,
      archived: true,
      unpublished: true,
      service: true,
      box: true,
      oversold: true,
    })
  })

  test('adds up: every item has a row per shop and shop 0 holds their sum', () => {
    const sums = new Map<number, number>()
    for (const { itemID, shopID, qoh } of shop.itemShops)
      sums.set(itemID, (sums.get(itemID) ?? 0) + (shopID === 0 ? -qoh : qoh))
    expect(shop.itemShops).toHaveLength(4 * 2000)
    expect(new Set(sums.values())).toEqual(new Set([0]))
  })

  test('refers to nothing that it does not have', () => {
    const has = (ids: readonly number[]) => new Set([0, ...ids])
    const categories = has(shop.categories.map((row) => row.categoryID))
    const manufacturers = has(shop.manufacturers.map((row) => row.manufacturerID))
    const vendors = has(shop.vendors.map((row) => row.vendorID))
    const matrices = has(shop.matrices.map((row) => row.itemMatrixID))
    const stray = shop.items.filter(
      (item) =>
        !categories.has(item.categoryID) ||
        !manufacturers.has(item.manufacturerID) ||
        !vendors.has(item.defaultVendorID) ||
        !matrices.has(item.itemMatrixID),
    )
    expect(stray).toEqual([])
  })
})
