import type { SandboxResponse } from '../../sandbox/types.ts'
import type { Recorded } from './recordings.ts'

type Value = unknown
type Members = Record<string, Value>

const isMembers = (value: Value): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Members that are now null and now a moment. */
const nullable = new Set(['low_stock_date'])

/**
 * How an answer differs from the recorded one in status, content type, error text or shape (members and kinds of
 * values); `undefined` where it is alike.
 */
export function unlike(recorded: Recorded, answer: SandboxResponse): string | undefined {
  if ('dropConnection' in answer) return 'no answer'
  const { status, headers, body, text } = recorded.response
  if (status !== answer.status)
    return `status ${answer.status} instead of ${status}: ${answer.body.slice(0, 200)}`
  const [wanted, got] = [headers['Content-Type'] ?? '', answer.headers['Content-Type'] ?? '']
  if (wanted !== got) return `content type ${got} instead of ${wanted}`
  if (text !== undefined)
    return withoutNumbers(text) === withoutNumbers(answer.body) ? undefined : 'another text'
  const value: Value = JSON.parse(answer.body)
  if (status >= 400)
    return sameText(body, value) ? undefined : `${answer.body} instead of ${JSON.stringify(body)}`
  return shapeDifference(body, value, '')
}

/** Whether the values are the same too, numbers that a shop counts up and moments left out. */
export function equalValues(recorded: Recorded, answer: SandboxResponse): boolean {
  if ('dropConnection' in answer || recorded.response.text !== undefined) return true
  return JSON.stringify(masked(recorded.response.body)) === JSON.stringify(masked(JSON.parse(answer.body)))
}

/** Numbers that differ each time, and what developer mode shows of the shop's inside. */
function withoutNumbers(text: string): string {
  return text
    .replace(/, called in .*|(?<=query was: ).*|\n#0.*|Stack trace:.*/s, '')
    .replace(/[0-9a-f]{13,64}/g, '#')
}

function sameText(left: Value, right: Value): boolean {
  return JSON.stringify(ordered(left)) === JSON.stringify(ordered(right))
}

function shapeDifference(wanted: Value, got: Value, at: string): string | undefined {
  if (kind(wanted) !== kind(got)) return `${at}: ${kind(got)} instead of ${kind(wanted)}`
  if (Array.isArray(wanted) && Array.isArray(got)) {
    if (at.endsWith('.custom_attributes')) return codeDifference(wanted, got, at)
    if (isGallery(wanted) && isGallery(got)) return shapeDifference(byId(wanted), byId(got), `${at}.`)
    if ((wanted.length === 0) !== (got.length === 0))
      return `${at}: ${got.length} rows instead of ${wanted.length}`
    const pairs = Math.min(wanted.length, got.length)
    for (let n = 0; n < pairs; n += 1) {
      const found = shapeDifference(wanted[n], got[n], `${at}[${n}]`)
      if (found !== undefined) return found
    }
    return undefined
  }
  if (!isMembers(wanted) || !isMembers(got)) return undefined
  const missing = Object.keys(wanted).filter((name) => !(name in got))
  const surplus = Object.keys(got).filter((name) => !(name in wanted))
  if (missing.length + surplus.length > 0)
    return `${at}: without ${missing.join()} but with ${surplus.join()}`
  for (const [name, value] of Object.entries(wanted)) {
    if (nullable.has(name)) continue
    const found = shapeDifference(value, got[name], `${at}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}

/** Pictures of one position come as the database has them: in no order. */
const isGallery = (list: Value[]): boolean => list.every((each) => isMembers(each) && 'media_type' in each)

/** Members under the ids of their rows. */
function byId(list: Value[]): Members {
  return Object.fromEntries(list.map((each) => [isMembers(each) ? String(each.id) : '', each]))
}

/** Custom attributes are compared by code, whatever their order. */
function codeDifference(wanted: Value[], got: Value[], at: string): string | undefined {
  const codes = (list: Value[]): string =>
    list
      .map((each) => (isMembers(each) ? `${String(each.attribute_code)} ${kind(each.value)}` : ''))
      .sort()
      .join()
  return codes(wanted) === codes(got) ? undefined : `${at}: ${codes(got)} instead of ${codes(wanted)}`
}

function kind(value: Value): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'list' : typeof value
}

const counted = new Set(['id', 'item_id', 'product_id', 'low_stock_date', 'updated_at', 'created_at'])

function masked(value: Value): Value {
  if (Array.isArray(value)) return value.map(masked)
  if (!isMembers(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, inner]) => [name, counted.has(name) ? '#' : masked(inner)]),
  )
}

/** In one order, without what differs each time. */
function ordered(value: Value): Value {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value === 'string') return withoutNumbers(value)
  if (!isMembers(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, inner]) => [name, name === 'trace' ? kind(inner) : ordered(inner)]),
  )
}
