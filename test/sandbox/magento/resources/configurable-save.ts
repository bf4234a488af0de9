import type { ConfigurableOption, Product, State } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { productById } from '../state/products.ts'
import { valueIn } from '../state/values.ts'
import { anything, bool, int, list, object, text } from '../web/input.ts'
import { internalError, noProduct, refuse } from '../web/refusal.ts'

const valueReader = object('\\Magento\\ConfigurableProduct\\Api\\Data\\OptionValueInterface', {
  value_index: int,
  extension_attributes: anything,
})

export const optionReader = object('\\Magento\\ConfigurableProduct\\Api\\Data\\OptionInterface', {
  id: int,
  attribute_id: text,
  label: text,
  position: int,
  is_use_default: bool,
  values: list(valueReader),
  extension_attributes: anything,
  product_id: int,
})

export type OptionInput = ReturnType<typeof optionReader.read>

/**
 * Two children that nothing tells apart are refused, by the options that come along: without any, every two are. A
 * payload that does not say `configurable` is not looked at. Source: recorded Magento 2.4.7.
 */
export function checkVariations(
  state: State,
  typeId: string | null | undefined,
  options: readonly OptionInput[] | null | undefined,
  links: readonly number[] | null | undefined,
): void {
  if (typeId !== 'configurable') return
  const codes = (options ?? []).map((option) => codeOf(state, Number(option.attribute_id)))
  checkDistinct(state, codes, (links ?? []).map(Number), (id) => id)
}

export function checkDistinct(
  state: State,
  codes: readonly (string | undefined)[],
  links: readonly number[],
  shown: (id: number) => number | string,
): void {
  const seen = new Map<string, number>()
  for (const id of links) {
    const child = productById(state, id)
    if (child === undefined) throw noProduct()
    const values = codes.map((code) => {
      const value = childValue(state, child, code)
      if (value === undefined)
        throw refuse(400, 'Product with id "%1" does not contain required attribute "%2".', [id, code ?? ''])
      return value
    })
    const twin = seen.get(values.join(':'))
    if (twin !== undefined)
      throw refuse(400, 'Products "%1" and "%2" have the same set of attribute values.', [
        shown(id),
        shown(twin),
      ])
    seen.set(values.join(':'), id)
  }
}

export function codeOf(state: State, attributeId: number): string | undefined {
  return state.attributesById.get(attributeId)?.code
}

export function childValue(state: State, child: Product, code: string | undefined) {
  const attribute = state.attributes.get(code ?? '')
  return attribute === undefined ? undefined : valueIn(state, child, attribute, ADMIN_STORE)
}

export function checkOption(option: OptionInput): void {
  if ((option.attribute_id ?? '') === '') throw refuse(400, 'Option attribute ID is not specified.')
  if ((option.label ?? '') === '') throw refuse(400, 'Option label is not specified.')
  if ((option.values ?? []).length === 0) throw refuse(400, 'Option values are not specified.')
  if (option.values?.some(({ value_index }) => value_index === undefined))
    throw refuse(400, 'Value index is not specified for an option.')
}

/** The options and children of a product save. An option that is gone takes every child with it. */
export function saveConfigurable(
  state: State,
  product: Product,
  options: readonly OptionInput[] | null | undefined,
  links: readonly number[] | null | undefined,
  isNew: boolean,
): void {
  if (product.typeId !== 'configurable') {
    for (const option of product.options) forget(state, product, option)
    product.options = []
    product.children = []
    return
  }
  const former = product.options
  if (options !== undefined && options !== null) {
    product.options = options.map((option) => keptOrNew(state, former, option))
    if (former.some((option) => !product.options.includes(option))) product.children = []
  }
  if (links !== undefined && links !== null) {
    if (links.some((id) => productById(state, id) === undefined))
      throw refuse(400, 'The product was unable to be saved. Please try again.')
    product.children = [...new Set(links)]
  }
  // A parent has no value of its own for what its children differ in; a new one loses it with its next save.
  if (!isNew) for (const option of [...former, ...product.options]) forget(state, product, option)
}

/** An option stays only with the same attribute, label and position. Values come from the children. */
function keptOrNew(
  state: State,
  former: readonly ConfigurableOption[],
  { attribute_id, label, position }: OptionInput,
): ConfigurableOption {
  const wanted = { attributeId: Number(attribute_id), label: label ?? '', position: position ?? 0 }
  const held = former.find(
    (option) =>
      option.attributeId === wanted.attributeId &&
      option.label === wanted.label &&
      option.position === wanted.position,
  )
  return held ?? { id: state.next.configurableOption++, ...wanted }
}

export function forget(state: State, product: Product, { attributeId }: ConfigurableOption): void {
  const code = codeOf(state, attributeId)
  if (code === undefined) return
  delete product.values[code]
  for (const values of product.overrides.values()) delete values[code]
}

/** An option of an attribute that nobody knows breaks whatever loads the product. */
export function refusePoisoned(state: State, product: Product): void {
  if (product.options.some(({ attributeId }) => !state.attributesById.has(attributeId))) throw internalError()
}
