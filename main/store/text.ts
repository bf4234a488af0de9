/** How texts are compared when people search: without case, accents and width. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Two SKUs are one for Magento when they differ in case only (recorded Magento 2.4.7). */
export const skuKey = (sku: string): string => sku.trim().toLowerCase()

/** SQLite's text ends at NUL; what only people read may lose it. */
export const withoutNul = (text: string): string => text.replaceAll('\0', '')
