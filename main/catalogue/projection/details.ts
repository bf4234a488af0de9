import type { Filled } from '../mapping/fill.ts'
import { missing, type Projected } from './projected.ts'
import { type Split, split } from './split.ts'

/** Name, description, weight, tax class, attribute set and every attribute that the mapping fills. */
export function projectDetails(filled: ReadonlyMap<string, Filled>): Projected<Split> {
  const named = filled.get('name')
  if (named === undefined || named.value === '') return missing('name-missing')
  return { ok: true, value: split(filled, 'details') }
}
