import type { Json, JsonObject } from './json.ts'
import { isObject } from './json.ts'

type Filter = { [name: string]: Filter | true }

/**
 * The `fields` parameter applied to an answer. Broken brackets or a forbidden character empty the whole answer, an
 * empty list inside a filter becomes null. Source: recorded Magento 2.4.7.
 */
export function applyFields(answer: Json, fields: Json | undefined): Json {
  if (typeof fields !== 'string' || fields === '') return answer
  if (!Array.isArray(answer) && !isObject(answer)) return answer
  const filter = parse(fields)
  return filter === undefined ? [] : (select(answer, filter) ?? [])
}

function parse(fields: string): Filter | undefined {
  if (/[^\w[\],]/.test(fields)) return undefined
  const stack: Filter[] = [{}]
  let last = ''
  for (const token of fields.match(/\w+|[[\],]/g) ?? []) {
    const top = stack.at(-1)
    if (top === undefined) return undefined
    if (token === '[') {
      const inner: Filter = {}
      top[last] = inner
      stack.push(inner)
    } else if (token === ']') {
      stack.pop()
    } else if (token !== ',') {
      top[token] = true
      last = token
    }
  }
  return stack.length === 1 ? stack[0] : undefined
}

function select(value: Json, filter: Filter): Json {
  if (Array.isArray(value)) {
    if (value.length === 0) return null
    return value.map((item) => (isObject(item) ? pick(item, filter) : item))
  }
  return isObject(value) ? pick(value, filter) : value
}

function pick(value: JsonObject, filter: Filter): Json {
  const picked: JsonObject = {}
  for (const [name, item] of Object.entries(value)) {
    const inner = filter[name]
    if (inner === undefined) continue
    if (inner === true || item === null || typeof item !== 'object') picked[name] = item
    else picked[name] = name === 'custom_attributes' ? byCode(item, inner) : select(item, inner)
  }
  return Object.keys(picked).length === 0 ? [] : picked
}

/** `custom_attributes[color]` names attribute codes, not members. */
function byCode(attributes: Json, filter: Filter): Json {
  if (!Array.isArray(attributes) || 'attribute_code' in filter || 'value' in filter)
    return select(attributes, filter)
  return attributes.filter((each) => isObject(each) && String(each.attribute_code) in filter)
}
