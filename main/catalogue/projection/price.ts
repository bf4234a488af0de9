import { Decimal } from '../../../shared/ids.ts'
import { isGreater, parseDecimal } from '../decimal.ts'
import type { Filled } from '../mapping/fill.ts'
import { missing, type Projected } from './projected.ts'
import { type Split, split } from './split.ts'

const ZERO = Decimal.parse('0')

/** Price and special price in the shop's currency. A price of 0 is no price: nothing is sold for nothing. */
export function projectPrice(filled: ReadonlyMap<string, Filled>): Projected<Split> {
  if (!isPrice(filled.get('price'))) return missing('price-missing')
  const special = filled.get('special_price')
  if (special === undefined || isPrice(special)) return { ok: true, value: split(filled, 'price') }
  const none = new Map([...filled, ['special_price', { ...special, value: '' }] as const])
  return { ok: true, value: split(none, 'price') }
}

function isPrice(filled: Filled | undefined): boolean {
  const amount = parseDecimal(filled?.value ?? '')
  return amount !== null && isGreater(amount, ZERO)
}
