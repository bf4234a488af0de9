import type { Json, JsonObject } from './json.ts'
import { isObject } from './json.ts'

/** Percent-decodes to text; bytes that are no UTF-8 become U+FFFD, a `%` without two hex digits stays. */
export function rawUrlDecode(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  )
}

/** As `rawUrlDecode`, with `+` read as a blank. */
export function urlDecode(text: string): string {
  return rawUrlDecode(text.replaceAll('+', ' '))
}

/** RFC 3986: everything but letters, digits and `-_.~` is encoded. */
export function rawUrlEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** A query string as PHP reads it: `a[b][0]=c` becomes nested, a later value replaces an earlier one. */
export function parseQuery(query: string): JsonObject {
  const result: JsonObject = {}
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const at = pair.indexOf('=')
    const name = urlDecode(at < 0 ? pair : pair.slice(0, at))
    assign(result, path(name), at < 0 ? '' : urlDecode(pair.slice(at + 1)))
  }
  return result
}

function path(name: string): string[] {
  const open = name.indexOf('[')
  if (open <= 0) return [name]
  const inner = [...name.slice(open).matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? '')
  return [name.slice(0, open), ...inner]
}

function assign(target: JsonObject, steps: string[], value: string): void {
  const [first = '', ...rest] = steps
  const key = first === '' ? String(Object.keys(target).length) : first
  if (rest.length === 0) {
    target[key] = value
    return
  }
  const held = target[key]
  const inner = isObject(held) ? held : {}
  target[key] = inner
  assign(inner, rest, value)
}

export function isNumeric(value: Json): boolean {
  if (typeof value === 'number') return true
  return typeof value === 'string' && /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)
}

/** A scalar turned into a number the way PHP casts: the leading number, or 0. */
export function toFloat(value: string | number | boolean): number {
  if (typeof value !== 'string') return Number(value)
  return Number(/^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?/i.exec(value)?.[0] ?? 0)
}

export function toText(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? '1' : '') : String(value)
}

/** Natural order (`[2]` before `[10]`) as PHP's `strnatcmp` has it. */
export function naturalCompare(left: string, right: string): number {
  let a = leadingZeros(left)
  let b = leadingZeros(right)
  while (a < left.length && b < right.length) {
    if (isDigit(left, a) && isDigit(right, b)) {
      const [runA, runB] = [digits(left, a), digits(right, b)]
      const order = compareRuns(runA, runB)
      if (order !== 0) return order
      a += runA.length
      b += runB.length
      continue
    }
    if (left[a] !== right[b]) return left.charCodeAt(a) < right.charCodeAt(b) ? -1 : 1
    a += 1
    b += 1
  }
  return left.length - a - (right.length - b)
}

function compareRuns(left: string, right: string): number {
  const fractional = left.startsWith('0') || right.startsWith('0')
  if (!fractional && left.length !== right.length) return left.length - right.length
  return left < right ? -1 : left > right ? 1 : 0
}

function leadingZeros(text: string): number {
  let at = 0
  while (text[at] === '0' && isDigit(text, at + 1)) at += 1
  return at
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 48 && code <= 57
}

function digits(text: string, from: number): string {
  let to = from
  while (isDigit(text, to)) to += 1
  return text.slice(from, to)
}
