import type { Sku } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import { type GalleryEntry, galleryOf } from './gallery.ts'
import type { Magento } from './magento.ts'
import { productsBySku } from './products.ts'

/**
 * The pictures of many products, in one search; before 2.3 lists do not tell them, so each is asked for.
 *
 * A product that is not there, or is there twice, has none. One whose pictures this shop does not tell has the error.
 */
export async function galleriesOf(
  magento: Magento,
  skus: readonly Sku[],
): Promise<Result<ReadonlyMap<Sku, Result<readonly GalleryEntry[], MagentoError>>, MagentoError>> {
  const found = await productsBySku(magento, skus)
  if (!found.ok) return found
  const galleries = new Map<Sku, Result<readonly GalleryEntry[], MagentoError>>()
  for (const sku of skus) {
    const [product, another] = found.value.get(sku) ?? []
    if (product === undefined || another !== undefined) continue
    const gallery = product.gallery === null ? await galleryOf(magento, sku) : ok(product.gallery)
    if (!gallery.ok && !isAboutProduct(gallery.error)) return gallery
    galleries.set(sku, gallery)
  }
  return ok(galleries)
}

/** A web server that does not pass the SKU through a path answers with a page of its own. */
const isAboutProduct = ({ kind }: MagentoError): boolean => kind === 'rejected' || kind === 'not-magento'
