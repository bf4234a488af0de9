import type { Attribute, AttributeSet, State } from './model.ts'
import { PRODUCT_ENTITY } from './model.ts'

/** Assigned attributes stand after this one. */
const ASSIGNED_AFTER = 'has_options'

export function productSet(state: State, id: number | null | undefined): AttributeSet | undefined {
  const set = state.sets.get(id ?? 0)
  return set?.entityTypeId === PRODUCT_ENTITY ? set : undefined
}

/**
 * The attributes of a set as product saves and reads know them. What is assigned after the first product was touched
 * is not among them until the eav cache is cleaned. Source: recorded Magento 2.4.7.
 */
export function knownCodes(set: AttributeSet): string[] {
  set.cached ??= sortedMembers(set)
  return set.cached
}

/** What saving any attribute does, and an administrator's cache clean. */
export function cleanEavCache(state: State): void {
  for (const set of state.sets.values()) set.cached = undefined
}

export function sortedMembers(set: AttributeSet): string[] {
  return [...set.members].sort(([, left], [, right]) => left - right).map(([code]) => code)
}

/** The place of an assigned attribute among the built-in ones. */
export function assignedRank(set: AttributeSet, sortOrder: number): number {
  return (set.members.get(ASSIGNED_AFTER) ?? 0) + (sortOrder + 1) / 1_000_000
}

export function appliesTo(attribute: Attribute, typeId: string): boolean {
  return attribute.applyTo.length === 0 || attribute.applyTo.includes(typeId)
}
