import type { ItemId } from '../../../shared/ids.ts'
import type { Ledger } from '../../store/ledger.ts'
import type { PictureCache } from '../../store/picture-cache.ts'
import { pictureType } from './file.ts'
import { picturesFor } from './till-picture.ts'

/** A larger one is not shown: it travels to the window as a text. */
const MOST_BYTES = 1024 * 1024

/** The first of an item's pictures that was downloaded, as an address that holds it; null where none was. */
export function shownPicture(ledger: Ledger, cache: PictureCache, itemId: ItemId): string | null {
  const entry = ledger.mirror.get(itemId)
  for (const picture of entry === null ? [] : picturesFor({ ...entry, itemId })) {
    const digest = ledger.pictures.digestOf(picture)
    const bytes = digest === null ? null : cache.read(digest)
    const type = bytes === null || bytes.length > MOST_BYTES ? null : pictureType(bytes)
    if (bytes === null || type === null || typeof type === 'string') continue
    return `data:${type.mime};base64,${Buffer.from(bytes).toString('base64')}`
  }
  return null
}
