import { isDeepStrictEqual } from 'node:util'
import { ok, type Result } from '../../../shared/result.ts'
import type { Configurable } from '../../magento/configurable-record.ts'
import { configurableProduct, saveConfigurable } from '../../magento/configurables.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { MirrorEntry } from '../../store/mirror.ts'
import { merged } from '../variants/merge.ts'
import { heldOf, linkOf } from '../view.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledge, refuse } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { type Group, openGroups } from './groups.ts'
import { nothing, offerNow, renewed, withIds } from './offer.ts'
import { eachPaced } from './pace.ts'
import { persist } from './persist.ts'
import { refuseOrStop } from './refusal.ts'
import { type Sending, timed } from './sending.ts'
import { relieve } from './strain.ts'

/** Which variants a matrix's product offers, one save for each; once the variants are there. */
export async function sendVariants(sending: Sending): Stage {
  for (const groups of openGroups(sending, 'update', ({ facet }) => facet === 'variants')) {
    const stop = await eachPaced(sending.pace, groups, (group) =>
      sending.locks.withKeys([group.first.sku], () => sendOne(sending, group)),
    )
    if (stop !== null) return stop
  }
  return null
}

/**
 * Of what was planned, the variants that are in the shop by now: those that it refused stay out until they are taken.
 */
async function sendOne(sending: Sending, planned: Group): Promise<Stop | null> {
  if (sending.context.signal.aborted) return { kind: 'cancelled' }
  const entry = sending.ledger.mirror.get(planned.itemId)
  const fresh = entry === null ? null : offerNow(sending, entry)
  if (entry === null || fresh === null || linkOf(entry) === null) return null
  const isThere = heldOf(entry)('variants', null).fingerprint === fresh.fingerprint
  if (isThere && !sending.context.mode.force) return null
  const group = renewed(planned, fresh)
  const ready = await withIds(sending, fresh.offer)
  if (!ready.ok) return refuseOrStop(sending, group, ready.error)
  const present = await presentOf(sending, entry, group)
  if (!present.ok) return refuseOrStop(sending, group, present.error)
  // gone since the plan: the next one makes it anew
  if (present.value === null) return null
  const becomes = merged(present.value, ready.value)
  if (isSame(present.value, becomes)) {
    acknowledge(sending, withLinks(sending, [group]), false)
    return null
  }
  sending.ledger.facets.doubt(group.changes)
  const { sku } = group.first
  const saved = await persist(sending, () =>
    timed(sending, () => saveConfigurable(sending.magento, { sku, ...becomes })),
  )
  if (!saved.ok) return refuseOrStop(sending, group, saved.error)
  relieve(sending)
  const kept = saved.value.configurable
  if (kept === null || !isSame(kept, becomes)) {
    refuse(sending, group, {
      kind: 'attribute-dropped',
      params: { attribute: 'configurable_product_links' },
      details: null,
      passing: false,
    })
    return null
  }
  acknowledge(sending, withLinks(sending, [group]), true)
  return null
}

/** What the shop offers now. A product that we made and gave no variants yet has none. */
async function presentOf(
  { magento }: Sending,
  entry: MirrorEntry,
  { first }: Group,
): Promise<Result<Configurable | null, MagentoError>> {
  const held = heldOf(entry)('variants', null)
  if (entry.link?.origin === 'created' && held.value === null && held.readValue === null) return ok(nothing)
  const found = await configurableProduct(magento, first.sku)
  if (!found.ok) return found
  return ok(found.value === null ? null : (found.value.configurable ?? nothing))
}

/** Values follow the variants and are not compared. */
function isSame(one: Configurable, other: Configurable): boolean {
  const told = ({ options, links }: Configurable) => ({
    options: options
      .map(({ attributeId, label, position }) => ({ attributeId, label, position }))
      .toSorted((a, b) => a.attributeId - b.attributeId),
    links: links.toSorted((a, b) => a - b),
  })
  return isDeepStrictEqual(told(one), told(other))
}
