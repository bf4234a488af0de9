import { type ItemId, Sku } from '../../shared/ids.ts'
import type { Product } from '../magento/products.ts'
import type { MirrorItem } from '../store/item.ts'
import type { Ledger } from '../store/ledger.ts'
import { skuKey } from '../store/text.ts'
import { barcodeKey, barcodesOf, spellings } from './barcode.ts'
import type { Policy } from './projection/project.ts'
import { select } from './selection.ts'
import { selectableOf } from './view.ts'

/** An item and the one product that holds its barcode. */
export type Candidate = { readonly itemId: ItemId; readonly barcode: string; readonly product: Product }

const ofSku = (sku: string): string => `sku ${skuKey(sku)}`
const ofBarcode = (code: string): string => `barcode ${barcodeKey(code)}`

/**
 * Items that go online and lead to a product as well, by name: one that is paired with it or carries its SKU, or one
 * that has the same barcode and no product yet. An item without a rival is no key of the answer.
 */
export function rivalsOf(
  ledger: Ledger,
  { criteria }: Policy,
  candidates: readonly Candidate[],
): ReadonlyMap<ItemId, string> {
  if (candidates.length === 0) return new Map()
  const skus = candidates.flatMap(({ product }) => Sku.safeParse(product.sku).data ?? [])
  const holders = ledger.links.bySku(skus).filter(({ state }) => state === 'linked')
  const alike = ledger.items.withBarcode(candidates.flatMap(({ barcode }) => spellings(barcode)))
  const paired = new Set(
    ledger.links
      .of(alike.map(({ itemId }) => itemId))
      .flatMap(({ itemId, state }) => (state === 'linked' ? [itemId] : [])),
  )
  const others: readonly (readonly [MirrorItem, string])[] = [
    ...holders.flatMap(({ itemId, sku }) => {
      const item = ledger.items.get(itemId)
      return item === null ? [] : [[item, ofSku(sku)] as const]
    }),
    ...ledger.items.withSku(skus).map((item) => [item, ofSku(item.sku ?? '')] as const),
    ...alike
      .filter(({ itemId }) => !paired.has(itemId))
      .flatMap((item) => barcodesOf(item).map((code) => [item, ofBarcode(code)] as const)),
  ]
  const online = others.filter(([item]) => select(selectableOf(item), criteria()).selected)
  return new Map(
    candidates.flatMap(({ itemId, barcode, product }) => {
      const keys = new Set([ofSku(product.sku), ofBarcode(barcode)])
      const rival = online.find(([item, key]) => item.itemId !== itemId && keys.has(key))
      return rival === undefined ? [] : [[itemId, rival[0].name] as const]
    }),
  )
}
