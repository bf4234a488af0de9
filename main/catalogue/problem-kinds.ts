import type { ProblemKind } from '../../shared/problem.ts'

/** Problems that a plan finds, and so finds gone. */
export const plannedProblems: readonly ProblemKind[] = [
  'sku-missing',
  'sku-too-long',
  'sku-unsendable',
  'sku-duplicate',
  'sku-changed',
  'name-missing',
  'price-missing',
  'stock-missing',
  'variant-equal',
  'variant-value-missing',
  'variant-attribute-missing',
  'variant-attribute-unfit',
  'variant-attribute-set',
  'product-doubled',
  'product-type',
  'barcode-doubled',
  'product-taken',
]

/** Problems that a write finds. */
export const writtenProblems: readonly ProblemKind[] = [
  'refused-by-shop',
  'url-key-taken',
  'attribute-dropped',
  'picture-missing',
  'picture-broken',
  'picture-type',
  'picture-too-large',
  'picture-away',
  'pictures-not-kept',
  'not-placed',
  'category-gone',
]
