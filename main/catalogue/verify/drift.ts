import type { FacetName, FacetValue } from '../../../shared/facet.ts'
import type { Mapping } from '../../../shared/mapping.ts'
import type { Rules } from '../../../shared/rules.ts'
import type { Facet } from '../../store/facets.ts'
import type { InShop } from '../plan/plan.ts'
import { sameValue } from '../plan/write.ts'

/** A value that the shop holds otherwise than it was sent. */
export type Difference = {
  readonly facet: FacetName
  readonly code: string
  readonly sent: string
  readonly present: string
}

/**
 * How a product stands to what was sent.
 *
 * `same`. `changed`: some values are others now. `gone`: the shop has no such product. `unclear`: there are two, or it is
 * of another kind; what follows is the plan's to say.
 */
export type Drift =
  | { readonly kind: 'same' | 'gone' | 'unclear' }
  | {
      readonly kind: 'changed'
      readonly facets: readonly Facet[]
      readonly differences: readonly Difference[]
    }

/** Whether Tillbridge goes on holding a value, or has only given it once and leaves it to the shop. */
export type Keeps = (facet: FacetName, code: string) => boolean

export function keepsOf(
  { rules }: Mapping,
  { newProducts, pictures }: Pick<Rules, 'newProducts' | 'pictures'>,
): Keeps {
  const always = new Set(rules.filter(({ policy }) => policy === 'always').map(({ target }) => target))
  return (facet, code) => {
    if (facet === 'details' || facet === 'price' || code === 'visibility') return always.has(code)
    if (facet === 'images') return pictures
    return code !== 'status' || newProducts === 'enabled'
  }
}

/** What was acknowledged and is neither in doubt nor refused: only that can differ. */
export const comparable = (facets: readonly Facet[]): readonly Facet[] =>
  facets.filter(
    ({ fingerprint, refused, value }) => fingerprint !== null && refused === null && value !== null,
  )

/** Compares what was acknowledged of a product with what the shop holds. */
export function driftOf(facets: readonly Facet[], shop: InShop, keeps: Keeps): Drift {
  const known = comparable(facets)
  switch (shop.kind) {
    case 'product': {
      const differing = known
        .map((facet) => ({
          facet,
          differences: differencesOf(facet, presentOf(shop, facet), keeps),
        }))
        .filter(({ differences }) => differences.length > 0)
      return differing.length === 0
        ? { kind: 'same' }
        : {
            kind: 'changed',
            facets: differing.map(({ facet }) => facet),
            differences: differing.flatMap(({ differences }) => differences),
          }
    }
    case 'absent':
      return { kind: isOff(known) ? 'same' : 'gone' }
    case 'unasked':
      return { kind: 'same' }
    default:
      return { kind: 'unclear' }
  }
}

/** Stock that was taken from its source is missed; of other facets null means that the shop does not tell. */
const presentOf = (shop: Extract<InShop, { kind: 'product' }>, { facet, source }: Facet): FacetValue | null =>
  shop.holds(facet, source) ?? (facet === 'stock' ? {} : null)

/** Of one facet: null where the shop does not tell. */
export function differencesOf(
  { facet, value }: Pick<Facet, 'facet' | 'value'>,
  present: FacetValue | null,
  keeps: Keeps,
): readonly Difference[] {
  if (present === null) return []
  return Object.entries(value ?? {}).flatMap(([code, sent]) => {
    const held = present[code] ?? ''
    return keeps(facet, code) && !sameValue(held, sent) ? [{ facet, code, sent, present: held }] : []
  })
}

/** A product that was switched off is missed by nobody. */
const isOff = (facets: readonly Facet[]): boolean =>
  facets.some(({ facet, value }) => facet === 'status' && value?.status === '2')
