import type { FacetWrite } from '../../../shared/facet.ts'
import type { LaterSave } from '../../magento/bulk.ts'
import { updateProduct } from '../../magento/products.ts'
import type { Link } from '../../store/links.ts'
import { inShopTerms } from '../options/shop-terms.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledge } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { dropped, tellDropped, valuesOf } from './dropped.ts'
import { type Group, openGroups } from './groups.ts'
import { eachPaced } from './pace.ts'
import { persist } from './persist.ts'
import { refuseOrStop } from './refusal.ts'
import { type Sending, timed } from './sending.ts'
import { relieve } from './strain.ts'
import { type Prepared, sendOnTwoRoutes } from './two-routes.ts'

/** Details and status of products that exist, one save per product. */
export function sendUpdates(sending: Sending): Stage {
  return sendOnTwoRoutes(sending, {
    kind: 'update',
    pages: openGroups(sending, 'update', isSave),
    direct: (groups) => saveAll(sending, groups),
    prepare: async (groups) => {
      const links = new Map(
        sending.ledger.links.of(groups.map(({ itemId }) => itemId)).map((link) => [link.itemId, link]),
      )
      const prepared: Prepared[] = []
      for (const group of groups) {
        const link = links.get(group.itemId)
        prepared.push({ group, save: link === undefined ? null : await laterUpdate(sending, group, link) })
      }
      return prepared
    },
  })
}

/** Products that are switched off: never handed in, since what was handed in cannot be recalled. */
export async function sendSwitchOffs(sending: Sending): Stage {
  for (const groups of openGroups(sending, 'disable', isSave)) {
    const stop = await saveAll(sending, groups)
    if (stop !== null) return stop
  }
  return null
}

const isSave = ({ facet }: { facet: string }): boolean => facet === 'details' || facet === 'status'

const saveAll = (sending: Sending, groups: readonly Group[]): Promise<Stop | null> =>
  eachPaced(sending.pace, groups, (group) =>
    sending.locks.withKeys([group.first.sku], () => saveOne(sending, group)),
  )

/** Only details: a status that comes late would switch a product on or off against the merchant's will. */
async function laterUpdate(sending: Sending, group: Group, link: Link): Promise<LaterSave | null> {
  if (group.changes.some(({ facet }) => facet !== 'details')) return null
  const ready = await inShopTerms(sending.options, valuesOf(group))
  if (!ready.ok) return null
  return {
    kind: 'update',
    change: { sku: group.first.sku, values: { ...ready.value, ...addressOf(ready.value, link) } },
  }
}

/** A name sent without the present web address makes Magento write a new one (magento/magento2#40055). */
const addressOf = (values: FacetWrite, link: Link | undefined): FacetWrite =>
  'name' in values && link?.urlKey ? { url_key: link.urlKey } : {}

async function saveOne(sending: Sending, group: Group): Promise<Stop | null> {
  if (sending.context.signal.aborted) return { kind: 'cancelled' }
  const link = sending.ledger.links.of([group.itemId])[0]
  const ready = await inShopTerms(sending.options, valuesOf(group))
  if (!ready.ok) return refuseOrStop(sending, group, ready.error)
  const values = ready.value
  sending.ledger.facets.doubt(group.changes)
  const saved = await save(sending, group, { ...values, ...addressOf(values, link) })
  if (!saved.ok) return refuseOrStop(sending, group, saved.error)
  relieve(sending)
  acknowledge(sending, withLinks(sending, [group]), true)
  tellDropped(sending, group, dropped(values, saved.value))
  return null
}

const save = (sending: Sending, { first }: Group, values: FacetWrite) =>
  persist(sending, () => timed(sending, () => updateProduct(sending.magento, { sku: first.sku, values })))
