import type { FacetWrite } from '../../../shared/facet.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import { labelsIn } from './labels.ts'
import type { Options } from './options.ts'

/** Attributes that are known not to hold options that can be added to. */
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

/** Whether an attribute may be a select: the shop need not be asked about the others. */
export const mayHaveOptions = (code: string): boolean => !plain.has(code)

/** Values as the shop takes them: labels become ids of options, which are made where the shop has none. */
export async function inShopTerms(
  options: Options,
  values: FacetWrite,
): Promise<Result<FacetWrite, MagentoError>> {
  if (!Object.keys(values).some(mayHaveOptions)) return ok(values)
  const choices = await options.choices()
  if (!choices.ok) return choices
  const translated: Record<string, string | null> = { ...values }
  for (const [code, value] of Object.entries(values)) {
    if (value === null || value === '' || !choices.value.has(code)) continue
    const labels = choices.value.get(code)?.many ? labelsIn(value) : labelsIn(value).slice(0, 1)
    const ids = await options.idsOf(code, labels)
    if (!ids.ok) return ids
    translated[code] = [...new Set(ids.value.values())].sort((a, b) => Number(a) - Number(b)).join(',')
  }
  return ok(translated)
}
