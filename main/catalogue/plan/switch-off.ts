import { switchedOff } from '../projection/status.ts'
import type { Deselected } from '../selection.ts'
import { fingerprint } from './fingerprint.ts'
import { type ItemPlan, noPlan, type PlanInput } from './plan.ts'
import { isSettled, picked } from './write.ts'

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
  const change = {
    kind: 'disable',
    itemId: input.itemId,
    sku: input.link.sku,
    facet: 'status',
    source: null,
    before: picked(held.value, switchedOff),
    value: switchedOff,
    fingerprint: becomes,
    danger: 'disable',
  } as const
  return { ...plan, changes: [change] }
}
