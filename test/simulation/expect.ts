import { piecesOf } from '../harness/pieces.ts'
import type { Item } from '../sandbox/lightspeed/records.ts'
import type { State } from '../sandbox/lightspeed/state.ts'

/**
 * What the web shop should hold of an item, by the rules that ship: written down once more, from what the merchant was
 * promised, and apart from the program.
 */
export type Wanted = {
  readonly itemID: number
  readonly sku: string
  readonly isOnline: boolean
  /** By attribute. Null: nothing is promised. */
  readonly values: Readonly<Record<string, string | null>>
  /** Null for what has no stock. */
  readonly quantity: number | null
}

/** Every item of the till that has a SKU, but for those of which cannot be told who has it. */
export function wantedOf(till: State): readonly Wanted[] {
  const items = till.items.ordered('itemID')
  const untold = new Set(items.filter((item) => hasTwin(till, item)).map((item) => alike(skuOf(item))))
  return items.flatMap((item) => {
    const sku = skuOf(item)
    return sku === '' || untold.has(alike(sku)) ? [] : [wanted(till, item, sku)]
  })
}

const skuOf = ({ customSku, systemSku }: Item): string => customSku.trim() || systemSku.trim()

/** Another item claims its SKU: the one that was first stays, and the other is held. */
function isClaimed(till: State, item: Item): boolean {
  const sku = alike(skuOf(item))
  return till.items
    .ordered('itemID')
    .some((other) => other.itemID !== item.itemID && isForSale(other) && alike(skuOf(other)) === sku)
}

function wanted(till: State, item: Item, sku: string): Wanted {
  const isOnline = isForSale(item)
  const price = item.prices.find(({ useTypeID }) => useTypeID === 1)?.amount ?? 0
  return {
    itemID: item.itemID,
    sku,
    isOnline,
    values: {
      name: [...kept(item.description)].slice(0, 255).join(''),
      price: price === 0 ? null : String(price),
      status: '1',
      // a variant is chosen on the page of its matrix
      visibility: item.itemMatrixID === 0 ? '4' : '1',
      description: kept(item.eCommerce?.longDescription ?? ''),
      short_description: kept(item.eCommerce?.shortDescription ?? ''),
    },
    quantity: item.itemType === 'non_inventory' ? null : Math.max(0, sum(piecesOf(till, item))),
  }
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0)

const isForSale = ({ archived, publishToEcom }: Item): boolean => !archived && publishToEcom === true

/** What the product of a matrix should offer: the SKUs of its variants. */
export type Offer = { readonly sku: string; readonly name: string; readonly skus: readonly string[] }

/** Every matrix of which it can be told: none that has twins among its variants, or one without a value. */
export function offersOf(till: State): readonly Offer[] {
  return till.matrices.ordered('itemMatrixID').flatMap((matrix) => {
    const variants = till.items.having('itemMatrixID', matrix.itemMatrixID).filter(isForSale)
    const filled = variants.map(placesOf)
    if (variants.some((item) => hasTwin(till, item) || isClaimed(till, item))) return []
    if (new Set(filled).size > 1) return []
    const skus = matrix.archived ? [] : variants.map(skuOf)
    return [{ sku: `MATRIX-${matrix.itemMatrixID}`, name: kept(matrix.description), skus }]
  })
}

const placesOf = ({ attributes }: Item): string =>
  [attributes?.attribute1, attributes?.attribute2, attributes?.attribute3]
    .map((one) => (one ? '1' : '0'))
    .join('')

/** Of two variants with the same values the shop takes one; which of them depends on what happened before. */
export const hasTwin = (till: State, item: Item): boolean =>
  item.itemMatrixID !== 0 &&
  isForSale(item) &&
  till.items
    .having('itemMatrixID', item.itemMatrixID)
    .some(
      (other) => other.itemID !== item.itemID && isForSale(other) && combination(other) === combination(item),
    )

const combination = ({ attributes }: Item): string =>
  [attributes?.attribute1, attributes?.attribute2, attributes?.attribute3].join('\n').toLowerCase()

/** Magento keeps no characters of four bytes. */
const kept = (text: string): string =>
  [...text]
    .filter((one) => (one.codePointAt(0) ?? 0) < 0x10000)
    .join('')
    .trim()

/** SKUs that the shop's database takes for the same. */
export const alike = (sku: string): string =>
  sku.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trimEnd()

/** The same for a customer. */
export function same(one: string, other: string): boolean {
  if (one === other) return true
  if (one !== '' && other !== '' && Math.abs(Number(one) - Number(other)) < 0.000_05) return true
  return one.replaceAll('\r\n', '\n').trim() === other.replaceAll('\r\n', '\n').trim()
}
