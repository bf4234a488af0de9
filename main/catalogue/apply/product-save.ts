import type { FacetWrite } from '../../../shared/facet.ts'
import type { LaterSave } from '../../magento/bulk.ts'
import { updateProduct } from '../../magento/products.ts'
import type { Link } from '../../store/links.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledge, refuse } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { dropped, tellDropped, valuesOf } from './dropped.ts'
import { type Group, openGroups } from './groups.ts'
import { eachPaced } from './pace.ts'
import { persist } from './persist.ts'
import { refusalOf } from './refusal.ts'
import { type Sending, timed } from './sending.ts'
import { isAboutItem, relieve } from './strain.ts'
import { sendOnTwoRoutes } from './two-routes.ts'

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
      return groups.map((group) => {
        const link = links.get(group.itemId)
        return { group, save: link === undefined ? null : laterUpdate(group, link) }
      })
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
function laterUpdate(group: Group, link: Link): LaterSave | null {
  if (group.changes.some(({ facet }) => facet !== 'details')) return null
  const values = valuesOf(group)
  return {
    kind: 'update',
    change: { sku: group.first.sku, values: { ...values, ...addressOf(values, link) } },
  }
}

/** A name sent without the present web address makes Magento write a new one (magento/magento2#40055). */
const addressOf = (values: FacetWrite, link: Link | undefined): FacetWrite =>
  'name' in values && link?.urlKey ? { url_key: link.urlKey } : {}

async function saveOne(sending: Sending, group: Group): Promise<Stop | null> {
  if (sending.context.signal.aborted) return { kind: 'cancelled' }
  const values = valuesOf(group)
  const link = sending.ledger.links.of([group.itemId])[0]
  sending.ledger.facets.doubt(group.changes)
  const saved = await persist(sending, () =>
    timed(sending, () =>
      updateProduct(sending.magento, {
        sku: group.first.sku,
        values: { ...values, ...addressOf(values, link) },
      }),
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
