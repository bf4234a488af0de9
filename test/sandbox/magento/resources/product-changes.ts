import type { Product, State } from '../state/model.ts'
import { ADMIN_STORE } from '../state/model.ts'
import { appliesTo } from '../state/sets.ts'
import { ownValues, put, scopeOf, storesOfWebsite, valueIn, websiteOf } from '../state/values.ts'
import type { Json } from '../web/json.ts'
import { refuse } from '../web/refusal.ts'
import type { Changes } from './custom-values.ts'
import { stored } from './custom-values.ts'
import type { ProductInput } from './product-input.ts'

/** The values that were sent, of attributes that the set knows and the type has; the rest is dropped in silence. */
export function collectChanges(
  state: State,
  product: Product,
  input: ProductInput,
  customs: ReadonlyMap<string, Json>,
  codes: ReadonlySet<string>,
  now: string,
): Changes {
  const { name, price, status, visibility, weight } = input
  const sent = new Map<string, Json>(customs)
  for (const [code, value] of Object.entries({ name, price, status, visibility, weight }))
    if (value !== undefined) sent.set(code, value)
  const changes: Changes = new Map()
  for (const [code, value] of sent) {
    const attribute = state.attributes.get(code)
    if (attribute === undefined || !codes.has(code) || !appliesTo(attribute, product.typeId)) continue
    if (attribute.backend !== 'static') changes.set(code, stored(attribute, value))
  }
  if (
    changes.get('special_price') &&
    !changes.has('special_from_date') &&
    isMissing(product, 'special_from_date')
  )
    changes.set('special_from_date', `${now.slice(0, 10)} 00:00:00`)
  return changes
}

const isMissing = (product: Product, code: string): boolean => product.values[code] === undefined

export function addDefaults(
  state: State,
  product: Product,
  changes: Changes,
  codes: ReadonlySet<string>,
): void {
  for (const code of codes) {
    const attribute = state.attributes.get(code)
    if (attribute === undefined || changes.has(code) || !appliesTo(attribute, product.typeId)) continue
    if (
      attribute.defaultValue !== null &&
      attribute.defaultValue !== '' &&
      code !== 'quantity_and_stock_status'
    )
      changes.set(code, stored(attribute, attribute.defaultValue))
  }
  product.values.required_options = '0'
  product.values.has_options = '0'
}

/** What old versions do with a save in a store view: everything that is shown there becomes the view's own. */
export function copyDefaults(
  state: State,
  product: Product,
  storeId: number,
  codes: ReadonlySet<string>,
): void {
  if (storeId === ADMIN_STORE) return
  for (const code of codes) {
    const attribute = state.attributes.get(code)
    if (attribute === undefined || scopeOf(state, attribute) === 'global') continue
    const value = valueIn(state, product, attribute, storeId)
    if (value !== undefined) put(ownValues(product, storeId), code, value)
  }
}

/** A product created in a store view holds its values in scope `all` and as that view's own. */
export function saveNewValues(state: State, product: Product, storeId: number, changes: Changes): void {
  for (const [code, value] of changes) {
    put(product.values, code, value)
    const attribute = state.attributes.get(code)
    if (storeId === ADMIN_STORE || attribute === undefined || value === undefined) continue
    const scope = scopeOf(state, attribute)
    if (scope === 'global') continue
    const stores = scope === 'store' ? [{ id: storeId }] : storesOfWebsite(state, websiteOf(state, storeId))
    for (const store of stores) put(ownValues(product, store.id), code, value)
  }
}

export function checkRequired(
  state: State,
  product: Product,
  storeId: number,
  codes: ReadonlySet<string>,
): void {
  for (const code of ['name', 'price', ...codes]) {
    const attribute = state.attributes.get(code)
    if (attribute === undefined || !attribute.isRequired || attribute.backend === 'static') continue
    if (!appliesTo(attribute, product.typeId) || isPriceOfConfigurable(product, code)) continue
    if (valueIn(state, product, attribute, storeId) === undefined)
      throw refuse(
        400,
        `The "${attribute.label ?? code}" attribute value is empty. Set the attribute and try again.`,
      )
  }
}

export function checkPrice(price: string | number | undefined): void {
  if (typeof price === 'number' && price < 0)
    throw refuse(400, 'Please enter a number 0 or greater in this field.')
}

const isPriceOfConfigurable = (product: Product, code: string): boolean =>
  code === 'price' && product.typeId === 'configurable'
