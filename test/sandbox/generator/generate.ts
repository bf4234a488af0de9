import type { Catalogue } from '../lightspeed/catalogue.ts'
import type { Image, Item, Matrix } from '../lightspeed/records.ts'
import { createRandom, type Random } from '../random.ts'
import { makeAccount, opened } from './account.ts'
import { makeCategories } from './categories.ts'
import { departments, french, japanese } from './departments.ts'
import { type Maker, makeItem } from './items.ts'
import { makeMatrix } from './matrices.ts'
import { makeStock } from './stock.ts'
import { brands } from './words.ts'

/** Share of the items that are variants of a matrix. */
const VARIANTS = 0.25

/**
 * Invents a shop: brands, categories, items with their odd sides, stock in two or three shops.
 *
 * @param items how many, variants and archived ones included; 50 to 200,000 are usual
 * @param seed the same seed makes the same shop
 */
export function generateShop({ items: count, seed }: { items: number; seed: number }): Catalogue {
  const random = createRandom(seed)
  const categories = makeCategories([...departments, ...french, ...japanese].map(({ path }) => path))
  const account = makeAccount(
    count < 1000 ? ['Riverside', 'Station Street'] : ['Riverside', 'Station Street', 'Warehouse'],
  )
  const oversold = new Set<number>()
  const maker: Maker = { random, categories, items: [], matrices: [], singles: 0, oversold }
  let variants = 0
  while (maker.items.length < count) {
    if (variants < maker.items.length * VARIANTS && count - maker.items.length >= 3)
      variants += makeMatrix(maker, count - maker.items.length)
    else makeItem(maker)
  }
  return {
    ...account,
    manufacturers: manufacturers(),
    categories: categories.rows,
    matrices: maker.matrices,
    items: maker.items,
    itemShops: makeStock(
      random,
      maker.items,
      account.shops.map(({ shopID }) => shopID),
      oversold,
    ),
    images: images(random, maker.items, maker.matrices),
  }
}

const manufacturers = () =>
  brands.map((name, at) => ({ manufacturerID: at + 1, name, createTime: opened, timeStamp: opened + at }))

/** A picture for a third of the items, two for some, one for every matrix. */
function images(random: Random, items: readonly Item[], matrices: readonly Matrix[]): Image[] {
  const list: Image[] = []
  const add = (itemID: number, itemMatrixID: number, ordering: number, timeStamp: number): void => {
    const imageID = list.length + 1
    list.push({
      imageID,
      description: ordering === 0 ? 'front' : 'back',
      filename: `item-${itemID || itemMatrixID}-${ordering}.jpg`,
      ordering,
      publicID: random.hex(20),
      baseImageURL: 'https://res.cloudinary.com/lightspeed-retail/image/upload/',
      size: random.between(20_000, 400_000),
      createTime: timeStamp,
      timeStamp,
      itemID,
      itemMatrixID,
    })
  }
  for (const item of items) {
    if (!random.chance(1 / 3)) continue
    add(item.itemID, 0, 0, item.createTime)
    if (random.chance(0.2)) add(item.itemID, 0, 1, item.createTime)
  }
  for (const matrix of matrices) add(0, matrix.itemMatrixID, 0, matrix.timeStamp)
  return list
}
