import type { Attribute, AttributeSet, State } from './model.ts'
import { PRODUCT_ENTITY } from './model.ts'

/** Where user-made attributes stand among the built-in ones: after this one. */
const USER_ATTRIBUTES_AFTER = 'has_options'

export function productSet(state: State, id: number | null | undefined): AttributeSet | undefined {
  const set = state.sets.get(id ?? 0)
  return set?.entityTypeId === PRODUCT_ENTITY ? set : undefined
}

/**
 * The attributes of a set as product saves and reads know them. What is assigned after the first product was touched
 * is not among them until the eav cache is cleaned. Source: recorded Magento 2.4.7.
 */
export function knownCodes(state: State, set: AttributeSet): string[] {
  set.cached ??= sortedMembers(state, set)
  return set.cached
}

/** What saving any attribute does, and an administrator's cache clean. */
export function cleanEavCache(state: State): void {
  for (const set of state.sets.values()) set.cached = undefined
}

export function sortedMembers(state: State, set: AttributeSet): string[] {
  const anchor = set.members.get(USER_ATTRIBUTES_AFTER) ?? 0
  const rank = (code: string, order: number): number => {
    const isUserMade = state.attributes.get(code)?.isUserDefined === true && code !== 'cost'
    return isUserMade ? anchor + (order + 1) / 1_000_000 : order
  }
  return [...set.members]
    .map(([code, order]) => ({ code, rank: rank(code, order) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ code }) => code)
}

export function appliesTo(attribute: Attribute, typeId: string): boolean {
  return attribute.applyTo.length === 0 || attribute.applyTo.includes(typeId)
}
