import { type AttributeOption, LONGEST_LABEL } from '../../magento/options.ts'
import { skuKey } from '../../store/text.ts'

/** Between the labels of a value that holds several: no label holds it. */
const SEPARATOR = '\n'

/** A label as the shop keeps it: blanks around and line ends mean nothing, and it is cut. */
export const labelText = (text: string): string =>
  [...text.replace(/\s+/gu, ' ').trim()].slice(0, LONGEST_LABEL).join('').trim()

/** What the shop's database takes for the same label. */
export const labelKey = (label: string): string => skuKey(labelText(label))

/** The labels in a facet's value: of a multi-select several. */
export const labelsIn = (value: string): readonly string[] =>
  value.split(SEPARATOR).flatMap((part) => labelText(part) || [])

/** Several labels as one value, whatever their order was: each once, sorted. */
export function labelsValue(labels: readonly string[]): string {
  const byKey = new Map(
    labels.map(labelText).flatMap((label) => (label === '' ? [] : [[labelKey(label), label] as const])),
  )
  return [...byKey.values()].sort((a, b) => (labelKey(a) < labelKey(b) ? -1 : 1)).join(SEPARATOR)
}

/** The options of one attribute, found by label and by id. */
export type OptionIndex = {
  idOf(label: string): string | null
  labelOf(id: string): string | null
}

/**
 * Labels are compared as an administrator would: blanks around do not count, nor do case and accents where no label is
 * spelt just so. Of doubles the oldest is taken.
 */
export function indexOptions(options: readonly AttributeOption[]): OptionIndex {
  const byLabel = new Map<string, string>()
  const byKey = new Map<string, string>()
  const byId = new Map<string, string>()
  for (const { id, label } of [...options].sort((a, b) => Number(a.id) - Number(b.id))) {
    const text = labelText(label)
    if (!byLabel.has(text)) byLabel.set(text, id)
    if (!byKey.has(labelKey(text))) byKey.set(labelKey(text), id)
    byId.set(id, text)
  }
  return {
    idOf: (label) => byLabel.get(labelText(label)) ?? byKey.get(labelKey(label)) ?? null,
    labelOf: (id) => byId.get(id) ?? null,
  }
}
