import type { Attribute, Product, State, Value } from '../state/model.ts'
import { knownCodes } from '../state/sets.ts'
import { traitsOf } from '../state/traits.ts'
import { valueIn } from '../state/values.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { bundleViews } from './bundle.ts'
import { refusePoisoned } from './configurable-save.ts'
import { configurableOptionView } from './configurable-view.ts'
import { galleryViews } from './gallery-view.ts'
import { stockItemView } from './stock-item.ts'

/** Which parts of a product an answer has besides those that every answer has. */
export type Parts = {
  stockItem: boolean
  /** The answer to a save hands back the product as it was sent, without these two. */
  linksAndTiers: boolean
  /** A row of an old version's list: no websites, categories and pictures. */
  isShort?: boolean
}

const topLevel = new Set([
  'sku',
  'name',
  'price',
  'status',
  'visibility',
  'created_at',
  'updated_at',
  'weight',
])
const neverShown = new Set([
  ...topLevel,
  'media_gallery',
  'tier_price',
  'quantity_and_stock_status',
  'gallery',
  'category_ids',
])

/** A product as a store view shows it (0 is scope `all`). */
export function productView(state: State, product: Product, storeId: number, parts: Parts): JsonObject {
  refusePoisoned(state, product)
  const value = (code: string): Value | null => {
    const attribute = state.attributes.get(code)
    return attribute === undefined ? null : (valueIn(state, product, attribute, storeId) ?? null)
  }
  const price = product.typeId === 'configurable' ? 0 : value('price')
  const weight = value('weight') ?? (product.typeId === 'bundle' ? 0 : null)
  return {
    id: product.id,
    sku: product.sku,
    name: value('name'),
    attribute_set_id: product.setId,
    ...(price === null ? {} : { price }),
    status: value('status'),
    visibility: value('visibility'),
    type_id: product.typeId,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    ...(weight === null ? {} : { weight }),
    ...(parts.isShort ? {} : { extension_attributes: extensionAttributes(state, product, parts.stockItem) }),
    ...(parts.linksAndTiers || product.typeId === 'grouped' ? { product_links: linkViews(product) } : {}),
    options: [],
    ...(parts.isShort ? {} : { media_gallery_entries: galleryViews(state, product, storeId) }),
    ...(parts.linksAndTiers ? { tier_prices: tierViews(product, price) } : {}),
    custom_attributes: customAttributes(state, product, storeId),
  }
}

function extensionAttributes(state: State, product: Product, withStock: boolean): JsonObject {
  return {
    website_ids: [...product.websiteIds],
    ...(product.categories.size === 0
      ? {}
      : {
          category_links: [...product.categories].map(([id, position]) => ({
            position,
            category_id: String(id),
          })),
        }),
    ...(withStock ? { stock_item: stockItemView(product) } : {}),
    ...(product.typeId === 'configurable'
      ? {
          configurable_product_options: product.options.map((option) =>
            configurableOptionView(state, product, option),
          ),
          configurable_product_links: [...product.children],
        }
      : {}),
    ...(product.typeId === 'bundle' ? { bundle_product_options: bundleViews(state, product) } : {}),
  }
}

/** The custom attributes that hold something, in the order of the set; values are texts. */
function customAttributes(state: State, product: Product, storeId: number): Json[] {
  const set = state.sets.get(product.setId)
  const shown: Json[] = []
  for (const code of set === undefined ? [] : knownCodes(set)) {
    if (code === 'category_ids')
      shown.push({ attribute_code: code, value: [...product.categories.keys()].map(String) })
    if (neverShown.has(code)) continue
    const attribute = state.attributes.get(code)
    const value = attribute === undefined ? undefined : valueIn(state, product, attribute, storeId)
    if (attribute === undefined || value === undefined || value === '') continue
    shown.push({ attribute_code: code, value: shownText(attribute, value, traitsOf(state).decimals) })
  }
  return shown
}

/** A custom value as answers have it: all are texts, decimals with all their digits. */
export function shownText(attribute: Attribute, value: Value, decimals: 4 | 6): string {
  return attribute.backend === 'decimal' ? Number(value).toFixed(decimals) : String(value)
}

function linkViews(product: Product): Json[] {
  return product.links.map((link) => ({
    sku: product.sku,
    link_type: link.linkType,
    linked_product_sku: link.linkedSku,
    linked_product_type: link.linkedType,
    position: link.position,
    ...(link.qty === undefined ? {} : { extension_attributes: { qty: link.qty } }),
  }))
}

function tierViews(product: Product, price: Value | null): Json[] {
  return product.tierPrices.map((tier) => ({
    customer_group_id: tier.groupId,
    qty: tier.quantity,
    value:
      tier.kind === 'fixed' ? tier.amount : Number((Number(price ?? 0) * (1 - tier.amount / 100)).toFixed(6)),
    extension_attributes: {
      ...(tier.kind === 'discount' ? { percentage_value: tier.amount } : {}),
      website_id: tier.websiteId,
    },
  }))
}
