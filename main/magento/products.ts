import { z } from 'zod'
import type { FacetWrite } from '../../shared/facet.ts'
import type { Sku } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import {
  type Configurable,
  configurableExtensions,
  configurableOf,
  offerBody,
} from './configurable-record.ts'
import { toDecimal } from './decimal.ts'
import type { MagentoError } from './error.ts'
import { GalleryEntry } from './gallery.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'
import { anyOf, pages } from './search.ts'
import { skuBatches, skuKey } from './sku.ts'

/** A product as Magento holds it in scope `all`. */
export type Product = {
  readonly id: number
  /** As stored: Magento compares without regard to case, accents and blanks at the end. */
  readonly sku: string
  /** `simple`, `configurable`, `virtual`, … */
  readonly typeId: string
  /** Null where this version does not tell. */
  readonly websiteIds: readonly number[] | null
  /**
   * Attribute code → value as text: `name`, `price`, `special_price`, `weight`, `status`, `visibility`,
   * `attribute_set_id`, `url_key` and every other custom attribute; lists are joined by commas. No value, no code.
   */
  readonly values: Readonly<Record<string, string>>
  /** Its pictures; null where this version does not tell. */
  readonly gallery: readonly GalleryEntry[] | null
  /** UTC, `2026-11-23 22:30:15`; does not move on prices and stock. */
  readonly updatedAt: string | null
  /** Null where it is none, or where this version does not tell (lists of 2.2). */
  readonly configurable: Configurable | null
}

/**
 * Values by attribute code, as in a facet; what is left out stays as it is, null empties, and so does an empty text:
 * sent as it is, `special_price: ""` would give the product away (recorded 2.4.7).
 */
export type ProductChange = { readonly sku: Sku; readonly values: FacetWrite }

/** `values` needs `name`, `attribute_set_id` and `price`; without `websiteIds` it would be sold in every website. */
export type NewProduct = ProductChange & {
  /** A simple product where left out. */
  readonly typeId?: 'simple' | 'configurable'
  /** What a configurable product offers from the start. */
  readonly configurable?: Configurable
  readonly websiteIds: readonly number[]
  /** Categories of the shop that it stands in from the start; those that are not there are left out in silence. */
  readonly categoryIds?: readonly number[]
}

/** Codes that are members of the product itself; all others travel as custom attributes. */
const members = new Set(['name', 'attribute_set_id', 'price', 'weight', 'status', 'visibility'])
export const isMember = (code: string): boolean => members.has(code)

/** Codes that Magento answers with more decimals than it was sent: `4.990000`. */
const decimals = new Set(['price', 'weight', 'special_price', 'msrp', 'cost'])

const Attribute = z.object({ attribute_code: z.string(), value: z.unknown() })

const Value = z.union([z.number(), z.string()]).nullish()

/** A product of any read or save. Members without a value are left out; custom attributes are texts (recorded 2.4.7). */
export const ProductRecord = z
  .object({
    id: z.number().int(),
    sku: z.string(),
    type_id: z.string().nullish(),
    updated_at: z.string().nullish(),
    name: Value,
    attribute_set_id: Value,
    price: Value,
    weight: Value,
    status: Value,
    visibility: Value,
    extension_attributes: z
      .union([
        z.object({
          website_ids: z.array(z.coerce.number().int()).nullish(),
          ...configurableExtensions,
        }),
        z.tuple([]),
      ])
      .nullish(),
    custom_attributes: z.array(Attribute).nullish(),
    media_gallery_entries: z.array(GalleryEntry).nullish(),
  })
  .transform((raw): Product => {
    const { id, sku, type_id, updated_at, extension_attributes, custom_attributes, ...others } = raw
    const { media_gallery_entries: gallery, ...rest } = others
    const custom = (custom_attributes ?? []).map(
      ({ attribute_code, value }) => [attribute_code, value] as const,
    )
    const extensions = Array.isArray(extension_attributes) ? null : extension_attributes
    return {
      id,
      sku,
      typeId: type_id ?? 'simple',
      websiteIds: extensions?.website_ids ?? null,
      values: Object.fromEntries(
        [...Object.entries(rest), ...custom].flatMap(([code, value]) => {
          const text = textOf(code, value)
          return text === null ? [] : [[code, text] as const]
        }),
      ),
      gallery: gallery ?? null,
      updatedAt: updated_at ?? null,
      configurable: configurableOf(extensions),
    }
  })

function textOf(code: string, value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (Array.isArray(value)) return value.map(String).join(',')
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return decimals.has(code) ? (toDecimal(text) ?? text) : text
}

/**
 * Products by SKU, in scope `all` or as a store view shows them: every SKU asked for is a key of the answer.
 *
 * An empty list: the shop has no such product. More than one: the shop holds it double, and its writes go astray.
 * A product is found under each SKU that Magento takes for the same (case, accents, blanks at the end).
 */
