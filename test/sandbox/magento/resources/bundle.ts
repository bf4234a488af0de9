import type { BundleLink, BundleOption, Product, State } from '../state/model.ts'
import { productBySku } from '../state/products.ts'
import { hasMsi } from '../state/traits.ts'
import { anything, bool, float, int, list, object, text } from '../web/input.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { noProduct, refuse } from '../web/refusal.ts'
import { sourceItemsOf } from './source-item.ts'

const linkReader = object('\\Magento\\Bundle\\Api\\Data\\LinkInterface', {
  id: text,
  sku: text,
  option_id: int,
  qty: float,
  position: int,
  is_default: bool,
  price: float,
  price_type: int,
  can_change_quantity: int,
  extension_attributes: anything,
})

export const bundleOptionReader = object('\\Magento\\Bundle\\Api\\Data\\OptionInterface', {
  option_id: int,
  title: text,
  required: bool,
  type: text,
  position: int,
  sku: text,
  product_links: list(linkReader),
  extension_attributes: anything,
})

export type BundleOptionInput = ReturnType<typeof bundleOptionReader.read>

const SHIPPED_TOGETHER = '0'

const spread =
  'Product "%1" cannot be added to bundle product as bundle product has "Ship Bundle Items Together" and "%1" product assigned to multiple sources or has different source then rest of bundle items'

/** The parts of a bundle. Shipped together, they must all lie in one and the same source. */
export function saveBundle(
  state: State,
  product: Product,
  options: readonly BundleOptionInput[] | null | undefined,
): void {
  if (product.typeId !== 'bundle' || options === undefined || options === null) return
  const sources = new Set<string>()
  const isTogether = String(product.values.shipment_type ?? SHIPPED_TOGETHER) === SHIPPED_TOGETHER
  product.bundle = options.map((option): BundleOption => {
    const id = state.next.bundleOption++
    const links = (option.product_links ?? []).map((link): BundleLink => {
      const part = productBySku(state, link.sku ?? '')
      if (part === undefined) throw noProduct()
      for (const row of sourceItemsOf(state, part.sku)) sources.add(row.sourceCode)
      if (hasMsi(state) && isTogether && sources.size > 1) throw refuse(400, spread, [part.sku])
      return {
        id: state.next.bundleLink++,
        sku: part.sku,
        qty: link.qty ?? 1,
        isDefault: link.is_default ?? false,
        canChange: link.can_change_quantity ?? 0,
      }
    })
    return {
      id,
      title: option.title ?? '',
      isRequired: option.required ?? false,
      type: option.type ?? 'select',
      position: option.position ?? 0,
      links,
    }
  })
}

export function bundleViews(state: State, product: Product): Json[] {
  return product.bundle.map(({ id, title, isRequired, type, position, links }) => ({
    option_id: id,
    title,
    required: isRequired,
    type,
    position,
    sku: product.sku,
    product_links: links.map((link) => linkView(state, id, link)),
  }))
}

/** A part costs what it costs alone. */
function linkView(
  state: State,
  optionId: number,
  { id, sku, qty, isDefault, canChange }: BundleLink,
): JsonObject {
  return {
    id: String(id),
    sku,
    option_id: optionId,
    qty,
    position: 0,
    is_default: isDefault,
    price: productBySku(state, sku)?.values.price ?? 0,
    price_type: null,
    can_change_quantity: canChange,
  }
}
