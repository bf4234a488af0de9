import type { Mapping, MappingRule } from '../../../shared/mapping.ts'
import type { NamedOption } from '../../store/options.ts'
import type { TillLists } from '../../store/till-lists.ts'
import { listField } from '../mapping/relations.ts'
import { applyStep } from '../mapping/steps.ts'
import { labelText, type OptionIndex } from './labels.ts'

/** What the records of a list of the till are called in an attribute of the shop, by `Manufacturer/12`. */
export type Names = { readonly attribute: string; readonly labels: ReadonlyMap<string, string> }

/** The names that rules make of the till's lists. A list without records may be one that is refused: it tells nothing. */
export function namesOf({ rules }: Mapping, lists: TillLists): readonly Names[] {
  return rules.flatMap((rule) => {
    const from = rule.policy === 'never' ? null : listField(rule.source)
    if (from === null || Object.keys(lists[from.list]).length === 0) return []
    const labels = Object.entries(lists[from.list]).flatMap(([id, record]) => {
      const label = labelOf(rule, record[from.field] ?? '')
      return label === '' ? [] : [[`${from.list}/${id}`, label] as const]
    })
    return [{ attribute: rule.target, labels: new Map(labels) }]
  })
}

const labelOf = ({ source, steps }: MappingRule, name: string): string =>
  name === ''
    ? ''
    : labelText(
        steps.reduce((carried, step) => applyStep(carried, step, () => ''), { text: name, source }).text,
      )

/** An option whose name has changed at the till. */
export type Rename = {
  readonly attribute: string
  readonly optionId: string
  readonly from: string
  readonly to: string
  /** Who bears the name. */
  readonly bearers: readonly NamedOption[]
}

/**
 * Options of which everybody who bears their name is called otherwise by now, and all the same.
 *
 * Not where another option has the new name already: then products change theirs.
 */
export function renamesIn(
  named: readonly NamedOption[],
  { attribute, labels }: Names,
  options: OptionIndex,
): readonly Rename[] {
  const bearers = new Map<string, NamedOption[]>()
  for (const one of named)
    if (one.attribute === attribute && labels.has(one.tillKey))
      bearers.set(one.optionId, [...(bearers.get(one.optionId) ?? []), one])
  const taken = new Set<string>()
  return [...bearers].flatMap(([optionId, own]): Rename[] => {
    const [first] = own
    const to = labels.get(first?.tillKey ?? '')
    const agreed = own.every(({ tillKey, label }) => labels.get(tillKey) === to && label !== to)
    if (first === undefined || to === undefined || !agreed) return []
    const holder = options.idOf(to)
    const isFree = options.labelOf(optionId) !== null && (holder === null || holder === optionId)
    if (!isFree || taken.has(to)) return []
    taken.add(to)
    return [{ attribute, optionId, from: first.label, to, bearers: own }]
  })
}

/** Who bears the name of an option that the shop has, as far as it is news. */
export function newlyNamed(
  known: ReadonlyMap<string, NamedOption>,
  { attribute, labels }: Names,
  options: OptionIndex,
): readonly NamedOption[] {
  return [...labels].flatMap(([tillKey, label]) => {
    const optionId = options.idOf(label)
    const before = known.get(`${attribute} ${tillKey}`)
    if (optionId === null || (before?.optionId === optionId && before.label === label)) return []
    return [{ attribute, tillKey, optionId, label }]
  })
}
