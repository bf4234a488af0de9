import type { FacetWrite } from '../../../shared/facet.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import { asKind } from './kinds.ts'
import { labelsIn } from './labels.ts'
import type { Options } from './options.ts'

/** Attributes that are known to take a value as it is. */
const plain = new Set([
  'name',
  'sku',
  'price',
  'special_price',
  'special_from_date',
  'special_to_date',
  'status',
  'visibility',
  'attribute_set_id',
  'tax_class_id',
  'weight',
  'url_key',
  'description',
  'short_description',
])

/** Whether an attribute may want its values otherwise: the shop need not be asked about the others. */
export const mayDiffer = (code: string): boolean => !plain.has(code)

/** Values as the shop takes them: labels become ids of options, which are made where the shop has none; yes and no, and days. */
export async function inShopTerms(
  options: Options,
  values: FacetWrite,
): Promise<Result<FacetWrite, MagentoError>> {
  if (!Object.keys(values).some(mayDiffer)) return ok(values)
  const kinds = await options.kinds()
  if (!kinds.ok) return kinds
  const translated: Record<string, string | null> = { ...values }
  for (const [code, value] of Object.entries(values)) {
    const kind = kinds.value.get(code)
    if (value === null || value === '' || kind === undefined) continue
    if (kind !== 'select' && kind !== 'multiselect') {
      translated[code] = asKind(kind, value)
      continue
    }
    const labels = kind === 'multiselect' ? labelsIn(value) : labelsIn(value).slice(0, 1)
    const ids = await options.idsOf(code, labels)
    if (!ids.ok) return ids
    translated[code] = [...new Set(ids.value.values())].sort((a, b) => Number(a) - Number(b)).join(',')
  }
  return ok(translated)
}
