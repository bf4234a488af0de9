import { z } from 'zod'
import type { Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento, MagentoCall } from './magento.ts'
import { parse } from './parse.ts'
import { searchQuery, wholeList } from './search.ts'
import { encode } from './signature.ts'

/** One choice of a select attribute; `label` is the administrator's, not a store view's. */
export type AttributeOption = { readonly id: string; readonly label: string }

/** How an attribute wants its values, where that is not simply a text or a number. */
export const AttributeKind = z.enum(['select', 'multiselect', 'boolean', 'date', 'datetime'])
export type AttributeKind = z.infer<typeof AttributeKind>

export type KindOfAttribute = {
  readonly code: string
  readonly label: string | null
  readonly kind: AttributeKind
}

/** An attribute whose values are options that can be added: a product holds their ids. */
export type ChoiceAttribute = {
  readonly code: string
  readonly label: string | null
  /** A product may hold several. */
  readonly many: boolean
}

/** Option labels are cut to so many characters (recorded Magento 2.4.7). */
export const LONGEST_LABEL = 255

const MOST_ATTRIBUTES = 2000
/** Of an attribute without a source of its own in code; a multi-select is told without one (recorded 2.4.7). */
const TABLE = 'Magento\\Eav\\Model\\Entity\\Attribute\\Source\\Table'

export const KindRecord = z
  .object({
    attribute_code: z.string(),
    default_frontend_label: z.string().nullish(),
    frontend_input: AttributeKind,
    source_model: z.string().nullish(),
  })
  .transform(
    ({ attribute_code, default_frontend_label, frontend_input, source_model }): KindOfAttribute | null => {
      const isList = frontend_input === 'select' || frontend_input === 'multiselect'
      if (isList && (source_model ?? TABLE) !== TABLE) return null
      return { code: attribute_code, label: default_frontend_label ?? null, kind: frontend_input }
    },
  )

/** Every attribute that does not take a value as it is; not those whose options are made by Magento's code (tax classes, countries). */
export async function attributeKinds(
  magento: Magento,
): Promise<Result<readonly KindOfAttribute[], MagentoError>> {
  const found = await wholeList(
    magento,
    {
      path: 'products/attributes',
      scope: null,
      groups: [
        AttributeKind.options.map((value) => ({ field: 'frontend_input', value, condition: 'eq' as const })),
      ],
      sortBy: 'attribute_code',
      item: KindRecord,
      // without their options, which may be thousands
      fields: ['attribute_code', 'default_frontend_label', 'frontend_input', 'source_model'],
    },
    MOST_ATTRIBUTES,
  )
  return found.ok ? { ok: true, value: found.value.filter((one) => one !== null) } : found
}

/** Labels as a store view shows them, or the administrator's in scope `all`. The first, empty one is left out. */
export const OptionRecords = z
  .array(z.object({ label: z.coerce.string(), value: z.coerce.string() }))
  .transform((rows) =>
    rows.flatMap(({ label, value }): AttributeOption[] =>
      value === '' ? [] : [{ id: value, label: label.trim() }],
    ),
  )

/** The options of an attribute, in scope `all` or as a store view shows them. */
export async function optionsOf(
  magento: Magento,
  code: string,
  scope = 'all',
): Promise<Result<readonly AttributeOption[], MagentoError>> {
  const path = pathOf(code)
  const answer = await magento.request({ method: 'GET', path, scope, effect: 'read' })
  return answer.ok ? parse('GET /V1/products/attributes/{code}/options', OptionRecords, answer.value) : answer
}

/**
 * Adds an option. Look before it is sent again, and afterwards for its id: two that overlap make two options of one
 * label, 2.2 takes a label twice, and each version answers something else (`true`, `id_new_option`, the id).
 *
 * Sources: recorded Magento 2.4.7; magento/magento2#8846, #18392.
 */
export const addOption = (
  magento: Magento,
  code: string,
  label: string,
): Promise<Result<unknown, MagentoError>> => write(magento, 'POST', pathOf(code), { option: { label } })

/** `404` where the option is gone already. Products that have it keep the dead id (recorded 2.4.7). */
export const removeOption = (
  magento: Magento,
  code: string,
  id: string,
): Promise<Result<unknown, MagentoError>> => write(magento, 'DELETE', `${pathOf(code)}/${encode(id)}`)

export const pathOf = (code: string): string => `products/attributes/${encode(code)}/options`

export const write = (
  magento: Magento,
  method: MagentoCall['method'],
  path: string,
  body?: object,
): Promise<Result<unknown, MagentoError>> =>
  magento.request({ method, path, scope: 'all', effect: 'write', ...(body === undefined ? {} : { body }) })

/** How many products have an option, also disabled ones. */
export async function productsWithOption(
  magento: Magento,
  { code, many }: ChoiceAttribute,
  id: string,
): Promise<Result<number, MagentoError>> {
  const filter = { field: code, value: id, condition: many ? ('finset' as const) : ('eq' as const) }
  const query = searchQuery({ groups: [[filter]], sortBy: null }, { size: 1, current: 1 })
  const answer = await magento.request({
    method: 'GET',
    path: 'products',
    scope: 'all',
    query: [...query, ['fields', 'total_count']],
    effect: 'read',
  })
  const counted = answer.ok
    ? parse('GET /V1/products', z.object({ total_count: z.number() }), answer.value)
    : answer
  return counted.ok ? { ok: true, value: counted.value.total_count } : counted
}
