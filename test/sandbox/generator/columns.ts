import type { ECommerce, Price } from '../lightspeed/records.ts'
import type { Random } from '../random.ts'
import { ended, opened } from './account.ts'
import { ean, manufacturerSku, upc } from './codes.ts'
import type { Department } from './departments.ts'
import { sentences, tags, vendors } from './words.ts'

/** What items of every sort have. */
export function common(random: Random, itemID: number, price: number) {
  const createTime = opened + random.between(0, ended - opened)
  // An import changes many rows in the same second.
  const touched = random.chance(0.2) ? lastImport : createTime + random.between(0, ended - createTime)
  const cost = round(price * 0.5)
  const coded = random.next()
  return {
    itemID,
    systemSku: String(210_000_000_000 + itemID + (itemID < 200 ? 0 : 6)),
    defaultCost: cost,
    avgCost: cost,
    discountable: true,
    tax: true,
    archived: false,
    itemType: 'default' as const,
    serialized: false,
    description: '',
    modelYear: 0,
    upc: coded < 0.5 ? upc(random) : '',
    ean: coded > 0.4 && coded < 0.8 ? ean(random) : '',
    customSku: '',
    manufacturerSku: random.chance(0.6) ? manufacturerSku(random) : '',
    createTime,
    timeStamp: Math.max(createTime, touched),
    categoryID: 0,
    taxClassID: 1,
    departmentID: 0,
    itemMatrixID: 0,
    manufacturerID: 0,
    seasonID: 0,
    defaultVendorID: 1,
    itemECommerceID: 0,
    itemAttributesID: 0,
    noteID: 0,
    eCommerce: random.chance(0.5) ? eCommerceOf(random) : undefined,
    vendorNums: random.chance(0.5)
      ? [
          {
            itemVendorNumID: itemID,
            value: `V-${random.between(1000, 99_999)}`,
            timeStamp: createTime,
            vendorID: random.between(1, vendors.length - 1),
            cost,
          },
        ]
      : undefined,
    customValues: random.chance(0.15) ? { 1: random.pick(['Wool', 'Cotton', 'Steel', 'Chêne']) } : undefined,
  }
}

const lastImport = Date.UTC(2025, 4, 12, 7, 30) / 1000

function eCommerceOf(random: Random): ECommerce {
  const first = random.pick(sentences)
  return {
    longDescription: `<p>${first}</p><p>${random.pick(sentences)}</p>`,
    shortDescription: first,
    weight: random.between(1, 400) / 100,
    width: 0,
    height: 0,
    length: 0,
    listOnStore: true,
  }
}

export function someTags(random: Random): number[] {
  const chosen = Array.from({ length: random.between(0, 3) }, () => random.between(1, tags.length))
  return [...new Set(chosen)].sort((a, b) => a - b)
}

export const round = (amount: number): number => Math.round(amount * 100) / 100

/** A price that looks like one: 19.95, 24.9, 120. */
export function priceIn(random: Random, { from, to }: Department): number {
  const whole = random.between(from, to)
  return round(whole - random.pick([0, 0.05, 0.1, 0.01, 0.5]))
}

/** Default, MSRP and the online level; 0 means not set. */
export const pricesOf = (usual: number, msrp: number, online: number): Price[] => [
  { useTypeID: 1, amount: usual },
  { useTypeID: 2, amount: msrp },
  { useTypeID: 3, amount: online },
]
