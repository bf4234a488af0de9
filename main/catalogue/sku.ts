import { Sku } from '../../shared/ids.ts'
import type { SkuChoice } from '../../shared/rules.ts'

/** The item's codes that can be its SKU; empty where there is none. */
export type Codes = {
  readonly customSku: string
  readonly systemSku: string
  readonly manufacturerSku: string
  readonly upc: string
}

/** Longest SKU that Magento takes, in characters (recorded Magento 2.4.7). */
const LONGEST = 64

export type SkuVerdict =
  | { readonly ok: true; readonly sku: Sku; readonly choice: SkuChoice }
  | { readonly ok: false; readonly kind: 'sku-missing' }
  | { readonly ok: false; readonly kind: 'sku-too-long' | 'sku-unsendable'; readonly text: string }

/**
 * The SKU of an item: the first code of the rule that is not empty, without blanks around it.
 *
 * A code that Magento cannot take is a verdict and not skipped: the next code would make another product.
 */
export function resolveSku(codes: Codes, rule: readonly SkuChoice[]): SkuVerdict {
  for (const choice of rule) {
    const text = codeOf(codes, choice).trim()
    if (text === '') continue
    if (unsendable.test(text)) return { ok: false, kind: 'sku-unsendable', text }
    if ([...text].length > LONGEST) return { ok: false, kind: 'sku-too-long', text }
    return { ok: true, sku: Sku.parse(text), choice }
  }
  return { ok: false, kind: 'sku-missing' }
}

/**
 * Four-byte characters: the save is rolled back with a 404 (recorded Magento 2.4.7). Control characters: no SKU. Halves of
 * characters, and what stands for one that was lost, are no text that could be sent.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unsendable = /[\u{10000}-\u{10ffff}\ud800-\udfff\ufffd\0-\u{1f}\u{7f}]/u

function codeOf(codes: Codes, choice: SkuChoice): string {
  switch (choice) {
    case 'custom':
      return codes.customSku
    case 'system':
      return codes.systemSku
    case 'manufacturer':
      return codes.manufacturerSku
    case 'upc':
      return codes.upc
  }
}
