import type { Sku } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { isMember } from './products.ts'

/**
 * Takes values of its own from a store view, so that it shows what scope `all` holds: null, written in the view's scope.
 * There is no other way over REST (magento/magento2#9186). A value with website scope goes from every view of its website.
 *
 * Only for values that the view is known to hold itself: of a value that all views share, null would empty it
 * everywhere. Not for Magento 2.3 and older, which make every other value of the product the view's own in passing
 * (magento/magento2#31083).
 */
export function clearInView(
  magento: Magento,
  view: string,
  sku: Sku,
  codes: readonly string[],
): Promise<Result<unknown, MagentoError>> {
  const custom = codes.filter((code) => !isMember(code))
  return magento.request({
    method: 'POST',
    path: 'products',
    scope: view,
    body: {
      product: {
        sku,
        ...Object.fromEntries(codes.filter(isMember).map((code) => [code, null])),
        ...(custom.length === 0
          ? {}
          : { custom_attributes: custom.map((attribute_code) => ({ attribute_code, value: null })) }),
      },
    },
    effect: 'write',
  })
}
