import { isDeepStrictEqual } from 'node:util'
import type { FacetValue } from '../../../shared/facet.ts'
import type { Fingerprint } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { Configurable } from '../../magento/configurable-record.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Product } from '../../magento/products.ts'
import type { MirrorEntry } from '../../store/mirror.ts'
import { fingerprint } from '../plan/fingerprint.ts'
import { project } from '../projection/project.ts'
import { noClaims } from '../projection/stock.ts'
import { labelOf, leadTo } from '../variants/axes.ts'
import { isLinked, judge } from '../variants/judge.ts'
import { merged, type Offer } from '../variants/merge.ts'
import { seenVariants, variantsValue } from '../variants/value.ts'
import { projectedItem } from '../view.ts'
import type { Group } from './groups.ts'
import type { Sending } from './sending.ts'

/** What a matrix's product can offer now, as the ledger keeps it and as it is sent. */
export type OfferNow = {
  readonly value: FacetValue
  readonly fingerprint: Fingerprint
  readonly offer: Offer
}

export const nothing: Configurable = { options: [], links: [] }

/** Of all variants those that are in the shop by now: what it refused stays out until it is taken. Null: there is none. */
export function offerNow({ policy }: Sending, entry: MirrorEntry): OfferNow | null {
  const { family } = entry
  if (family === null) return null
  const { variants, filled } = project(projectedItem(entry), policy, () => noClaims)
  const judged = judge(family, policy.criteria())
  const setId = filled.get('attribute_set_id')?.value ?? ''
  const led = leadTo(judged.axes, policy.rules, policy.shopAttributes(), setId)
  const members = judged.members.filter(isLinked)
  const [first] = members
  if (!variants.ok || !led.ok || first === undefined) return null
  const codes = led.attributes.map(({ code }) => code)
  const value = variantsValue(codes, members)
  return {
    value,
    fingerprint: fingerprint('variants', value),
    offer: {
      options: led.attributes.map(({ id, code, label }, place) => ({
        attributeId: id,
        code,
        label,
        // any value that a variant has
        value: labelOf(first, judged.axes[place]?.at ?? 0),
      })),
      ours: family.variants.flatMap(({ product }) => product?.id ?? []),
      links: members.flatMap(({ product }) => product?.id ?? []),
    },
  }
}

/** The changes with what can be offered now, instead of what was planned. */
export const renewed = (planned: Group, { value, fingerprint: becomes }: OfferNow): Group => ({
  ...planned,
  changes: planned.changes.map((change) =>
    change.facet === 'variants' ? { ...change, value, fingerprint: becomes } : change,
  ),
})

/** The options' values by the shop's ids. */
export async function withIds(
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

/** A product to be made, with what it offers from the start. */
export type Made = { readonly group: Group; readonly configurable: Configurable }

/** What a new product of a matrix offers. Null: none of its variants is in the shop, so it is not made. */
export async function offerOfNew(
  sending: Sending,
  planned: Group,
): Promise<Result<Made | null, MagentoError>> {
  const entry = sending.ledger.mirror.get(planned.itemId)
  const now = entry === null ? null : offerNow(sending, entry)
  if (now === null) return ok(null)
  const ready = await withIds(sending, now.offer)
  if (!ready.ok) return ready
  return ok({ group: renewed(planned, now), configurable: merged(nothing, ready.value) })
}

/** The changes that the shop has kept: where it does not offer what was sent, or does not tell, that is looked at again. */
export function keptOf({ ledger, policy }: Sending, group: Group, product: Product): Group {
  const change = group.changes.find(({ facet }) => facet === 'variants')
  if (change === undefined) return group
  const family = ledger.mirror.get(group.itemId)?.family ?? null
  const sent: FacetValue = Object.fromEntries(
    Object.entries(change.value).map(([code, value]) => [code, value ?? '']),
  )
  const seen =
    family === null || product.configurable === null
      ? null
      : seenVariants(product.configurable, family, policy.shopAttributes(), sent)
  return isDeepStrictEqual(seen, sent)
    ? group
    : { ...group, changes: group.changes.filter((one) => one !== change) }
}
