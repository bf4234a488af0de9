import { isDeepStrictEqual } from 'node:util'
import { ok, type Result } from '../../../shared/result.ts'
import type { Configurable } from '../../magento/configurable-record.ts'
import { configurableProduct, saveConfigurable } from '../../magento/configurables.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { MirrorEntry } from '../../store/mirror.ts'
import { fingerprint } from '../plan/fingerprint.ts'
import { project } from '../projection/project.ts'
import { noClaims } from '../projection/stock.ts'
import { labelOf, leadTo } from '../variants/axes.ts'
import { isLinked, judge } from '../variants/judge.ts'
import { merged, type Offer } from '../variants/merge.ts'
import { variantsValue } from '../variants/value.ts'
import { heldOf, linkOf, projectedItem } from '../view.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledge, refuse } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { type Group, openGroups } from './groups.ts'
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
  const fresh = entry === null ? null : current(sending, entry, planned)
  if (entry === null || fresh === null) return null
  const { group, offer } = fresh
  const ready = await readied(sending, offer)
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

/** What is to be offered now; null where nothing is, or the shop has it already. */
function current(sending: Sending, entry: MirrorEntry, planned: Group) {
  const { policy, context } = sending
  const { family } = entry
  const [change] = planned.changes
  if (family === null || change === undefined || linkOf(entry) === null) return null
  const { variants, filled } = project(projectedItem(entry), policy, () => noClaims)
  const judged = judge(family, policy.criteria())
  const setId = filled.get('attribute_set_id')?.value ?? ''
  const led = leadTo(judged.axes, policy.rules, policy.shopAttributes(), setId)
  const members = judged.members.filter(isLinked)
  if (!variants.ok || !led.ok || members.length === 0) return null
  const value = variantsValue(
    led.attributes.map(({ code }) => code),
    members,
  )
  const becomes = fingerprint('variants', value)
  if (!context.mode.force && heldOf(entry)('variants', null).fingerprint === becomes) return null
  const offer: Offer = {
    options: led.attributes.map(({ id, code, label }, place) => ({
      attributeId: id,
      code,
      label,
      // any value that a variant has
      value: members[0] === undefined ? '' : labelOf(members[0], judged.axes[place]?.at ?? 0),
    })),
    ours: family.variants.flatMap(({ product }) => product?.id ?? []),
    links: members.flatMap(({ product }) => product?.id ?? []),
  }
  return { group: { ...planned, changes: [{ ...change, value, fingerprint: becomes }] }, offer }
}

/** The options' values by the shop's ids. */
async function readied(
  { options }: Sending,
  offer: Offer,
): Promise<Result<Offer & { readonly ids: ReadonlyMap<string, number> }, MagentoError>> {
  const ids = new Map<string, number>()
  for (const { code, value } of offer.options) {
    const found = await options.idsOf(code, [value])
    if (!found.ok) return found
    for (const id of found.value.values()) ids.set(code, Number(id))
  }
  return ok({ ...offer, ids })
}

const nothing: Configurable = { options: [], links: [] }

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
