import { createHash } from 'node:crypto'
import type { ItemId, Sku } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import { type GalleryEntry, galleryBytes } from '../../magento/gallery.ts'
import { isHarmlessInPath } from '../../magento/sku.ts'
import { isOurFile, type Wanted } from '../pictures/reconcile.ts'
import type { Sending } from './sending.ts'

type Product = { readonly group: { readonly itemId: ItemId }; readonly sku: Sku }

/**
 * Before the first picture goes to a product that has some already: those with the same bytes are noted, so that nothing
 * is shown twice. They stay the merchant's. Where the shop does not tell the bytes, nothing is found.
 */
export async function lookForEqual(
  { magento, ledger }: Sending,
  { group: { itemId }, sku }: Product,
  wanted: readonly Wanted[],
  entries: readonly GalleryEntry[],
): Promise<Result<null, MagentoError>> {
  const foreign = entries.filter(({ file }) => !isOurFile(file))
  const isKnown = ledger.pictures.gallery([itemId]).length > 0
  if (isKnown || wanted.length === 0 || foreign.length === 0 || !isHarmlessInPath(sku)) return ok(null)
  const bytes = await galleryBytes(magento, sku)
  if (!bytes.ok) return bytes
  const open = [...wanted]
  const equal = foreign.flatMap((entry) => {
    const held = bytes.value.get(entry.id)
    const digest = held === undefined ? null : createHash('sha256').update(held).digest('hex')
    const at = open.findIndex((wish) => wish.digest === digest)
    const [wish] = at < 0 ? [] : open.splice(at, 1)
    if (wish === undefined) return []
    const { imageId, publicId } = wish
    return [
      { itemId, entryId: entry.id, imageId, publicId, digest: wish.digest, file: entry.file, own: false },
    ]
  })
  ledger.pictures.settle(itemId, equal)
  return ok(null)
}
