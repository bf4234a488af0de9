import type { FacetValue } from '../../../shared/facet.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import { labelKey, labelsIn, labelsValue, type OptionIndex } from './labels.ts'
import type { Options } from './options.ts'
import { mayHaveOptions } from './shop-terms.ts'

/** Tells what the shop holds as the projection tells it. `becomes`: what is projected. */
export type Telling = (held: FacetValue, becomes: FacetValue) => FacetValue

/** How to tell the shop's values of these attributes: ids of options become labels. The shop is only read. */
export async function inTillTerms(
  options: Options,
  codes: Iterable<string>,
): Promise<Result<Telling, MagentoError>> {
  const doubtful = [...codes].filter(mayHaveOptions)
  if (doubtful.length === 0) return ok((held) => held)
  const choices = await options.choices()
  if (!choices.ok) return choices
  const indexes = new Map<string, OptionIndex>()
  for (const code of doubtful) {
    if (!choices.value.has(code)) continue
    const index = await options.of(code)
    if (!index.ok) return index
    indexes.set(code, index.value)
  }
  return ok((held, becomes) => ({
    ...held,
    ...Object.fromEntries(
      [...indexes].flatMap(([code, index]) => {
        const value = held[code]
        return value === undefined ? [] : [[code, labelled(value, index, becomes[code] ?? '')] as const]
      }),
    ),
  }))
}

/** An id that no option has shows as nothing. Labels that the shop takes for the projected ones are spelt like these. */
function labelled(ids: string, index: OptionIndex, becomes: string): string {
  const spelt = new Map(labelsIn(becomes).map((label) => [labelKey(label), label]))
  const labels = ids.split(',').flatMap((id) => index.labelOf(id.trim()) ?? [])
  return labelsValue(labels.map((label) => spelt.get(labelKey(label)) ?? label))
}
