import { z } from 'zod'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'
import { wholeList } from './search.ts'
import { encode } from './signature.ts'

export type AttributeSet = { readonly id: number; readonly name: string }

export type Attribute = {
  readonly code: string
  readonly label: string | null
  /** `text`, `textarea`, `select`, `price`, … */
  readonly input: string
  readonly scope: 'global' | 'website' | 'store'
  readonly required: boolean
}

/** `0` stands for "none" in Magento and is in no list. */
export type TaxClass = { readonly id: string; readonly name: string }

const MOST_ROWS = 2000

export const AttributeSetRecord = z
  .object({ attribute_set_id: z.number().int(), attribute_set_name: z.string() })
  .transform(
    ({ attribute_set_id, attribute_set_name }): AttributeSet => ({
      id: attribute_set_id,
      name: attribute_set_name,
    }),
  )

export const AttributeRecord = z
  .object({
    attribute_code: z.string(),
    default_frontend_label: z.string().nullish(),
    frontend_input: z.string().nullish(),
    scope: z.enum(['global', 'website', 'store']).nullish(),
    is_required: z.boolean().nullish(),
  })
  .transform(
    (raw): Attribute => ({
      code: raw.attribute_code,
      label: raw.default_frontend_label ?? null,
      input: raw.frontend_input ?? 'text',
      scope: raw.scope ?? 'store',
      required: raw.is_required ?? false,
    }),
  )

export const TaxClassRecord = z
  .object({ class_id: z.coerce.string(), class_name: z.string() })
  .transform(({ class_id, class_name }): TaxClass => ({ id: class_id, name: class_name }))

/** Attribute sets of products. */
export function attributeSets(magento: Magento): Promise<Result<readonly AttributeSet[], MagentoError>> {
  const path = 'products/attribute-sets/sets/list'
  const search = { path, scope: null, groups: [], sortBy: 'attribute_set_id', item: AttributeSetRecord }
  return wholeList(magento, search, MOST_ROWS)
}

/** Codes of the attributes of a set; Magento drops values of any other in silence (recorded 2.4.7). */
export async function attributesOfSet(
  magento: Magento,
  attributeSetId: number,
): Promise<Result<readonly string[], MagentoError>> {
  const path = `products/attribute-sets/${attributeSetId}/attributes`
  const Codes = z
    .array(z.object({ attribute_code: z.string() }))
    .transform((rows) => rows.map(({ attribute_code }) => attribute_code))
  const answer = await magento.request({ method: 'GET', path, scope: null, effect: 'read' })
  return answer.ok ? parse(`GET /V1/${path}`, Codes, answer.value) : answer
}

/** Null when the shop has no such attribute. */
export async function attribute(
  magento: Magento,
  code: string,
): Promise<Result<Attribute | null, MagentoError>> {
  const path = `products/attributes/${encode(code)}`
  const answer = await magento.request({ method: 'GET', path, scope: null, effect: 'read' })
  if (answer.ok) return parse(`GET /V1/${path}`, AttributeRecord, answer.value)
  const unknown = answer.error.kind === 'rejected' && answer.error.status === 404
  return unknown ? { ok: true, value: null } : answer
}

/** Magento's own texts that hold something else (recorded 2.4.7). */
const ownTexts = new Set([
  'sku',
  'name',
  'url_key',
  'url_path',
  'meta_title',
  'old_id',
  'tier_price',
  'required_options',
  'has_options',
  'image_label',
  'small_image_label',
  'thumbnail_label',
  'category_ids',
])

/** An attribute as far as it matters whether variants can differ in it. */
export type VariantAttribute = {
  readonly id: number
  readonly code: string
  readonly label: string
  readonly input: string
  readonly scope: 'global' | 'website' | 'store'
  readonly isUserDefined: boolean
}

export const VariantAttributeRecord = z
  .object({
    attribute_id: z.coerce.number().int(),
    attribute_code: z.string(),
    default_frontend_label: z.string().nullish(),
    frontend_input: z.string().nullish(),
    scope: z.enum(['global', 'website', 'store']).nullish(),
    is_user_defined: z.boolean().nullish(),
  })
  .transform(
    (raw): VariantAttribute => ({
      id: raw.attribute_id,
      code: raw.attribute_code,
      label: raw.default_frontend_label ?? '',
      input: raw.frontend_input ?? 'text',
      scope: raw.scope ?? 'store',
      isUserDefined: raw.is_user_defined ?? false,
    }),
  )

/** Every attribute of products, without its options, which may be thousands. */
export function variantAttributes(
  magento: Magento,
): Promise<Result<readonly VariantAttribute[], MagentoError>> {
  const search = {
    path: 'products/attributes',
    scope: null,
    groups: [],
    sortBy: 'attribute_code',
    item: VariantAttributeRecord,
    fields: [
      'attribute_id',
      'attribute_code',
      'default_frontend_label',
      'frontend_input',
      'scope',
      'is_user_defined',
    ],
  }
  return wholeList(magento, search, MOST_ROWS)
}

/** Attributes of one line of text that a shop has in addition: a barcode is in one of them. */
export async function textAttributes(magento: Magento): Promise<Result<readonly Attribute[], MagentoError>> {
  const search = {
    path: 'products/attributes',
    scope: null,
    groups: [[{ field: 'frontend_input', value: 'text', condition: 'eq' as const }]],
    sortBy: 'attribute_code',
    item: AttributeRecord,
  }
  const found = await wholeList(magento, search, MOST_ROWS)
  return found.ok ? ok(found.value.filter(({ code }) => !ownTexts.has(code))) : found
}

/** Tax classes of products. */
export function taxClasses(magento: Magento): Promise<Result<readonly TaxClass[], MagentoError>> {
  const search = {
    path: 'taxClasses/search',
    scope: null,
    groups: [[{ field: 'class_type', value: 'PRODUCT', condition: 'eq' as const }]],
    sortBy: null,
    item: TaxClassRecord,
  }
  return wholeList(magento, search, MOST_ROWS)
}
