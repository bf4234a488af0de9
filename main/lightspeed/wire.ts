import { z } from 'zod'
import { Decimal } from '../../shared/ids.ts'

/**
 * Lightspeed's JSON is made from XML: every scalar is a string, a collection of one is an object, an empty one is
 * `""` or missing. The schemas of the records are built from these parts, so that nothing else knows.
 *
 * Source: https://developers.lightspeedhq.com/retail/tutorials/searching/ and recorded answers.
 */

const scalar = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)])

/** What Lightspeed leaves out or empty becomes null. */
const orNull = <T extends z.ZodType>(schema: T) =>
  z
    .unknown()
    .optional()
    .transform((value) => (isEmpty(value) ? null : value))
    .pipe(schema.nullable())

/** Text; what is missing is empty. */
export const text = orNull(scalar).transform((value) => value ?? '')

/** An id that must be there. */
export const id = scalar.pipe(z.string().regex(/^\d+$/))

/** A reference to another record: null for `"0"`, `""` and nothing. */
export const reference = orNull(id).transform((value) => (value === '0' ? null : value))

/** `"true"` or `"false"`, which must be there. */
export const flag = scalar
  .pipe(z.string().regex(/^(true|false|1|0)$/))
  .transform((value) => value === 'true' || value === '1')

/** A flag that older accounts lack: then it is false. */
export const laterFlag = orNull(flag).transform((value) => value ?? false)

/** A number that must be there: absence is never zero. */
export const number = scalar.pipe(z.string().regex(/\d/)).transform(Number).pipe(z.number())

/** A number, or null where Lightspeed leaves it empty. */
export const maybeNumber = orNull(number)

/** Money and other decimals, as canonical text: `"20.50"` and `"1.0E-8"` become `20.5` and `0.00000001`. */
export const decimal = scalar.transform((value) => canonicalDecimal(value) ?? 'not a number').pipe(Decimal)

/** A decimal, or null where Lightspeed leaves it empty. */
export const maybeDecimal = orNull(decimal)

/** A moment with any offset, as ISO 8601 in UTC. */
export const instant = scalar
  .pipe(z.iso.datetime({ offset: true }))
  .transform((value) => new Date(value).toISOString())

/** A moment, or null where it is missing or empty. */
export const maybeInstant = orNull(instant)

/** A collection `{ Shop: … }`: missing, `""`, one object or an array all become an array. */
export const many = <T extends z.ZodType>(name: string, member: T) =>
  z
    .unknown()
    .optional()
    .transform((container) => members(container, name))
    .pipe(z.array(member))

/** A relation to one record: missing, `""` and an empty object become null. `inner` names a level that may be there. */
export const one = <T extends z.ZodType>(record: T, inner?: string) =>
  z
    .unknown()
    .optional()
    .transform((value) => (inner !== undefined && isObject(value) && inner in value ? value[inner] : value))
    .pipe(orNull(record))

/** The members of a container by their name, whatever form it has. Also for the top level of a list. */
export function members(container: unknown, name: string): unknown[] {
  if (Array.isArray(container)) return container.flatMap((part) => members(part, name))
  if (!isObject(container)) return []
  const held = container[name]
  if (Array.isArray(held)) return held
  return isEmpty(held) ? [] : [held]
}

export const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (isObject(value) && Object.keys(value).every((key) => key === '@attributes')) ||
  (Array.isArray(value) && value.length === 0)

/** Null when the text is no decimal number. */
function canonicalDecimal(value: string): string | null {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/.exec(value.trim())
  if (parts === null) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  if (whole + fraction === '') return null
  const shift = Number(exponent)
  const zeros = '0'.repeat(Math.abs(shift))
  const digits = shift < 0 ? zeros + whole + fraction : whole + fraction + zeros
  const point = shift < 0 ? zeros.length + whole.length + shift : whole.length + shift
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0'
  const right = digits.slice(point).replace(/0+$/, '')
  const unsigned = right === '' ? left : `${left}.${right}`
  return sign === '-' && unsigned !== '0' ? `-${unsigned}` : unsigned
}
