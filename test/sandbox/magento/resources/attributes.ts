import { plainAttribute } from '../state/builtin-attributes.ts'
import type { Attribute, Backend, State } from '../state/model.ts'
import { cleanEavCache } from '../state/sets.ts'
import { traitsOf } from '../state/traits.ts'
import { anything, bool, int, list, object, text } from '../web/input.ts'
import type { JsonObject } from '../web/json.ts'
import { invalidValue, refuse, required } from '../web/refusal.ts'
import { searchTable } from '../web/table.ts'
import { addOption, attributeOf, optionReader, storeLabels } from './attribute-options.ts'
import { attributeView } from './attribute-view.ts'
import type { Call, Route } from './route.ts'
import { criteria, need, withPathValue } from './route.ts'

const RIGHT = 'Magento_Catalog::attributes_attributes'

const boolFlags = [
  'is_wysiwyg_enabled',
  'is_html_allowed_on_front',
  'used_for_sort_by',
  'is_filterable',
  'is_filterable_in_search',
  'is_used_in_grid',
  'is_visible_in_grid',
  'is_filterable_in_grid',
  'is_visible',
] as const

const textFlags = [
  'is_searchable',
  'is_visible_in_advanced_search',
  'is_comparable',
  'is_used_for_promo_rules',
  'is_visible_on_front',
  'used_in_product_listing',
] as const

const attributeReader = object('\\Magento\\Catalog\\Api\\Data\\ProductAttributeInterface', {
  extension_attributes: anything,
  is_wysiwyg_enabled: bool,
  is_html_allowed_on_front: bool,
  used_for_sort_by: bool,
  is_filterable: bool,
  is_filterable_in_search: bool,
  is_used_in_grid: bool,
  is_visible_in_grid: bool,
  is_filterable_in_grid: bool,
  is_visible: bool,
  position: int,
  apply_to: list(text),
  is_searchable: text,
  is_visible_in_advanced_search: text,
  is_comparable: text,
  is_used_for_promo_rules: text,
  is_visible_on_front: text,
  used_in_product_listing: text,
  scope: text,
  attribute_id: int,
  attribute_code: text,
  frontend_input: text,
  entity_type_id: text,
  is_required: bool,
  options: list(optionReader),
  is_user_defined: bool,
  default_frontend_label: text,
  frontend_labels: list(
    object('\\Magento\\Eav\\Api\\Data\\AttributeFrontendLabelInterface', { store_id: int, label: text }),
  ),
  note: text,
  backend_type: text,
  backend_model: text,
  source_model: text,
  default_value: text,
  is_unique: text,
  frontend_class: text,
  validation_rules: anything,
  custom_attributes: anything,
})

type AttributeInput = ReturnType<typeof attributeReader.read>

type Kind = { backend: Backend; backendModel?: string; sourceModel?: string }

const eav = 'Magento\\Eav\\Model\\Entity\\Attribute'
const kinds: Record<string, Kind> = {
  text: { backend: 'varchar' },
  textarea: { backend: 'text' },
  texteditor: { backend: 'text' },
  date: { backend: 'datetime', backendModel: `${eav}\\Backend\\Datetime` },
  datetime: { backend: 'datetime', backendModel: `${eav}\\Backend\\Datetime` },
  boolean: { backend: 'int', sourceModel: `${eav}\\Source\\Boolean` },
  select: { backend: 'int', sourceModel: `${eav}\\Source\\Table` },
  multiselect: { backend: 'text', backendModel: `${eav}\\Backend\\ArrayBackend` },
  price: { backend: 'decimal', backendModel: 'Magento\\Catalog\\Model\\Product\\Attribute\\Backend\\Price' },
  media_image: { backend: 'varchar' },
  weight: { backend: 'decimal' },
}

/** How an attribute of an input keeps its values. */
export function kindOf(input: string): Kind {
  const kind = kinds[input]
  if (kind === undefined) throw new Error(`there is no input ${input}`)
  return kind
}

function show(call: Call, attribute: Attribute): JsonObject {
  return {
    extension_attributes: { is_pagebuilder_enabled: false },
    ...attributeView(call.state, attribute, call.storeId),
  }
}

function create(call: Call): JsonObject {
  const input = need(call, 'attribute', attributeReader)
  const label = input.default_frontend_label ?? input.frontend_labels?.[0]?.label ?? ''
  if (label === '') throw required('frontend_label')
  const code = input.attribute_code ?? codeFrom(label)
  const most = traitsOf(call.state).codeLength
  if (!/^[a-z][a-z_0-9]*$/.test(code) || code.length > most + 1) throw invalidValue('attribute_code', code)
  const kind = kinds[input.frontend_input ?? '']
  if (kind === undefined) throw invalidValue('frontend_input', input.frontend_input ?? null)
  if (call.state.attributes.has(code))
    throw refuse(400, '%1 already exists.', ['Attribute with the same code'])
  const attribute: Attribute = {
    ...plainAttribute(call.state.next.attribute++, code),
    input: input.frontend_input ?? null,
    backend: kind.backend,
    backendModel: kind.backendModel,
    sourceModel: kind.sourceModel,
    scope: 'global',
    isUserDefined: true,
  }
  fill(call.state, attribute, input)
  call.state.attributes.set(code, attribute)
  call.state.attributesById.set(attribute.id, attribute)
  return show(call, attribute)
}

