import type { Item } from '../lightspeed/records.ts'
import type { Random } from '../random.ts'
import { customSku } from './codes.ts'
import { common, priceIn, pricesOf, round, someTags } from './columns.ts'
import { type Department, departments } from './departments.ts'
import type { Maker } from './items.ts'
import { adjectives, brands, colours, shoeSizes, sizes } from './words.ts'

/** Adds a matrix with up to `room` variants. @returns how many */
export function makeMatrix(maker: Maker, room: number): number {
  const { random, items, matrices, categories } = maker
  const department = random.pick(varying)
  const brand = random.between(1, brands.length)
  const itemMatrixID = matrices.length + 1
  const description = `${brands[brand - 1]} ${random.pick(adjectives)} ${random.pick(department.nouns)}`
  const combinations = combinationsFor(random, department).slice(0, room)
  const price = priceIn(random, department)
  const setID = { 'color-size': 1, size: 2, color: 3, none: 4 }[department.varies]
  const publishToEcom = !random.chance(0.15)
  const tagIDs = someTags(random)
  const start = items.length
  for (const [attribute1, attribute2] of combinations) {
    const itemID = items.length + 1
    const own = random.chance(0.1) ? round(price * 1.1) : price
    items.push({
      ...common(random, itemID, own),
      description: [description, attribute1, attribute2].filter((part) => part !== '').join(' '),
      customSku: random.chance(0.08) ? '' : customSku(description, itemID),
      publishToEcom,
      archived: random.chance(0.03),
      categoryID: categories.idOf(department.path),
      manufacturerID: brand,
      itemMatrixID,
      itemAttributesID: itemID,
      attributes: { attribute1, attribute2, attribute3: '', itemAttributeSetID: setID },
      prices: pricesOf(own, round(own * 1.15), 0),
      tagIDs,
    })
  }
  const made = items.slice(start)
  oddVariants(made, itemMatrixID)
  const used = (values: readonly string[]): string[] => [...new Set(values)].filter((value) => value !== '')
  matrices.push({
    itemMatrixID,
    description,
    tax: true,
    defaultCost: round(price * 0.5),
    itemType: 'default',
    serialized: false,
    modelYear: 0,
    archived: false,
    timeStamp: Math.max(...made.map((item) => item.timeStamp)),
    itemAttributeSetID: setID,
    manufacturerID: brand,
    categoryID: categories.idOf(department.path),
    defaultVendorID: 0,
    taxClassID: 1,
    seasonID: 0,
    departmentID: 0,
    itemECommerceID: 0,
    prices: pricesOf(price, round(price * 1.15), 0),
    tagIDs,
    attributeValues: [used(combinations.map(([one]) => one)), used(combinations.map(([, two]) => two)), []],
  })
  return made.length
}

/** One matrix in nine has a child that somebody renamed, one in nine a child with the attributes of its sister. */
function oddVariants(made: readonly Item[], itemMatrixID: number): void {
  const [first] = made
  const last = made.at(-1)
  if (first === undefined || last === undefined || first === last) return
  if (itemMatrixID % 9 === 4) last.description = `Clearance: ${last.description}`
  if (itemMatrixID % 9 === 8) last.attributes = first.attributes
}

const [firstVarying = departments[0], ...otherVarying] = departments.filter(({ varies }) => varies !== 'none')
const varying: readonly [Department, ...Department[]] = [firstVarying, ...otherVarying]

function combinationsFor(random: Random, department: Department): [string, string][] {
  const from = (list: readonly string[], most: number): string[] => {
    const start = random.between(0, list.length - 2)
    return list.slice(start, start + random.between(2, most))
  }
  const inSizes = department.path[0] === 'Footwear' ? shoeSizes : sizes
  switch (department.varies) {
    case 'color-size':
      return from(colours, 3).flatMap((colour) =>
        from(inSizes, 4).map((size): [string, string] => [colour, size]),
      )
    case 'color':
      return from(colours, 5).map((colour) => [colour, ''])
    case 'size':
    case 'none':
      return from(inSizes, 7).map((size) => ['', size])
  }
}
