import type { FacetName, FacetValue } from '../../../shared/facet.ts'
import type { SourceCode } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Ledger } from '../../store/ledger.ts'
import type { Held } from '../plan/write.ts'
import type { Policy } from '../projection/project.ts'
import { labelKey, labelsIn, labelsValue } from './labels.ts'
import { namesOf, type Rename, renamesIn } from './names.ts'
import type { Options } from './options.ts'

/**
 * Options whose names have changed at the till, as the ledger remembers them. The shop is read only where there may be
 * any.
 */
export async function findRenames({
  ledger,
  policy,
  options,
}: {
  readonly ledger: Pick<Ledger, 'options'>
  readonly policy: Pick<Policy, 'mapping' | 'lists'>
  readonly options: Options
}): Promise<Result<readonly Rename[], MagentoError>> {
  const named = ledger.options.named()
  const renames: Rename[] = []
  for (const names of namesOf(policy.mapping, policy.lists())) {
    const moved = named.some(
      ({ attribute, tillKey, label }) =>
        attribute === names.attribute && (names.labels.get(tillKey) ?? label) !== label,
    )
    if (!moved) continue
    const index = await options.of(names.attribute)
    if (!index.ok) return index
    renames.push(...renamesIn(named, names, index.value))
  }
  return ok(renames)
}

/** The renames of one run. */
export type Renames = {
  /** Found while it plans. */
  plan(renames: readonly Rename[]): void
  list(): readonly Rename[]
  /** The shop refused one. */
  fail(rename: Rename): void
  failed(): readonly Rename[]
}

export function createRenames(): Renames {
  let planned: readonly Rename[] = []
  const refused: Rename[] = []
  return {
    plan(renames) {
      planned = renames
    },
    list: () => planned,
    fail: (rename) => void refused.push(rename),
    failed: () => refused,
  }
}

type HeldOf = (facet: FacetName, source: SourceCode | null) => Held

/** What the ledger holds of a product once options have their new names: nothing has to be written for those. */
export const renamedHeld =
  (held: HeldOf, renames: readonly Rename[]): HeldOf =>
  (facet, source) => {
    const known = held(facet, source)
    if (facet !== 'details' || known.value === null || known.fingerprint === null) return known
    const value = renamedValue(known.value, renames)
    return value === known.value ? known : { ...known, value, renamed: true }
  }

function renamedValue(value: FacetValue, renames: readonly Rename[]): FacetValue {
  const news = new Map(renames.map(({ attribute, from, to }) => [`${attribute} ${labelKey(from)}`, to]))
  const renamed = [...new Set(renames.map(({ attribute }) => attribute))].flatMap((attribute) => {
    const labels = labelsIn(value[attribute] ?? '')
    const now = labels.map((label) => news.get(`${attribute} ${labelKey(label)}`) ?? label)
    return now.some((label, at) => label !== labels[at]) ? [[attribute, labelsValue(now)] as const] : []
  })
  return renamed.length === 0 ? value : { ...value, ...Object.fromEntries(renamed) }
}
