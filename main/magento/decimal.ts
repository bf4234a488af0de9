import { Decimal } from '../../shared/ids.ts'

/** Magento 2.4 keeps prices and weights as decimal(20,6) and decimal(12,4). */
const MOST_DECIMALS = 6

/**
 * A number of an answer as decimal text: `29.95` from 29.95, "29.950000" or PHP's 29.949999999999999.
 *
 * @returns null for what is no number
 */
export function toDecimal(value: number | string): Decimal | null {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (!Number.isFinite(number)) return null
  const fixed = number.toFixed(MOST_DECIMALS).replace(/\.?0+$/, '')
  const parsed = Decimal.safeParse(fixed === '-0' ? '0' : fixed)
  return parsed.success ? parsed.data : null
}
