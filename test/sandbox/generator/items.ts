import type { Item, ItemType, Matrix } from '../lightspeed/records.ts'
import type { Random } from '../random.ts'
import type { CategoryTree } from './categories.ts'
import { customSku } from './codes.ts'
import { common, priceIn, pricesOf, round, someTags } from './columns.ts'
import { type Department, departments, french, japanese } from './departments.ts'
import { adjectives, brands, oddNames, services, vendors } from './words.ts'

/** The shop while it is being made. */
export type Maker = {
  random: Random
  categories: CategoryTree
  items: Item[]
  matrices: Matrix[]
  /** How many items stand alone so far. */
  singles: number
  /** Items with less than nothing in the first shop. */
  oversold: Set<number>
}

/** What is odd about an item, one after the other. */
const quirks = [
  'slash in the SKU',
  'odd name',
  'French',
  'price 0',
  'less than nothing in stock',
  'same name',
  'comma in the SKU',
  'Japanese',
  'same SKU',
  'service',
  'archived',
  'same UPC',
  'space in the SKU',
  'three decimals',
  'box',
] as const

type Quirk = (typeof quirks)[number]

/** Every second item is odd until each oddity was there once, so that a shop of 50 has all of them; then one in five. */
function quirkFor(single: number): Quirk | undefined {
  const firstRound = single < 2 * quirks.length
  const every = firstRound ? 2 : 5
  return single % every === 0 ? quirks[(single / every) % quirks.length] : undefined
}

/** Adds one item that stands alone. */
export function makeItem(maker: Maker): void {
  const { random, items } = maker
  const itemID = items.length + 1
  const quirk = quirkFor(maker.singles++)
  const department = random.pick(quirk === 'French' ? french : quirk === 'Japanese' ? japanese : departments)
  const made = plainItem(maker, itemID, department)
  items.push(quirk === undefined ? made : { ...made, ...withQuirk(maker, made, quirk) })
}

function withQuirk({ random, items, oversold }: Maker, item: Item, quirk: Quirk): Partial<Item> {
  const earlier = items[random.between(0, items.length - 1)]
  switch (quirk) {
    case 'French':
    case 'Japanese':
      return {}
    case 'slash in the SKU':
      return { customSku: `${item.itemID}/${random.between(2, 48)}"` }
    case 'comma in the SKU':
      return { customSku: `TR,${item.itemID}` }
    case 'space in the SKU':
      return { customSku: `AB ${item.itemID} #1+` }
    case 'odd name':
      return { description: random.pick(oddNames) }
    case 'price 0':
      return { prices: pricesOf(0, 0, 0) }
    case 'three decimals':
      return { prices: pricesOf(random.between(1000, 9999) / 1000, 0, 0) }
    case 'less than nothing in stock':
      oversold.add(item.itemID)
      return {}
    case 'same name':
      return earlier === undefined ? {} : { description: earlier.description }
    case 'same SKU':
      return earlier === undefined ? {} : { customSku: earlier.customSku }
    case 'same UPC':
      return earlier === undefined ? {} : { upc: earlier.upc }
    case 'service':
      return serviceColumns(random.pick(services))
    case 'archived':
      return { archived: true }
    case 'box':
      return {
        itemType: 'box',
        description: `${item.description} - CasePack`,
        components: [
          {
            itemComponentID: item.itemID,
            quantity: 10,
            componentGroup: 1,
            componentItemID: earlier?.itemID ?? 1,
          },
        ],
      }
  }
}

function serviceColumns(description: string): Partial<Item> {
  const itemType: ItemType = 'non_inventory'
  return { itemType, description, taxClassID: 2, manufacturerID: 0, categoryID: 0, upc: '', ean: '' }
}

function plainItem(maker: Maker, itemID: number, department: Department): Item {
  const { random, categories } = maker
  const brand = random.between(1, brands.length)
  const name = `${brands[brand - 1]} ${random.pick(adjectives)} ${random.pick(department.nouns)}`
  const description = random.chance(0.4) ? name : `${name} ${random.between(100, 9999)}`
  const category = random.chance(0.05) ? 0 : categories.idOf(department.path)
  const price = priceIn(random, department)
  return {
    ...common(random, itemID, price),
    description,
    customSku: random.chance(0.08) ? '' : customSku(description, itemID),
    publishToEcom: !random.chance(0.15),
    categoryID: category,
    manufacturerID: random.chance(0.04) ? 0 : brand,
    taxClassID: department.path[0] === 'Food' ? 3 : 1,
    defaultVendorID: random.between(0, vendors.length - 1),
    prices: pricesOf(
      price,
      random.chance(0.7) ? round(price * 1.15) : 0,
      random.chance(0.3) ? round(price * 0.95) : 0,
    ),
    tagIDs: someTags(random),
  }
}