export async function productsBySku(
  magento: Magento,
  skus: readonly Sku[],
  scope = 'all',
): Promise<Result<ReadonlyMap<Sku, readonly Product[]>, MagentoError>> {
  const found = new Map<string, Product[]>()
  for (const batch of skuBatches(skus, magento.limits().pageSize)) {
    const search = {
      path: 'products',
      scope,
      groups: [anyOf('sku', batch)],
      sortBy: 'entity_id',
      item: ProductRecord,
    }
    for await (const page of pages(magento, search)) {
      if (!page.ok) return page
      for (const product of page.value) {
        const key = skuKey(product.sku)
        found.set(key, [...(found.get(key) ?? []).filter(({ id }) => id !== product.id), product])
      }
    }
  }
  return ok(new Map(skus.map((sku) => [sku, found.get(skuKey(sku)) ?? []])))
}

/**
 * Products whose attribute is one of these values in scope `all`, each once. A shop without the attribute refuses
 * (recorded 2.4.7).
 */
export async function productsByAttribute(
  magento: Magento,
  code: string,
  values: readonly string[],
): Promise<Result<readonly Product[], MagentoError>> {
  const found = new Map<number, Product>()
  for (const batch of skuBatches(values, magento.limits().pageSize)) {
    const search = {
      path: 'products',
      scope: 'all',
      groups: [anyOf(code, batch)],
      sortBy: 'entity_id',
      item: ProductRecord,
    }
    for await (const page of pages(magento, search)) {
      if (!page.ok) return page
      for (const product of page.value) found.set(product.id, product)
    }
  }
  return ok([...found.values()])
}

/**
 * Makes a product, in every scope at once. Never to be repeated blindly: two overlapping creates make two
 * products of one SKU (recorded 2.4.7).
 *
 * @returns the product as Magento kept it: attributes outside its set are dropped in silence, so compare
 */
export function createProduct(magento: Magento, product: NewProduct): Promise<Result<Product, MagentoError>> {
  return save(magento, newProductBody(product))
}

/**
 * Writes values of a product in scope `all`, by POST: an upsert with the SKU in the body, so any SKU will do.
 *
 * @returns the product as Magento kept it: attributes outside its set are dropped in silence, so compare
 */
export function updateProduct(
  magento: Magento,
  change: ProductChange,
): Promise<Result<Product, MagentoError>> {
  return save(magento, changeBody(change))
}

/**
 * Puts a product into categories of the shop besides those that it is in; a category that is not there is left out in
 * silence (recorded 2.4.7).
 */
export function addToCategories(
  magento: Magento,
  sku: Sku,
  categoryIds: readonly number[],
): Promise<Result<Product, MagentoError>> {
  return save(magento, {
    product: { sku, extension_attributes: { category_links: linksTo(categoryIds) } },
  })
}

/**
 * Puts a product into these categories and takes it out of all others. Magento 2.2 takes it out of none
 * (magento/magento2#14038), so compare.
 */
export function setCategories(
  magento: Magento,
  sku: Sku,
  categoryIds: readonly number[],
): Promise<Result<Product, MagentoError>> {
  // an empty list of ids is not taken, and an empty list of links empties (recorded 2.4.7)
  if (categoryIds.length === 0) return addToCategories(magento, sku, [])
  const value = categoryIds.map(String)
  return save(magento, {
    product: { sku, custom_attributes: [{ attribute_code: 'category_ids', value }] },
  })
}

/** Null where this version does not tell. */
export function categoriesOf({ values }: Pick<Product, 'values'>): readonly number[] | null {
  const ids = values.category_ids
  return ids === undefined ? null : ids.split(',').filter(Boolean).map(Number)
}

async function save(magento: Magento, body: object): Promise<Result<Product, MagentoError>> {
  const answer = await magento.request({
    method: 'POST',
    path: 'products',
    scope: 'all',
    body,
    effect: 'write',
  })
  return answer.ok ? parse('POST /V1/products', ProductRecord, answer.value) : answer
}

/** What `POST products` takes for a new product. */
export const newProductBody = (product: NewProduct): object => {
  const { sku, values, websiteIds, typeId = 'simple', configurable, categoryIds = [] } = product
  return {
    product: {
      ...wire({ sku, values }),
      type_id: typeId,
      extension_attributes: {
        website_ids: websiteIds,
        ...(categoryIds.length === 0 ? {} : { category_links: linksTo(categoryIds) }),
        ...(typeId === 'configurable' ? inStock : {}),
        ...(configurable === undefined ? {} : offerBody(configurable)),
      },
    },
  }
}

const linksTo = (categoryIds: readonly number[]) =>
  categoryIds.map((id) => ({ position: 0, category_id: String(id) }))

/** A configurable product is on sale when a variant is; but only if it says so itself, which it does not at first (recorded 2.4.7). */
const inStock = { stock_item: { is_in_stock: true } }

/** What `POST products` takes for a change. */
export const changeBody = (change: ProductChange): object => ({ product: wire(change) })

function wire({ sku, values }: ProductChange): object {
  const entries = Object.entries(values)
  const custom = entries.filter(([code]) => !members.has(code))
  return {
    sku,
    ...Object.fromEntries(entries.filter(([code]) => members.has(code)).map(member)),
    ...(custom.length === 0
      ? {}
      : {
          custom_attributes: custom.map(([attribute_code, value]) => ({
            attribute_code,
            value: value === '' ? null : value,
          })),
        }),
  }
}

const member = ([code, value]: readonly [string, string | null]): [string, string | number | null] => [
  code,
  code === 'name' || value === null ? value : Number(value),
]
