import type { Source, Step } from '../../../shared/mapping.ts'
import { assertNever } from '../../../shared/result.ts'
import { isZero, parseDecimal } from '../decimal.ts'
import { labelsIn } from '../options/labels.ts'

/** A value on its way, and the source that gave it. */
export type Carried = { readonly text: string; readonly source: Source }

/** One step of a rule. `read` gives the text of another source of the same item. */
export function applyStep(carried: Carried, step: Step, read: (source: Source) => string): Carried {
  switch (step.kind) {
    case 'trim':
      return { ...carried, text: carried.text.trim() }
    case 'or':
      return carried.text.trim() === '' ? { text: read(step.source), source: step.source } : carried
    case 'limit':
      return { ...carried, text: limited(carried.text, step.characters) }
    case 'join':
      return { ...carried, text: labelsIn(carried.text).join(step.between) }
    case 'number':
      return { ...carried, text: numberText(carried.text, step.decimals, step.zeroIsEmpty) }
    default:
      return assertNever(step, 'applyStep')
  }
}

/** Cut by characters, never through one, as Magento counts them. */
function limited(text: string, characters: number): string {
  return text.length <= characters ? text : [...text].slice(0, characters).join('')
}

function numberText(text: string, decimals: number, zeroIsEmpty: boolean): string {
  const decimal = parseDecimal(text, decimals)
  return decimal === null || (zeroIsEmpty && isZero(decimal)) ? '' : decimal
}
