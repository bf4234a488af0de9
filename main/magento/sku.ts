import { encode } from './signature.ts'

/**
 * What Magento takes for the same SKU: case, accents and blanks at the end do not count in its database (recorded
 * 2.4.7: `sku-1` updates `SKU-1`; MySQL's utf8_general_ci).
 */
export function skuKey(sku: string): string {
  return sku.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase().trimEnd()
}

/**
 * Letters, digits, `-`, `_`: every web server and every version passes them through a path alike. Other SKUs travel in
 * the body of a product save.
 */
export const isHarmlessInPath = (sku: string): boolean => /^[\w-]+$/.test(sku)

/** Encoded length of the SKUs in one address: web servers take 8 kB for a whole request line. */
const MOST_CHARACTERS = 4000

/** SKUs, or other codes, in portions that fit into one search. */
export function skuBatches<T extends string>(skus: readonly T[], most: number): readonly (readonly T[])[] {
  const batches: T[][] = []
  let characters = 0
  for (const sku of new Set(skus)) {
    const length = encode(sku).length + (sku.includes(',') ? 250 : 3)
    const last = batches.at(-1)
    if (last === undefined || last.length >= most || characters + length > MOST_CHARACTERS) {
      batches.push([sku])
      characters = length
    } else {
      last.push(sku)
      characters += length
    }
  }
  return batches
}
