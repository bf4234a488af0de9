import type { ItemId } from '../../../shared/ids.ts'

/** Letters that do not come apart into a plain one and a mark. */
const letters: Readonly<Record<string, string>> = {
  æ: 'ae',
  ð: 'd',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
}

/** Addresses that Magento keeps for itself. */
const reserved = new Set(['admin', 'rest', 'soap', 'graphql', 'standard'])

/** The part of a web address that a text makes: lower case Latin letters, digits and single hyphens. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]/gu, (letter) => letters[letter] ?? '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
}

/**
 * Web addresses for a new product, in the order in which they are tried: from the name, then name and SKU.
 *
 * Chosen once and never changed by us. A name without Latin letters makes none (Magento would take an empty one, for
 * the first such product), so there the SKU stands alone, or the item's number.
 */
export function urlKeys(name: string, sku: string, itemId: ItemId): readonly string[] {
  const [fromName, fromSku] = [slug(name), slug(sku)]
  const both = [fromName, fromSku].filter((part) => part !== '').join('-')
  const numbered = [both, `item-${itemId}`].filter((part) => part !== '').join('-')
  const keys = fromName === '' || reserved.has(fromName) ? [both, numbered] : [fromName, both, numbered]
  return [...new Set(keys.filter((key) => key !== '' && !reserved.has(key)))].slice(0, 2)
}
