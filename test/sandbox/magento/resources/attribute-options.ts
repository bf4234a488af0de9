import { createdBySave, isInFlight } from '../state/in-flight.ts'
import type { Attribute, Option, State } from '../state/model.ts'
import { cleanEavCache } from '../state/sets.ts'
import { traitsOf } from '../state/traits.ts'
import { fold } from '../web/conditions.ts'
import { bool, int, list, object, text } from '../web/input.ts'
import type { Json } from '../web/json.ts'
import { refuse } from '../web/refusal.ts'
import { fixedOptionsOf, hasTableOptions, optionViews } from './attribute-view.ts'
import { storedText } from './custom-values.ts'
import type { Call, Route } from './route.ts'
import { need } from './route.ts'

const RIGHT = 'Magento_Catalog::attributes_attributes'
const LABEL_LENGTH = 255

export const optionReader = object('\\Magento\\Eav\\Api\\Data\\AttributeOptionInterface', {
  label: text,
  value: text,
  sort_order: int,
  is_default: bool,
  store_labels: list(
    object('\\Magento\\Eav\\Api\\Data\\AttributeOptionLabelInterface', { store_id: int, label: text }),
  ),
})

export type OptionInput = ReturnType<typeof optionReader.read>

export function attributeOf(call: Call, code = call.param('attributeCode')): Attribute {
  const attribute =
    call.state.attributes.get(code) ??
    (/^\d+$/.test(code) ? call.state.attributesById.get(Number(code)) : undefined)
  if (attribute === undefined)
    throw refuse(
      404,
      'The attribute with a "%1" attributeCode doesn\'t exist. Verify the attribute and try again.',
      [code],
    )
  return attribute
}

/** A label that is taken (without regard to case and blanks), or that is the number of an option. */
function isTaken(state: State, attribute: Attribute, label: string, except?: Option): boolean {
  const key = fold(label.trim())
  return attribute.options.some(
    (option) =>
      option !== except &&
      !isInFlight(state, option) &&
      (fold(option.label) === key || String(option.id) === key),
  )
}

export function addOption(state: State, attribute: Attribute, input: OptionInput): Option {
  const option: Option = {
    id: state.next.option++,
    label: storedText(input.label ?? '', LABEL_LENGTH).trim(),
    sortOrder: input.sort_order ?? 0,
    storeLabels: storeLabels(input),
  }
  attribute.options.push(option)
  if (input.is_default) attribute.defaultValue = String(option.id)
  return option
}

export function storeLabels(input: OptionInput): Map<number, string> {
  return new Map((input.store_labels ?? []).map(({ store_id, label }) => [store_id ?? 0, label ?? '']))
}

/** The answer is the new option's id as a text; empty where the label is too long or the list is not a table. */
function add(call: Call): Json {
  const attribute = attributeOf(call)
  const input = need(call, 'option', optionReader)
  const label = input.label ?? ''
  if (fixedOptionsOf(call.state, attribute) !== undefined) {
    call.state.next.option += 1
    return ''
  }
  if (!hasTableOptions(attribute))
    throw refuse(400, 'The "%1" attribute doesn\'t work with options.', [attribute.code])
  if (label.trim() === '')
    throw refuse(400, 'The attribute option label is empty. Enter the value and try again.')
  const { optionAnswer } = traitsOf(call.state)
  const taken = isTaken(call.state, attribute, label)
  if (taken && optionAnswer === 'placeholder') return false
  if (taken && optionAnswer === 'id')
    throw refuse(400, 'Admin store attribute option label "%1" is already exists.', [label])
  const option = addOption(call.state, attribute, input)
  createdBySave(call.state, option)
  cleanEavCache(call.state)
  if (optionAnswer === 'true') return true
  if (optionAnswer === 'placeholder') return 'id_new_option'
  if ([...label].length > LABEL_LENGTH) return ''
  // The id is looked up by the label: of options that were added at the same moment, the first one's.
  const first = attribute.options.find((each) => fold(each.label) === fold(option.label))
  return String((first ?? option).id)
}

/** All labels are written anew: those of store views that are not sent are lost. */
function change(call: Call): true {
  const attribute = attributeOf(call)
  const id = Number(call.param('optionId'))
  const input = need(call, 'option', optionReader)
  const option = attribute.options.find((each) => each.id === id)
  if (option === undefined)
    throw refuse(400, "The '%1' attribute doesn't include an option id '%2'.", [attribute.code, id])
  const label = input.label ?? option.label
  if (isTaken(call.state, attribute, label, option))
    throw refuse(400, "Admin store attribute option label '%1' is already exists.", [label])
  option.label = storedText(label, LABEL_LENGTH).trim()
  option.sortOrder = input.sort_order ?? option.sortOrder
  option.storeLabels = storeLabels(input)
  if (input.is_default) attribute.defaultValue = String(option.id)
  cleanEavCache(call.state)
  return true
}

function remove(call: Call): true {
  const attribute = attributeOf(call)
  const at = attribute.options.findIndex((option) => String(option.id) === call.param('optionId'))
  if (at < 0)
    throw refuse(404, 'The "%1" attribute doesn\'t include an option with "%2" ID.', [
      attribute.code,
      call.param('optionId'),
    ])
  attribute.options.splice(at, 1)
  cleanEavCache(call.state)
  return true
}

const OPTIONS = '/V1/products/attributes/:attributeCode/options'

export const attributeOptionRoutes: Route[] = [
  {
    method: 'GET',
    template: OPTIONS,
    resource: RIGHT,
    answer: (call) => optionViews(call.state, attributeOf(call), call.storeId),
  },
  { method: 'POST', template: OPTIONS, resource: RIGHT, takes: [['option', optionReader]], answer: add },
  { method: 'PUT', template: `${OPTIONS}/:optionId`, resource: RIGHT, answer: change },
  { method: 'DELETE', template: `${OPTIONS}/:optionId`, resource: RIGHT, answer: remove },
]
