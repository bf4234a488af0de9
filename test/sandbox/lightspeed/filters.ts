import type { Options } from './options.ts'
import { Refusal } from './refusal.ts'
import type { Fields, Kind, Row } from './tree.ts'

/**
 * One condition of a filter, read from `value` or `operator,value`.
 * https://developers.lightspeedhq.com/retail/introduction/parameters/
 */
export type Condition = { operator: Operator; values: string[] }

export type Operator = '=' | '>' | '>=' | '<' | '<=' | '><' | '!=' | '~' | '!~' | 'IN'

const operators: readonly Operator[] = ['><', '>=', '<=', '!=', '!~', '=', '>', '<', '~', 'IN']

const ranges: ReadonlySet<Operator> = new Set<Operator>(['>', '>=', '<', '<=', '><'])

export const isRange = (condition: Condition): boolean => ranges.has(condition.operator)

const MOST_IN_VALUES = 100

export function parseCondition(field: string, text: string): Condition {
  const operator = operators.find((each) => text.startsWith(`${each},`))
  if (operator === undefined) return { operator: '=', values: [text] }
  const rest = text.slice(operator.length + 1)
  if (operator === 'IN') {
    const values = rest.replace(/^\[|\]$/g, '').split(',')
    if (values.length > MOST_IN_VALUES)
      throw new Refusal(400, `${field}: IN takes at most ${MOST_IN_VALUES} values.`)
    return { operator, values: values.map((value) => value.trim().replace(/^"|"$/g, '')) }
  }
  if (operator === '><') {
    const [low = '', high = ''] = rest.split(',')
    return { operator, values: [low, high] }
  }
  return { operator, values: [rest] }
}

/** A test on one row. Values that cannot be read count as 0, as the service's database takes them. */
export function conditionTest(
  field: string,
  kind: Kind,
  condition: Condition,
  options: Options,
): (row: Row) => boolean {
  const { operator } = condition
  if (operator === '~' || operator === '!~') {
    const pattern = likePattern(condition.values[0] ?? '', options)
    return (row) => pattern.test(textOf(row[field])) === (operator === '~')
  }
  const read = (value: unknown): string | number => comparable(kind, value, options)
  const [first = '', second = ''] = condition.values.map(read)
  const accepted = new Set(condition.values.map(read))
  return (row) => {
    const value = read(row[field])
    switch (operator) {
      case '=':
        return value === first
      case '!=':
        return value !== first
      case 'IN':
        return accepted.has(value)
      case '>':
        return value > first
      case '>=':
        return value >= first
      case '<':
        return value < first
      case '<=':
        return value <= first
      case '><':
        return value >= first && value <= second
    }
  }
}

/** A value, stored or asked for, in the form in which it is compared. */
export function comparable(kind: Kind, value: unknown, options: Options): string | number {
  switch (kind) {
    case 'number':
      return Number(value) || 0
    case 'flag':
      return value === true || value === 'true' || value === '1' ? 1 : 0
    case 'time':
      return typeof value === 'number' ? value : readTime(textOf(value))
    case 'text':
    case 'tree':
      return options.caseSensitiveFilters ? textOf(value) : textOf(value).toLowerCase()
  }
}

const textOf = (value: unknown): string => (value === undefined ? '' : String(value))

/** ISO 8601 with `+HH:MM`, `+HHMM`, `Z` or no offset at all, which means UTC. Seconds, 0 where it is no time. */
export function readTime(text: string): number {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  )
  if (parts === null) return 0
  const [, day, time = '00:00:00', offset = 'Z'] = parts
  const zone = offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(-2)}`
  const ms = Date.parse(`${day}T${time}${zone}`)
  return Number.isNaN(ms) ? 0 : Math.floor(ms / 1000)
}

function likePattern(text: string, options: Options): RegExp {
  const escaped = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('%', '.*')
  return new RegExp(`^${escaped}$`, options.caseSensitiveFilters ? 's' : 'is')
}

/** The kind of a field of a record; undefined where it has no such field. */
export const kindOf = (fields: Fields, field: string): Kind | undefined =>
  Object.hasOwn(fields, field) ? fields[field] : undefined
