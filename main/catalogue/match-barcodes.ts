import type { ItemId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from '../magento/error.ts'
import type { Magento } from '../magento/magento.ts'
import { type Product, productsByAttribute } from '../magento/products.ts'
import { barcodeKey, spellings } from './barcode.ts'

type Labelled = { readonly itemId: ItemId; readonly barcodes: readonly string[] }

/** The products that hold a barcode of an item; an item that has none found is no key of the answer. */
export async function matchBarcodes(
  magento: Magento,
  items: readonly Labelled[],
  attribute: string | null,
): Promise<Result<ReadonlyMap<ItemId, readonly Product[]>, MagentoError>> {
  const codes = [...new Set(items.flatMap(({ barcodes }) => barcodes.flatMap(spellings)))]
  if (attribute === null || codes.length === 0) return ok(new Map())
  const found = await productsByAttribute(magento, attribute, codes)
  if (!found.ok) return found
  return ok(
    new Map(
      items.flatMap(({ itemId, barcodes }) => {
        const keys = new Set(barcodes.map(barcodeKey))
        const products = found.value.filter(({ values }) => keys.has(barcodeKey(values[attribute] ?? '')))
        return products.length === 0 ? [] : [[itemId, products] as const]
      }),
    ),
  )
}
