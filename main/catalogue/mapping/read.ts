import type { Source } from '../../../shared/mapping.ts'
import type { TillLists } from '../../store/till-lists.ts'
import { labelsValue } from '../options/labels.ts'

/** A JSON value as Lightspeed sent it, kept raw in the mirror. */
export type RawRecord = Readonly<Record<string, unknown>>

/**
 * The text that a source gives for one raw item; empty when there is nothing.
 *
 * The raw record keeps the wire's quirks: all scalars are strings, a collection of one is the object itself, an empty
 * one is missing or `""`. What it only refers to is taken from the till's lists. Source: developers.lightspeedhq.com/retail/introduction/relations/ and recorded answers.
 */
export function readSource(raw: RawRecord, source: Source, lists: TillLists): string {
  switch (source.kind) {
    case 'fixed':
      return source.value
    case 'field': {
      const path = source.path.split('.')
      return textAt(joined(raw, path[0], lists), path)
    }
    case 'list': {
      const path = source.path.split('.')
      return labelsValue(textsAt(joined(raw, path[0], lists), path))
    }
    case 'price':
      return member(raw, 'Prices', 'ItemPrice', 'useTypeID', source.useTypeId, 'amount')
    case 'custom-field':
      return several(customValues(raw, source.customFieldId))
  }
}

/** The raw item with the record of a list that a relation leads to, as if that had been loaded with it. */
function joined(raw: RawRecord, relation: string | undefined, lists: TillLists): RawRecord {
  switch (relation) {
    case 'Category':
      return { ...raw, Category: lists.Category[scalar(raw.categoryID)] ?? raw.Category }
    case 'TaxClass':
      return { ...raw, TaxClass: lists.TaxClass[scalar(raw.taxClassID)] ?? raw.TaxClass }
    case 'Manufacturer':
      return { ...raw, Manufacturer: lists.Manufacturer[scalar(raw.manufacturerID)] ?? raw.Manufacturer }
    case 'DefaultVendor':
      return { ...raw, DefaultVendor: lists.Vendor[scalar(raw.defaultVendorID)] }
    case 'Vendors': {
      const ids = [raw.defaultVendorID, ...numbers(raw).map(({ vendorID }) => vendorID)].map(scalar)
      return { ...raw, Vendors: [...new Set(ids)].map((id) => lists.Vendor[id]) }
    }
    case 'ItemVendorNums': {
      const ItemVendorNum = numbers(raw).map((one) => ({
        ...one,
        Vendor: lists.Vendor[scalar(one.vendorID)],
      }))
      return { ...raw, ItemVendorNums: { ItemVendorNum } }
    }
    case 'TagRelations': {
      const tags = members(raw.TagRelations, 'TagRelation')
      const TagRelation = tags.map((tag) => ({ ...tag, Tag: lists.Tag[scalar(tag.tagID)] ?? tag.Tag }))
      return { ...raw, TagRelations: { TagRelation } }
    }
    default:
      return raw
  }
}

const numbers = (raw: RawRecord): readonly RawRecord[] => members(raw.ItemVendorNums, 'ItemVendorNum')

export const isRecord = (value: unknown): value is RawRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A collection of any shape as a list: missing, `""`, one object, an array, or an array of wrapped objects. */
export function members(container: unknown, key: string): readonly RawRecord[] {
  if (Array.isArray(container)) return container.flatMap((one) => members(one, key))
  if (!isRecord(container)) return []
  const inner = key in container ? container[key] : container
  return (Array.isArray(inner) ? inner : [inner]).filter(isRecord)
}

function member(
  raw: RawRecord,
  list: string,
  key: string,
  id: string,
  wanted: string,
  field: string,
): string {
  const found = members(raw[list], key).find((one) => scalar(one[id]) === wanted)
  return found === undefined ? '' : textAt(found, [field])
}

/** The value of a custom field: a text, the record of a choice, or of several. */
function customValues(raw: RawRecord, customFieldId: string): readonly string[] {
  const fields = members(raw.CustomFieldValues, 'CustomFieldValue')
  const field = fields.find(
    (one) => scalar(one.customFieldID) === customFieldId && scalar(one.deleted) !== 'true',
  )
  const value = field?.value
  return isRecord(value) && !('name' in value)
    ? textsAt(members(value, Object.keys(value)[0] ?? ''), [])
    : textsAt(value, [])
}

/** A text of several lines stays one. */
const several = (found: readonly string[]): string =>
  found.length > 1 ? labelsValue(found) : (found[0] ?? '')

/** Follows a path; of a list it takes the first member that has something there. */
const textAt = (value: unknown, path: readonly string[]): string => textsAt(value, path)[0] ?? ''

/** Every text that a path leads to. */
function textsAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsAt(one, path))
  const [key, ...rest] = path
  if (key === undefined) return isRecord(value) ? textsAt(value, ['name']) : texts(scalar(value))
  if (!isRecord(value)) return []
  if (key in value) return textsAt(value[key], rest)
  // some answers wrap a to-one relation once more in its own name: ItemECommerce.ItemECommerce.weight
  const wrapped = Object.values(value)
  const [only] = wrapped
  return wrapped.length === 1 && isRecord(only) ? textsAt(only, path) : []
}

const texts = (text: string): readonly string[] => (text === '' ? [] : [text])

const scalar = (value: unknown): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : ''
