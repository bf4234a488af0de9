import type { FacetWrite } from '../../../shared/facet.ts'
import type { Product } from '../../magento/products.ts'
import { sameValue } from '../plan/write.ts'
import { refuse } from './acknowledge.ts'
import type { Group } from './groups.ts'
import type { Sending } from './sending.ts'

/** The attributes that a product is saved with. */
export const valuesOf = ({ changes }: Group): FacetWrite =>
  Object.assign(
    {},
    ...changes.flatMap(({ facet, value }): FacetWrite[] => (facet === 'variants' ? [] : [value])),
  )

/** Attributes that the shop did not keep although it said yes: not in the product's set, or its cache is old. */
export function dropped(sent: FacetWrite, kept: Product): readonly string[] {
  return Object.entries(sent)
    .filter(([code, value]) => !sameValue(kept.values[code] ?? '', value ?? ''))
    .map(([code]) => code)
}

/** What was not kept is held: not sent again before it changes, and the merchant is told. */
export function tellDropped(sending: Sending, group: Group, codes: readonly string[]): void {
  if (codes.length === 0) return
  const touched = group.changes.filter(({ value }) => codes.some((code) => code in value))
  refuse(
    sending,
    { ...group, changes: touched },
    {
      kind: 'attribute-dropped',
      params: { attribute: codes.join(', ') },
      details: null,
      passing: false,
    },
  )
}
