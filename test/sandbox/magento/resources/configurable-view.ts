import type { ConfigurableOption, Product, State } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { productById } from '../state/products.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { isObject } from '../web/json.ts'
import { optionViews } from './attribute-view.ts'
import { childValue, codeOf } from './configurable-save.ts'

/** The options of a configurable product; their values are those that its children have. */
export function configurableOptionView(
  state: State,
  product: Product,
  { id, attributeId, label, position }: ConfigurableOption,
): JsonObject {
  const attribute = state.attributesById.get(attributeId)
  const held = new Set(
    childrenOf(state, product).map((child) => String(childValue(state, child, codeOf(state, attributeId)))),
  )
  const listed = attribute === undefined ? [] : optionViews(state, attribute, ADMIN_STORE)
  const values = listed.flatMap((option): Json[] =>
    isObject(option) && option.value !== '' && held.has(String(option.value))
      ? [{ value_index: Number(option.value) }]
      : [],
  )
  return { id, attribute_id: String(attributeId), label, position, values, product_id: product.id }
}

export function childrenOf(state: State, product: Product): Product[] {
  return product.children.flatMap((id) => productById(state, id) ?? [])
}
