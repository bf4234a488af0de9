import type { Attribute, Category, Product, State, StoreView, Value, ValueScope, Values } from './model.ts'
import { ADMIN_STORE } from './model.ts'

const priceCodes = new Set(['price', 'special_price', 'cost', 'msrp'])

/** The scope that counts now: prices follow the shop's setting. */
export function scopeOf(state: State, attribute: Attribute): ValueScope {
  if (!priceCodes.has(attribute.code)) return attribute.scope
  return state.settings.priceScope === 'global' ? 'global' : 'website'
}

export function storesOfWebsite(state: State, websiteId: number): StoreView[] {
  return state.stores.filter((store) => store.id !== ADMIN_STORE && websiteOf(state, store.id) === websiteId)
}

export function websiteOf(state: State, storeId: number): number {
  const store = state.stores.find((each) => each.id === storeId)
  return state.groups.find((group) => group.id === store?.groupId)?.websiteId ?? 0
}

/** A product's value as a store view shows it: its own, else the one of scope `all`. */
export function valueIn(
  state: State,
  product: Product,
  attribute: Attribute,
  storeId: number,
): Value | undefined {
  const own = storeId === ADMIN_STORE ? undefined : product.overrides.get(storeId)?.[attribute.code]
  if (own !== undefined && scopeOf(state, attribute) !== 'global') return own
  return product.values[attribute.code]
}

/** Writes one value where its scope keeps it; `undefined` empties it, in a store view back to scope `all`. */
export function writeValue(
  state: State,
  product: Product,
  attribute: Attribute,
  storeId: number,
  value: Value | undefined,
): void {
  const scope = scopeOf(state, attribute)
  if (storeId === ADMIN_STORE || scope === 'global') {
    put(product.values, attribute.code, value)
    return
  }
  if (value !== undefined && valueIn(state, product, attribute, storeId) === value) return
  const stores =
    scope === 'store' ? [storeId] : storesOfWebsite(state, websiteOf(state, storeId)).map((store) => store.id)
  for (const store of stores) put(ownValues(product, store), attribute.code, value)
}

export function ownValues(holder: Product | Category, storeId: number): Values {
  const held = holder.overrides.get(storeId)
  if (held !== undefined) return held
  const fresh: Values = {}
  holder.overrides.set(storeId, fresh)
  return fresh
}

export function put(values: Values, code: string, value: Value | undefined): void {
  if (value === undefined) delete values[code]
  else values[code] = value
}
