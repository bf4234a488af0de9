import type { Json, JsonObject } from './json.ts'
import { isObject } from './json.ts'
import { isNumeric, toFloat, toText } from './php.ts'
import { Refusal, refuse, typeError, unsupported } from './refusal.ts'

/** Turns a value that was sent into a value of a declared type, or refuses it with Magento's text. */
export type Reader<T> = {
  /** The type's name in messages; of a list, the class of its elements. */
  type: string
  read(value: Json): T
}

type Shape = Record<string, Reader<unknown>>

/** What an object reader hands out: absent stays absent, null stays null. */
export type Fields<S extends Shape> = {
  [K in keyof S]?: (S[K] extends Reader<infer T> ? T : never) | null
}

const mismatch = (type: string, value: string): Refusal =>
  new Refusal({
    kind: 'mismatch',
    details: `The "${value}" value's type is invalid. The "${type}" type was expected. Verify and try again.`,
  })

function scalar<T>(type: string, convert: (value: string | number | boolean) => T | undefined): Reader<T> {
  return {
    type,
    read(value) {
      if (value === null || typeof value === 'object') throw mismatch(type, 'array')
      const converted = convert(value)
      if (converted === undefined) throw mismatch(type, toText(value))
      return converted
    },
  }
}

export const text = scalar('string', toText)
export const int = scalar('int', (value) => (isNumeric(value) ? Math.trunc(toFloat(value)) : undefined))
export const float = scalar('float', (value) => (isNumeric(value) ? toFloat(value) : undefined))
/** A decimal attribute: anything scalar passes, and what is no number becomes 0. */
export const decimal = scalar('double', toFloat)
/** Never refused: what PHP's filter does not know is false. */
export const bool = scalar('bool', (value) => /^(1|true|on|yes)$/i.test(toText(value)))
export const anything: Reader<Json> = { type: 'mixed', read: (value) => value }

export function list<T>(item: Reader<T>): Reader<T[]> {
  const type = `${item.type}[]`
  return {
    type: item.type,
    read(value) {
      const values = isObject(value) ? Object.values(value) : value
      if (Array.isArray(values)) return values.map((each) => item.read(each))
      if (item.type.startsWith('\\')) throw typeError()
      throw mismatch(type, phpType(values))
    },
  }
}

/** An object of known fields. Names may come in camel case; an unknown one is refused. */
export function object<S extends Shape>(type: string, shape: S): Reader<Fields<S>> {
  return {
    type,
    read(value) {
      if (!isObject(value) && !(Array.isArray(value) && value.length === 0)) throw typeError()
      const fields: Record<string, unknown> = {}
      for (const [key, raw] of Object.entries(value)) {
        const name = snakeCase(key)
        const reader = shape[name]
        if (reader === undefined) throw unsupported(camelCase(key))
        fields[name] = raw === null ? null : inField(key, () => reader.read(raw))
      }
      // The loop above has just read every field through the reader that its type comes from.
      return fields as Fields<S>
    },
  }
}

/** Names the field around a value of the wrong type. */
export function inField<T>(field: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof Refusal) || cause.trouble.kind !== 'mismatch') throw cause
    throw new Refusal({
      kind: 'mismatch',
      details: `Error occurred during "${field}" processing. ${cause.trouble.details}`,
    })
  }
}

/** A service's argument out of a body or query. */
export function argument<T>(source: JsonObject, name: string, reader: Reader<T>): T | undefined {
  const raw = source[name] ?? source[snakeCase(name)]
  if (raw === undefined || raw === null) return undefined
  return reader.read(raw)
}

/** Refuses a list of objects that is longer than the shop's input limit allows. */
export function limitItems(rows: readonly unknown[], reader: Reader<unknown>, max: number | undefined): void {
  if (max !== undefined && rows.length > max)
    throw refuse(400, 'Maximum items of type "%type" is %max', { type: reader.type, max })
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function camelCase(name: string): string {
  return name.replace(/(?:^|_)([a-z0-9])/gi, (_all, letter: string) => letter.toUpperCase())
}

function phpType(value: Json): string {
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'double'
  return typeof value === 'boolean' ? 'boolean' : typeof value
}
