import { switchedOff } from '../projection/status.ts'
import type { Deselected } from '../selection.ts'
import { fingerprint } from './fingerprint.ts'
import { type ItemPlan, noPlan, type PlanInput } from './plan.ts'
import { type Held, holds, isSettled, picked } from './write.ts'

/**
 * A linked item that is archived or deselected is disabled, never deleted; one that was never linked touches nothing.
 *
 * Where another item takes the product over it stays as it is.
 */
export function planSwitchOff(input: PlanInput, because: Deselected): ItemPlan {
  const plan = { ...noPlan, deselected: because }
  const becomes = fingerprint('status', switchedOff)
  const held = input.held('status', null)
  if (input.link === null || input.claim === 'passed-on' || isSettled(held, becomes, input.force)) return plan
  const seen = input.shop.kind === 'product' ? input.shop.holds('status', null) : null
  const change = {
    itemId: input.itemId,
    sku: input.link.sku,
    facet: 'status',
    source: null,
    before: picked(seen ?? held.value, switchedOff),
    value: switchedOff,
    fingerprint: becomes,
  } as const
  const isOff = input.shop.kind === 'absent' || (seen !== null && holds(seen, switchedOff))
  return {
    ...plan,
    changes: [
      isOff && !input.force
        ? { ...change, kind: 'adopt', danger: null }
        : { ...change, kind: 'disable', danger: 'disable' },
    ],
  }
}

/** Whether nobody knows if the product is switched off already. */
export const isSwitchOffUnknown = (held: Held, force: boolean): boolean =>
  held.acknowledgedAt === null && !isSettled(held, fingerprint('status', switchedOff), force)
