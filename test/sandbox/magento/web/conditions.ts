import type { Filter } from './criteria.ts'
import { toFloat } from './php.ts'

export type Cell = string | number | null

/** Text as MySQL's general collation compares it: no case, no accents, no blanks at the end. */
export function fold(text: string): string {
  const trimmed = text.trimEnd()
  const plain = /[^\x20-\x7e]/.test(trimmed) ? trimmed.normalize('NFD').replace(/\p{Mn}/gu, '') : trimmed
  return plain.toLowerCase()
}

/** Sort order of the collation: letters compare in upper case. */
export function collate(left: Cell, right: Cell): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const [a, b] = [fold(String(left)).toUpperCase(), fold(String(right)).toUpperCase()]
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether a row passes one group: its filters are ORed, `from` and `to` of one field belong together. */
export function passesGroup(filters: readonly Filter[], cell: (field: string | null) => Cell): boolean {
  if (filters.length === 0) return true
  return filters.some((filter) => {
    const partner = filters.find(
      (other) => other !== filter && other.field === filter.field && isRange(other) && isRange(filter),
    )
    return (
      passes(cell(filter.field), filter) && (partner === undefined || passes(cell(filter.field), partner))
    )
  })
}

const isRange = (filter: Filter): boolean => filter.condition === 'from' || filter.condition === 'to'

/** One condition. An unknown condition type acts as `eq`. Source: recorded Magento 2.4.7. */
export function passes(cell: Cell, { condition, value, isUnknown }: Filter): boolean {
  if (condition === 'null') return cell === null
  if (condition === 'notnull') return cell !== null
  if (cell === null || value === null) return false
  switch (isUnknown ? 'eq' : condition) {
    case 'neq':
      return compare(cell, value) !== 0
    case 'gt':
      return compare(cell, value) > 0
    case 'lt':
      return compare(cell, value) < 0
    case 'gteq':
    case 'moreq':
    case 'from':
      return compare(cell, value) >= 0
    case 'lteq':
    case 'to':
      return compare(cell, value) <= 0
    case 'in':
      return value.split(',').some((each) => compare(cell, each) === 0)
    case 'nin':
      return !value.split(',').some((each) => compare(cell, each) === 0)
    case 'like':
    case 'fulltext':
      return like(String(cell), condition === 'like' ? value : `%${value}%`)
    case 'nlike':
      return !like(String(cell), value)
    case 'finset':
      return String(cell).split(',').includes(value)
    case 'nfinset':
      return !String(cell).split(',').includes(value)
    default:
      return compare(cell, value) === 0
  }
}

const moment = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/

function compare(cell: string | number, value: string): number {
  if (typeof cell === 'number') return cell - toFloat(value)
  if (!moment.test(cell)) return collate(cell, value)
  const other = asMoment(value)
  return cell < other ? -1 : cell > other ? 1 : 0
}

/** What MySQL makes of a date; rubbish is before everything. */
function asMoment(value: string): string {
  const found = /^\s*(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?/.exec(value)
  if (found === null) return ''
  return `${found[1]} ${(found[2] ?? '00:00').padEnd(8, ':00')}`
}

const patterns = new Map<string, RegExp>()

function like(cell: string, value: string): boolean {
  let pattern = patterns.get(value)
  if (pattern === undefined) {
    const source = fold(value).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    pattern = new RegExp(`^${source.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'su')
    if (patterns.size > 100) patterns.clear()
    patterns.set(value, pattern)
  }
  return pattern.test(fold(cell))
}
