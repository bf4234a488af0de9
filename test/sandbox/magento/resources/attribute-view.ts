import type { Attribute, Option, State } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { scopeOf } from '../state/values.ts'
import { collate } from '../web/conditions.ts'
import type { Json, JsonObject } from '../web/json.ts'

/** An attribute with all its catalogue switches, as its own routes show it. */
export function attributeView(state: State, attribute: Attribute, storeId: number): JsonObject {
  return {
    is_wysiwyg_enabled: false,
    is_html_allowed_on_front: false,
    used_for_sort_by: false,
    is_filterable: false,
    is_filterable_in_search: false,
    is_used_in_grid: false,
    is_visible_in_grid: false,
    is_filterable_in_grid: false,
    position: 0,
    apply_to: [...attribute.applyTo],
    is_searchable: '0',
    is_visible_in_advanced_search: '0',
    is_comparable: '0',
    is_used_for_promo_rules: '0',
    is_visible_on_front: '0',
    used_in_product_listing: '0',
    is_visible: true,
    ...attribute.flags,
    scope: scopeOf(state, attribute),
    ...reducedAttributeView(state, attribute, storeId),
  }
}

/** An attribute as the list of a set shows it. */
export function reducedAttributeView(state: State, attribute: Attribute, storeId: number): JsonObject {
  const { label, note, backendModel, sourceModel, defaultValue, frontendClass } = attribute
  return {
    attribute_id: attribute.id,
    attribute_code: attribute.code,
    frontend_input: attribute.input,
    entity_type_id: '4',
    is_required: attribute.isRequired,
    options: optionViews(state, attribute, storeId),
    is_user_defined: attribute.isUserDefined,
    ...(label === null ? {} : { default_frontend_label: label }),
    frontend_labels: [...attribute.storeLabels].map(([store_id, text]) => ({ store_id, label: text })),
    ...(note === undefined ? {} : { note }),
    backend_type: attribute.backend,
    ...(backendModel === undefined ? {} : { backend_model: backendModel }),
    ...(sourceModel === undefined ? {} : { source_model: sourceModel }),
    ...(defaultValue === null ? {} : { default_value: defaultValue }),
    is_unique: attribute.isUnique ? '1' : '0',
    ...(frontendClass === undefined ? {} : { frontend_class: frontendClass }),
    validation_rules: [],
  }
}

const HOME_COUNTRY = 'US'

/** The options in the language of a store view, after an empty first one where they come from a table. */
export function optionViews(state: State, attribute: Attribute, storeId: number): Json[] {
  const fixed = fixedOptionsOf(state, attribute)
  if (fixed !== undefined)
    return fixed.map(([value, label]) => {
      const isHome = attribute.code === 'country_of_manufacture' && value === HOME_COUNTRY
      return { label, value, ...(isHome ? { is_default: true } : {}) }
    })
  if (!hasTableOptions(attribute)) return []
  const shown = attribute.options
    .map((option) => ({ option, label: labelIn(option, storeId) }))
    .sort((a, b) => a.option.sortOrder - b.option.sortOrder || collate(a.label, b.label))
  return [
    { label: ' ', value: '' },
    ...shown.map(({ option, label }) => ({ label, value: String(option.id) })),
  ]
}

export function hasTableOptions({ input, fixedOptions }: Attribute): boolean {
  return fixedOptions === undefined && (input === 'select' || input === 'multiselect')
}

export function fixedOptionsOf(state: State, attribute: Attribute): [string, string][] | undefined {
  if (attribute.code !== 'tax_class_id') return attribute.fixedOptions
  const classes = state.taxClasses.filter((taxClass) => taxClass.type === 'PRODUCT')
  return [['0', 'None'], ...classes.map(({ id, name }): [string, string] => [String(id), name])]
}

/** In a store view, or the administrator's. */
export const labelIn = (option: Option, storeId: number): string =>
  storeId === ADMIN_STORE ? option.label : (option.storeLabels.get(storeId) ?? option.label)
