import type { ConfigurableOption, Product, State } from '../state/model.ts'
import { anything, list, text } from '../web/input.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { isObject } from '../web/json.ts'
import { notModelled, refuse } from '../web/refusal.ts'
import { checkDistinct, checkOption, childValue, codeOf, forget, optionReader } from './configurable-save.ts'
import { childrenOf, configurableOptionView } from './configurable-view.ts'
import { forgetRoles } from './gallery-save.ts'
import { editProduct } from './product-edit.ts'
import { productReader } from './product-input.ts'
import { productView } from './product-view.ts'
import { productOf } from './products.ts'
import type { Call, Route } from './route.ts'
import { need } from './route.ts'

const noOption = () =>
  refuse(404, "The option that was requested doesn't exist. Verify the entity and try again.")

function parentOf(call: Call): Product {
  const product = productOf(call)
  if (product.typeId !== 'configurable')
    throw refuse(400, 'This is implemented for the "%1" configurable product only.', [product.sku])
  return product
}

function optionOf(call: Call, product: Product): ConfigurableOption | undefined {
  return product.options.find(({ id }) => String(id) === call.param('id'))
}

/** Whatever the attribute is; the product becomes a configurable one, and an option that is there answers its id. */
function addOption(call: Call): string {
  const input = need(call, 'option', optionReader)
  checkOption(input)
  const held = productOf(call)
  const attributeId = Number(input.attribute_id)
  const known = held.options.find((option) => option.attributeId === attributeId)
  if (known !== undefined) return String(known.id)
  const id = call.state.next.configurableOption++
  return editProduct(call, held, (product) => {
    product.typeId = 'configurable'
    product.options = [
      ...product.options,
      { id, attributeId, label: input.label ?? '', position: input.position ?? 0 },
    ]
    return String(id)
  })
}

function changeOption(call: Call): number {
  const input = need(call, 'option', optionReader)
  const held = parentOf(call)
  const option = optionOf(call, held)
  if (option === undefined) throw noOption()
  const changed = {
    ...option,
    label: input.label ?? option.label,
    position: input.position ?? option.position,
  }
  return editProduct(call, held, (product) => {
    product.options = product.options.map((each) => (each === option ? changed : each))
    return option.id
  })
}

/** An option takes every child with it. */
function removeOption(call: Call): true {
  const held = parentOf(call)
  const option = optionOf(call, held)
  if (option === undefined) throw noOption()
  return editProduct(call, held, (product) => {
    product.options = product.options.filter((each) => each !== option)
    product.children = []
    return true
  })
}

function showOption(call: Call): Json {
  const product = parentOf(call)
  const option = optionOf(call, product)
  if (option === undefined)
    throw refuse(404, 'The "%1" entity that was requested doesn\'t exist. Verify the entity and try again.', [
      call.param('id'),
    ])
  return configurableOptionView(call.state, product, option)
}

/**
 * Links one child by saving the whole parent: an option whose label is not its attribute's is created again, with
 * another id. Source: recorded Magento 2.4.7.
 */
function addChild(call: Call): true {
  const { state } = call
  const childSku = need(call, 'childSku', text)
  const held = productOf(call)
  const child = productOf(call, childSku)
  if (held.children.includes(child.id)) throw refuse(400, 'The product is already attached.')
  if (held.options.length === 0)
    throw refuse(400, "The parent product doesn't have configurable product options.")
  const codes = held.options.map(({ attributeId }) => codeOf(state, attributeId))
  const lacking = codes.find((code) => childValue(state, child, code) === undefined)
  if (lacking !== undefined)
    throw refuse(
      400,
      'The child product doesn\'t have the "%1" attribute value. Verify the value and try again.',
      [lacking],
    )
  checkDistinct(state, codes, [...held.children, child.id], String)
  return editProduct(call, held, (product) => {
    product.options = product.options.map((option) => {
      const label = state.attributesById.get(option.attributeId)?.label ?? option.label
      return label === option.label ? option : { ...option, id: state.next.configurableOption++, label }
    })
    product.children = [...product.children, child.id]
    for (const option of product.options) forget(state, product, option)
    forgetRoles(state, product, call.storeId)
    return true
  })
}

function removeChild(call: Call): true {
  const held = productOf(call)
  if (held.typeId !== 'configurable')
    throw refuse(400, 'The product with the "%1" SKU isn\'t a configurable product.', [held.sku])
  const child = childrenOf(call.state, held).find(
    ({ sku }) => sku.toLowerCase() === call.param('childSku').toLowerCase(),
  )
  if (child === undefined) throw noOption()
  return editProduct(call, held, (product) => {
    product.children = product.children.filter((id) => id !== child.id)
    return true
  })
}

function variations(call: Call): Json {
  need(call, 'product', productReader)
  if (need(call, 'options', list(anything)).length > 0) throw notModelled('a matrix of variations')
  return []
}

/** A child as the route of the children shows it: without options and extension attributes. */
function childView(state: State, child: Product, storeId: number): JsonObject {
  const {
    options: _options,
    extension_attributes: _extension,
    custom_attributes: attributes,
    ...shown
  } = productView(state, child, storeId, { stockItem: false, linksAndTiers: true })
  const kept = Array.isArray(attributes)
    ? attributes.filter((each) => !isObject(each) || each.attribute_code !== 'options_container')
    : []
  return { ...shown, custom_attributes: kept }
}

const RIGHT = 'Magento_Catalog::products'
const ONE = '/V1/configurable-products/:sku'
const takes = [['option', optionReader]] as const

export const configurableRoutes: Route[] = [
  { method: 'POST', template: `${ONE}/options`, resource: RIGHT, takes, answer: addOption },
  {
    method: 'GET',
    template: `${ONE}/options/all`,
    resource: RIGHT,
    answer: (call) => {
      const product = parentOf(call)
      return product.options.map((option) => configurableOptionView(call.state, product, option))
    },
  },
  { method: 'GET', template: `${ONE}/options/:id`, resource: RIGHT, answer: showOption },
  { method: 'PUT', template: `${ONE}/options/:id`, resource: RIGHT, takes, answer: changeOption },
  { method: 'DELETE', template: `${ONE}/options/:id`, resource: RIGHT, answer: removeOption },
  {
    method: 'POST',
    template: `${ONE}/child`,
    resource: RIGHT,
    takes: [
      ['sku', text],
      ['childSku', text],
    ],
    answer: addChild,
  },
  {
    method: 'GET',
    template: `${ONE}/children`,
    resource: RIGHT,
    answer: (call) =>
      childrenOf(call.state, productOf(call)).map((child) => childView(call.state, child, call.storeId)),
  },
  { method: 'DELETE', template: `${ONE}/children/:childSku`, resource: RIGHT, answer: removeChild },
  {
    method: 'PUT',
    template: '/V1/configurable-products/variation',
    resource: RIGHT,
    answer: variations,
  },
]
