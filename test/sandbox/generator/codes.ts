import type { Random } from '../random.ts'

const digits = (random: Random, length: number): string =>
  Array.from({ length }, () => random.between(0, 9)).join('')

/** Weights 3 and 1 from the right, as GS1 counts. */
function checkDigit(code: string): number {
  const sum = [...code]
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10
}

/** Twelve digits. */
export function upc(random: Random): string {
  const code = `0${digits(random, 10)}`
  return `${code}${checkDigit(code)}`
}

/** Thirteen digits. */
export function ean(random: Random): string {
  const code = `40${digits(random, 10)}`
  return `${code}${checkDigit(code)}`
}

const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ'

/** A merchant's own number, unlike any other: `TRA-00417`. */
export function customSku(name: string, number: number): string {
  const word = name
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toUpperCase()
  const prefix = word.length >= 3 ? word.slice(0, 3) : 'ART'
  return `${prefix}-${String(number).padStart(5, '0')}`
}

/** The maker's number: `KX100-42`. */
export function manufacturerSku(random: Random): string {
  const letter = () => letters.charAt(random.between(0, letters.length - 1))
  return `${letter()}${letter()}${random.between(10, 999)}-${random.between(1, 99)}`
}