function change(call: Call): JsonObject {
  const attribute = attributeOf(call)
  const input = need(
    withPathValue(call, 'attribute_code', call.param('attributeCode')),
    'attribute',
    attributeReader,
  )
  const kind = kinds[input.frontend_input ?? '']
  if (kind === undefined) throw invalidValue('frontend_input', input.frontend_input ?? null)
  if (input.frontend_input !== attribute.input)
    throw refuse(400, '%1 already exists.', ['Attribute with the same code'])
  fill(call.state, attribute, input)
  return show(call, attribute)
}

/** Options that name an existing one change it; those without a value are added, every time. */
function fill(state: State, attribute: Attribute, input: AttributeInput): void {
  attribute.label = input.default_frontend_label ?? input.frontend_labels?.[0]?.label ?? attribute.label
  if (input.frontend_labels)
    attribute.storeLabels = new Map(
      input.frontend_labels.map(({ store_id, label }) => [store_id ?? 0, label ?? '']),
    )
  const { scope } = input
  if (scope === 'global' || scope === 'website' || scope === 'store') attribute.scope = scope
  attribute.isRequired = input.is_required ?? attribute.isRequired
  if (input.is_unique !== undefined) attribute.isUnique = input.is_unique === '1'
  attribute.applyTo = input.apply_to ?? attribute.applyTo
  attribute.defaultValue = input.default_value === '' ? null : (input.default_value ?? attribute.defaultValue)
  if (input.options && input.options.length > 0) attribute.defaultValue ??= ''
  for (const flag of boolFlags) if (typeof input[flag] === 'boolean') attribute.flags[flag] = input[flag]
  for (const flag of textFlags)
    if (typeof input[flag] === 'string') attribute.flags[flag] = input[flag] === '' ? '0' : input[flag]
  if (typeof input.position === 'number') attribute.flags.position = input.position
  for (const option of input.options ?? []) {
    const held = attribute.options.find((each) => String(each.id) === option.value)
    if (held === undefined && (option.label ?? '').trim() !== '') addOption(state, attribute, option)
    if (held === undefined) continue
    held.label = option.label ?? held.label
    held.sortOrder = option.sort_order ?? held.sortOrder
    held.storeLabels = storeLabels(option)
  }
  cleanEavCache(state)
}

function codeFrom(label: string): string {
  const code = label
    .toLowerCase()
    .replace(/[^a-z_0-9]+/g, '_')
    .slice(0, 60)
  return /^[a-z]/.test(code) ? code : `attr_${code}`.slice(0, 60)
}

function remove(call: Call): true {
  const attribute = attributeOf(call)
  if (!attribute.isUserDefined) throw refuse(400, "The system attribute can't be deleted.")
  call.state.attributes.delete(attribute.code)
  call.state.attributesById.delete(attribute.id)
  for (const set of call.state.sets.values()) set.members.delete(attribute.code)
  cleanEavCache(call.state)
  return true
}

const flag = (name: string) => (attribute: Attribute) => {
  const value = attribute.flags[name] ?? (name === 'is_visible' ? 1 : 0)
  return Number(value)
}

function search(call: Call): JsonObject {
  const rows = [...call.state.attributesById.values()].sort((left, right) => left.id - right.id)
  return searchTable(rows, criteria(call), {
    columns: {
      attribute_id: (attribute) => attribute.id,
      attribute_code: (attribute) => attribute.code,
      frontend_input: (attribute) => attribute.input,
      frontend_label: (attribute) => attribute.label,
      backend_type: (attribute) => attribute.backend,
      is_user_defined: (attribute) => Number(attribute.isUserDefined),
      is_required: (attribute) => Number(attribute.isRequired),
      is_unique: (attribute) => Number(attribute.isUnique),
      entity_type_id: () => 4,
      is_global: (attribute) => (attribute.scope === 'global' ? 1 : attribute.scope === 'website' ? 2 : 0),
      is_visible: flag('is_visible'),
      is_filterable: flag('is_filterable'),
      is_searchable: flag('is_searchable'),
      is_comparable: flag('is_comparable'),
    },
    show: (attribute) => attributeView(call.state, attribute, call.storeId),
  })
}

const ONE = '/V1/products/attributes/:attributeCode'

export const attributeRoutes: Route[] = [
  { method: 'GET', template: '/V1/products/attributes', resource: RIGHT, answer: search },
  { method: 'POST', template: '/V1/products/attributes', resource: RIGHT, answer: create },
  { method: 'GET', template: ONE, resource: RIGHT, answer: (call) => show(call, attributeOf(call)) },
  { method: 'PUT', template: ONE, resource: RIGHT, answer: change },
  { method: 'DELETE', template: ONE, resource: RIGHT, answer: remove },
]
