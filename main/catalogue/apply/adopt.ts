import type { Stage } from '../work.ts'
import { type Acknowledged, acknowledgeAll } from './acknowledge.ts'
import { type Group, openGroups } from './groups.ts'
import { waitsForName } from './option-names.ts'
import type { Sending } from './sending.ts'

/** Products that hold already what they should: linked without a write. */
export async function sendAdopts(sending: Sending): Stage {
  for (const groups of openGroups(sending, 'adopt')) {
    if (sending.context.signal.aborted) return { kind: 'cancelled' }
    const waits = waitsForName(sending.renames.failed())
    const right = groups.filter((group) => !waits(group))
    await acknowledgeAll(sending, withLinks(sending, right), false)
  }
  return null
}

/** A product that was only found becomes the item's own with the first thing that is acknowledged. */
export function withLinks({ ledger }: Sending, groups: readonly Group[]): readonly Acknowledged[] {
  const links = new Map(
    ledger.links.of(groups.map(({ itemId }) => itemId)).map((link) => [link.itemId, link]),
  )
  return groups.map((group) => {
    const link = links.get(group.itemId)
    return link?.state === 'proposed' ? { ...group, link: { ...link, state: 'linked' } } : group
  })
}
