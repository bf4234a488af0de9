import { type ItemId, isMatrixId, Sku } from '../../shared/ids.ts'
import type { Rules, SkuChoice } from '../../shared/rules.ts'

/** What the SKU rules decide. */
export type SkuRules = Pick<Rules, 'skuRule' | 'matrixSku'>

/** The item's codes that can be its SKU; empty where there is none. */
export type Codes = {
  readonly itemId: ItemId
  readonly name: string
  readonly customSku: string
  readonly systemSku: string
  readonly manufacturerSku: string
  readonly upc: string
}

/** Longest SKU that Magento takes, in characters (recorded Magento 2.4.7). */
const LONGEST = 64

export type SkuVerdict =
  | { readonly ok: true; readonly sku: Sku; readonly choice: SkuChoice | 'matrix' }
  | { readonly ok: false; readonly kind: 'sku-missing' }
  | { readonly ok: false; readonly kind: 'sku-too-long' | 'sku-unsendable'; readonly text: string }

/**
 * The SKU of an item: the first code of the rule that is not empty, without blanks around it.
 *
 * A code that Magento cannot take is a verdict and not skipped: the next code would make another product.
 */
export function resolveSku(codes: Codes, { skuRule, matrixSku }: SkuRules): SkuVerdict {
  if (isMatrixId(codes.itemId)) return verdictOn(matrixCode(codes, matrixSku), 'matrix')
  for (const choice of skuRule) {
    const text = codeOf(codes, choice).trim()
    if (text !== '') return verdictOn(text, choice)
  }
  return { ok: false, kind: 'sku-missing' }
}

function verdictOn(text: string, choice: SkuChoice | 'matrix'): SkuVerdict {
  if (text === '') return { ok: false, kind: 'sku-missing' }
  if (unsendable.test(text)) return { ok: false, kind: 'sku-unsendable', text }
  if ([...text].length > LONGEST) return { ok: false, kind: 'sku-too-long', text }
  return { ok: true, sku: Sku.parse(text), choice }
}

/** A matrix has no code of its own: its number stays the same, its name may be what the shop knows it by. */
const matrixCode = ({ itemId, name }: Codes, { from, prefix }: SkuRules['matrixSku']): string =>
  `${prefix}${from === 'number' ? itemId.slice(1) : name.trim()}`.trim()

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
