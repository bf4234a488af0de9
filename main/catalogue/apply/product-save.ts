import type { FacetWrite } from '../../../shared/facet.ts'
import { type Product, updateProduct } from '../../magento/products.ts'
import type { PlanKind } from '../../store/plans.ts'
import { sameValue } from '../plan/write.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledge, refuse } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { type Group, openGroups } from './groups.ts'
import { eachPaced } from './pace.ts'
import { persist } from './persist.ts'
import { refusalOf } from './refusal.ts'
import { type Sending, timed } from './sending.ts'
import { isAboutItem, relieve } from './strain.ts'

/** Details and status of products that exist, one save per product: `update`, or `disable` where the status is all. */
export async function sendProductSaves(
  sending: Sending,
  kind: Extract<PlanKind, 'update' | 'disable'>,
): Stage {
  const isSave = ({ facet }: { facet: string }) => facet === 'details' || facet === 'status'
  for (const groups of openGroups(sending, kind, isSave)) {
    const stop = await eachPaced(sending.pace, groups, (group) =>
      sending.locks.withKeys([group.first.sku], () => saveOne(sending, group)),
    )
    if (stop !== null) return stop
  }
  return null
}

async function saveOne(sending: Sending, group: Group): Promise<Stop | null> {
  if (sending.context.signal.aborted) return { kind: 'cancelled' }
  const values = valuesOf(group)
  const link = sending.ledger.links.of([group.itemId])[0]
  // a name sent without the present web address makes Magento write a new one (magento/magento2#40055)
  const address = 'name' in values && link?.urlKey ? { url_key: link.urlKey } : {}
  sending.ledger.facets.doubt(group.changes)
  const saved = await persist(sending, () =>
    timed(sending, () =>
      updateProduct(sending.magento, { sku: group.first.sku, values: { ...values, ...address } }),
    ),
  )
  if (!saved.ok) {
    if (!isAboutItem(sending, saved.error, group.itemId)) return stopForMagento(saved.error)
    refuse(sending, group, refusalOf(saved.error))
    return null
  }
  relieve(sending)
  acknowledge(sending, withLinks(sending, [group]), true)
  tellDropped(sending, group, dropped(values, saved.value))
  return null
}

export const valuesOf = ({ changes }: Group): FacetWrite =>
  Object.assign({}, ...changes.map(({ value }): FacetWrite => value))

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
