import { Decimal } from '../../shared/ids.ts'

/** `1.0E-8`, `-.5`, `12.50`: what Lightspeed and Magento write for a number. */
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/

/**
 * A number written as text, as a decimal with at most `decimals` places, rounded half away from zero.
 *
 * Worked out on the digits, since binary floats do not hold 1.005. Null when the text is no number.
 */
export function parseDecimal(text: string, decimals = 6): Decimal | null {
  const match = NUMBER.exec(text.trim())
  if (match === null) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  if (whole === '' && fraction === '') return null
  const units = scaled(whole + fraction, decimals - fraction.length + Number(exponent))
  const digits = units.toString().padStart(decimals + 1, '0')
  const cut = digits.length - decimals
  const places = digits.slice(cut).replace(/0+$/, '')
  const plain = places === '' ? digits.slice(0, cut) : `${digits.slice(0, cut)}.${places}`
  return Decimal.parse(sign === '-' && units !== 0n ? `-${plain}` : plain)
}

/** The digits times ten to the power of `shift`, rounded half up. */
function scaled(digits: string, shift: number): bigint {
  if (shift >= 0) return BigInt(digits) * 10n ** BigInt(shift)
  const divisor = 10n ** BigInt(-shift)
  return (BigInt(digits) + divisor / 2n) / divisor
}

export const isZero = (decimal: Decimal): boolean => decimal === '0'

/** Whether `a` is greater than `b`, exactly. */
export const isGreater = (a: Decimal, b: Decimal): boolean => millionths(a) > millionths(b)

export function twice(decimal: Decimal): Decimal {
  const [whole = '', fraction = ''] = decimal.split('.')
  const doubled = (BigInt(whole + fraction) * 2n).toString()
  return parseDecimal(`${doubled}e-${fraction.length}`) ?? decimal
}

function millionths(decimal: Decimal): bigint {
  const [whole = '', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.padEnd(6, '0').slice(0, 6))
}

/** A quantity as text: no exponent, at most four places, as Magento's column holds it. */
export function quantityText(quantity: number): Decimal {
  return parseDecimal(String(quantity), 4) ?? Decimal.parse('0')
}
