import type { Words } from '../../../shared/say.ts'

/** A Magento attribute by the name the merchant knows; one of the shop's own stays as it is called there. */
export const fieldName = (field: string, words: Words): string =>
  words.has(`field.${field}`) ? words.say({ key: `field.${field}`, params: {} }, 0) : field

const leading = ['name', 'status', 'price', 'quantity', 'special_price', 'description']
const rank = (field: string) => (leading.includes(field) ? leading.indexOf(field) : leading.length)

/** What tells most about a product first. */
export const inOrder = <T extends { readonly field: string }>(fields: readonly T[]): T[] =>
  fields.toSorted((one, other) => rank(one.field) - rank(other.field))

/** A value as it is read: money as money, switches as words, everything else as it is sent. */
export function fieldValue(
  field: string,
  value: string | null,
  words: Words,
  currency: string | null,
): string {
  if (value === null || value === '') return words.say({ key: 'catalogue.panel.empty', params: {} }, 0)
  if (field === 'price' || field === 'special_price') return words.money(value, currency)
  const key = `value.${field}.${value}`
  return words.has(key) ? words.say({ key, params: {} }, 0) : plain(value)
}

/** Descriptions come with markup; a line shows their words. */
const plain = (value: string): string =>
  value
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
