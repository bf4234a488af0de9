import { Decimal } from '../../../shared/ids.ts'
import { isGreater, parseDecimal } from '../decimal.ts'
import type { Filled } from '../mapping/fill.ts'
import { asKind } from '../options/kinds.ts'
import { missing, type Projected } from './projected.ts'
import { type Split, split } from './split.ts'

const ZERO = Decimal.parse('0')

/**
 * Price, special price and the days of that in the shop's currency. A price of 0 is no price: nothing is sold for
 * nothing. Without a special price there are no days.
 */
export function projectPrice(filled: ReadonlyMap<string, Filled>): Projected<Split> {
  if (!isPrice(filled.get('price')?.value)) return missing('price-missing')
  const isSpecial = isPrice(filled.get('special_price')?.value)
  const given = [...filled].map(([code, one]): [string, Filled] => {
    if (code === 'special_price') return [code, isSpecial ? one : { ...one, value: '' }]
    return days.has(code) ? [code, { ...one, value: isSpecial ? dayOf(one.value) : '' }] : [code, one]
  })
  return { ok: true, value: split(new Map(given), 'price') }
}

const days = new Set(['special_from_date', 'special_to_date'])

/** A day as the shop keeps it; empty where it is none. */
const dayOf = (text: string): string => (/^\d{4}-\d{2}-\d{2}/.test(text) ? asKind('date', text) : '')

/** An amount above nothing. */
export function isPrice(text: string | undefined): boolean {
  const amount = parseDecimal(text ?? '')
  return amount !== null && isGreater(amount, ZERO)
}
