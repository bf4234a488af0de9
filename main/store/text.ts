/** How texts are compared when people search: without case, accents and width. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/**
 * What Magento takes for the same SKU: case and blanks do not count (recorded Magento 2.4.7), nor do accents, since its
 * database compares by MySQL's utf8_general_ci.
 */
export const skuKey = (sku: string): string =>
  sku.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** SQLite's text ends at NUL; what only people read may lose it. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '')
