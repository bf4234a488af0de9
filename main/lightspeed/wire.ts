import { z } from 'zod'
import { Decimal } from '../../shared/ids.ts'

/**
 * Lightspeed's JSON is made from XML: every scalar is a string, a collection of one is an object, an empty one is
 * `""` or missing. The schemas of the records are built from these parts, so that nothing else knows.
 *
 * Source: https://developers.lightspeedhq.com/retail/tutorials/searching/ and recorded answers.
 */

/** A part that one function reads; what it answers `undefined` to is not what it should be. */
const part = <T>(what: string, read: (value: unknown) => T | undefined) =>
  z
    .unknown()
    .optional()
    .transform((value, context): T => {
      const found = read(value)
      if (found !== undefined) return found
      context.addIssue({ code: 'custom', message: `not ${what}` })
      return z.NEVER
    })

/** The same, where what Lightspeed leaves out or empty is null. */
const maybe = <T>(what: string, read: (value: unknown) => T | undefined) =>
  part<T | null>(what, (value) => (isEmpty(value) ? null : read(value)))

/** Text; what is missing is empty. */
export const text = part('text', (value) => (isEmpty(value) ? '' : scalar(value)))

/** An id that must be there. */
export const id = part('an id', readId)

/** A reference to another record: null for `"0"`, `""` and nothing. */
export const reference = maybe('an id', readId).transform((value) => (value === '0' ? null : value))

/** `"true"` or `"false"`, which must be there. */
export const flag = part('true or false', readFlag)

/** A flag that older accounts lack: then it is false. */
export const laterFlag = maybe('true or false', readFlag).transform((value) => value ?? false)

/** A number that must be there: absence is never zero. */
export const number = part('a number', readNumber)

/** A number, or null where Lightspeed leaves it empty. */
export const maybeNumber = maybe('a number', readNumber)

/** A number, or null where there is none that can be read: for what may be unknown without hiding the rest. */
export const perhapsNumber = part<number | null>('a number', (value) => readNumber(value) ?? null)

/** Money and other decimals, as canonical text: `"20.50"` and `"1.0E-8"` become `20.5` and `0.00000001`. */
export const decimal = part('a number', readDecimal).pipe(Decimal)

/** A decimal, or null where Lightspeed leaves it empty. */
export const maybeDecimal = maybe('a number', readDecimal).pipe(Decimal.nullable())

/** A moment with any offset, as ISO 8601 in UTC. */
export const instant = part('a moment', readInstant)

/** A moment, or null where it is missing or empty. */
export const maybeInstant = maybe('a moment', readInstant)

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
    .transform((value) => (isEmpty(value) ? null : value))
    .pipe(record.nullable())

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

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

const matching = (value: unknown, pattern: RegExp): string | undefined => {
  const found = scalar(value)
  return found !== undefined && pattern.test(found) ? found : undefined
}

function readId(value: unknown): string | undefined {
  return matching(value, /^\d+$/)
}

function readFlag(value: unknown): boolean | undefined {
  const found = matching(value, /^(true|false|1|0)$/)
  return found === undefined ? undefined : found === 'true' || found === '1'
}

function readNumber(value: unknown): number | undefined {
  const found = matching(value, /\d/)
  return found !== undefined && Number.isFinite(Number(found)) ? Number(found) : undefined
}

/** What Lightspeed answers usually, in UTC: it needs no calendar but the one that `Date.parse` knows. */
const inUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/

function readInstant(value: unknown): string | undefined {
  const found = matching(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/)
  const ms = Date.parse(found ?? '')
  if (Number.isNaN(ms) || found === undefined) return undefined
  return inUtc.test(found) ? `${found.slice(0, 19)}.000Z` : new Date(ms).toISOString()
}

function readDecimal(value: unknown): string | undefined {
  const parts = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/.exec(scalar(value)?.trim() ?? '')
  if (parts === null) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts
  if (whole + fraction === '') return undefined
  const shift = Number(exponent)
  const zeros = '0'.repeat(Math.abs(shift))
  const digits = shift < 0 ? zeros + whole + fraction : whole + fraction + zeros
  const point = shift < 0 ? zeros.length + whole.length + shift : whole.length + shift
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, '') || '0'
  const right = digits.slice(point).replace(/0+$/, '')
  const unsigned = right === '' ? left : `${left}.${right}`
  return sign === '-' && unsigned !== '0' ? `-${unsigned}` : unsigned
}
