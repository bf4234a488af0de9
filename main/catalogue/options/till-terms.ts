import type { FacetValue } from '../../../shared/facet.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import { asKind } from './kinds.ts'
import { labelKey, labelsIn, labelsValue, type OptionIndex } from './labels.ts'
import type { Options } from './options.ts'
import { mayDiffer } from './shop-terms.ts'

/** Tells what the shop holds as the projection tells it. `becomes`: what is projected. */
export type Telling = (held: FacetValue, becomes: FacetValue) => FacetValue

/** How to tell the shop's values of these attributes: ids of options become labels, and so on. The shop is only read. */
export async function inTillTerms(
  options: Options,
  codes: Iterable<string>,
): Promise<Result<Telling, MagentoError>> {
  const doubtful = [...codes].filter(mayDiffer)
  if (doubtful.length === 0) return ok((held) => held)
  const kinds = await options.kinds()
  if (!kinds.ok) return kinds
  const tellings = new Map<string, (held: string, becomes: string) => string>()
  for (const code of doubtful) {
    const kind = kinds.value.get(code)
    if (kind === undefined) continue
    if (kind !== 'select' && kind !== 'multiselect') {
      tellings.set(code, (held, becomes) => (asKind(kind, becomes) === held ? becomes : held))
      continue
    }
    const index = await options.of(code)
    if (!index.ok) return index
    tellings.set(code, (held, becomes) => labelled(held, index.value, becomes))
  }
  return ok((held, becomes) => ({
    ...held,
    ...Object.fromEntries(
      [...tellings].flatMap(([code, tell]) => {
        const value = held[code]
        return value === undefined ? [] : [[code, tell(value, becomes[code] ?? '')] as const]
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
