import type { Sku } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import { type Configurable, offerBody } from './configurable-record.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'
import { type Product, ProductRecord } from './products.ts'
import { encode } from './signature.ts'

/** What a configurable product shall offer: at least one value for each option, and its variants' ids. */
export type ConfigurableChange = Configurable & { readonly sku: Sku }

/** The product with what it offers, which lists of 2.2 leave out. Null: the shop has none of this SKU. */
export async function configurableProduct(
  magento: Magento,
  sku: Sku,
): Promise<Result<Product | null, MagentoError>> {
  const path = `products/${encode(sku)}`
  const answer = await magento.request({ method: 'GET', path, scope: 'all', effect: 'read' })
  if (answer.ok) return parse('GET /V1/products/{sku}', ProductRecord, answer.value)
  return answer.error.kind === 'rejected' && answer.error.status === 404 ? ok(null) : answer
}

/**
 * Gives a configurable product its options and variants; both replace what it had.
 *
 * They travel together and with the type: links alone are refused as equal, or not looked at; options alone take every
 * variant away, and so does an option with another label or position (recorded Magento 2.4.7). An attribute that the shop
 * does not know, or that is no drop-down, would break the product for good: make sure of it before.
 *
 * @returns the product as the shop kept it
 */
export async function saveConfigurable(
  magento: Magento,
  { sku, options, links }: ConfigurableChange,
): Promise<Result<Product, MagentoError>> {
  const body = {
    product: {
      sku,
      type_id: 'configurable',
      extension_attributes: offerBody({ options, links }),
    },
  }
  const answer = await magento.request({
    method: 'POST',
    path: 'products',
    scope: 'all',
    body,
    effect: 'write',
  })
  return answer.ok ? parse('POST /V1/products', ProductRecord, answer.value) : answer
}
