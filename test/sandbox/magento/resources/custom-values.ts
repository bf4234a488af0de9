import type { Attribute, Product, State, Value } from '../state/model.ts'
import { appliesTo, knownCodes } from '../state/sets.ts'
import { put } from '../state/values.ts'
import type { Reader } from '../web/input.ts'
import { decimal, inField, int, text } from '../web/input.ts'
import type { Json } from '../web/json.ts'
import { isObject } from '../web/json.ts'
import { invalidValue, Refusal, refuse } from '../web/refusal.ts'

/** `undefined` = emptied. */
export type Changes = Map<string, Value | undefined>

const ownMembers = new Set([
  'id',
  'sku',
  'name',
  'price',
  'status',
  'visibility',
  'type_id',
  'weight',
  'attribute_set_id',
  'created_at',
  'updated_at',
  'tier_price',
  'media_gallery',
])

/**
 * The custom attributes of a request, each checked against the type of its attribute. Codes that no attribute has
 * are dropped without a word.
 */
export function readCustomAttributes(state: State, sent: Json | undefined): Map<string, Json> {
  const read = new Map<string, Json>()
  for (const [code, value] of entries(sent ?? null)) {
    if (ownMembers.has(code)) continue
    const attribute = state.attributes.get(code)
    if (attribute === undefined) continue
    read.set(code, value === null ? null : inField('custom_attributes', () => typed(attribute, value)))
  }
  return read
}

function entries(sent: Json): [string, Json][] {
  if (isObject(sent)) return Object.entries(sent)
  if (!Array.isArray(sent)) return []
  return sent.map((each) => {
    const code = isObject(each) ? (each.attribute_code ?? each.attributeCode) : undefined
    if (!isObject(each) || typeof code !== 'string')
      throw refuse(
        400,
        'A custom attribute is specified with a missing attribute code. Verify the code and try again.',
      )
    if (each.value === undefined)
      throw refuse(
        400,
        `The "${code}" attribute code doesn't have a value set. Enter the value and try again.`,
      )
    return [code, each.value]
  })
}

function typed(attribute: Attribute, value: Json): Json {
  if (attribute.code === 'category_ids') return value
  try {
    return readerOf(attribute).read(value)
  } catch (cause) {
    if (!(cause instanceof Refusal) || cause.trouble.kind !== 'mismatch') throw cause
    const details = `Attribute "${attribute.code}" has invalid value. ${cause.trouble.details}`
    throw new Refusal({ kind: 'mismatch', details })
  }
}

function readerOf({ backend }: Attribute): Reader<string | number> {
  if (backend === 'int') return int
  return backend === 'decimal' ? decimal : text
}

/**
 * Any save gives an attribute that is new to the set its default value, unless something was sent for it.
 * Source: recorded Magento 2.4.7.
 */
export function addMissingDefaults(state: State, product: Product, changes: Changes = new Map()): void {
  const set = state.sets.get(product.setId)
  for (const code of set === undefined ? [] : knownCodes(set)) {
    const attribute = state.attributes.get(code)
    if (attribute?.isUserDefined !== true || !attribute.defaultValue || changes.has(code)) continue
    const value = stored(attribute, attribute.defaultValue)
    if (product.values[code] === undefined && appliesTo(attribute, product.typeId))
      put(product.values, code, value)
  }
}

/** A value as it is stored: six decimals, whole moments, texts cut where the database cuts them. */
export function stored(attribute: Attribute, value: Json): Value | undefined {
  if (value === null || Array.isArray(value) || isObject(value)) return undefined
  if (attribute.backend === 'int') return Number(value)
  if (attribute.backend === 'decimal') return Math.round(Number(value) * 1_000_000) / 1_000_000
  if (value === '') return undefined
  if (attribute.backend === 'datetime') return moment(attribute.code, String(value))
  return storedText(String(value), attribute.backend === 'varchar' ? 255 : undefined)
}

/** Characters outside the basic plane become four question marks. */
export function storedText(value: string, most: number | undefined): string {
  const kept = value.replace(/[\u{10000}-\u{10ffff}]/gu, '????')
  return most === undefined ? kept : kept.slice(0, most)
}

function moment(code: string, value: string): string {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?/.exec(value)
  if (found === null || Number.isNaN(Date.parse(found[1] ?? ''))) throw invalidValue(code, value)
  return `${found[1]} ${found[2] ?? '00:00:00'}`
}
