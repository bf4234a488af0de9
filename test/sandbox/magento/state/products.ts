import { fold } from '../web/conditions.ts'
import { isInFlight } from './in-flight.ts'
import type { Product, State } from './model.ts'

export function productById(state: State, id: number): Product | undefined {
  const product = state.products[firstFrom(state, id)]
  return product?.id === id && !isInFlight(state, product) ? product : undefined
}

/** The place of the first product whose id is at least this one. */
export function firstFrom(state: State, id: number): number {
  let [low, high] = [0, state.products.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((state.products[middle]?.id ?? 0) < id) low = middle + 1
    else high = middle
  }
  return low
}

/** Every product of a SKU, oldest first: saves that overlapped leave more than one. */
export function productsBySku(state: State, sku: string): Product[] {
  const key = fold(sku)
  const first = state.bySku.get(key)
  if (first === undefined) return []
  return [first, ...(state.twins.get(key) ?? [])].filter((product) => !isInFlight(state, product))
}

/** The product of a SKU: without regard to case and blanks at the end, the oldest where there are several. */
export function productBySku(state: State, sku: string): Product | undefined {
  const first = state.bySku.get(fold(sku))
  if (first === undefined || !isInFlight(state, first)) return first
  return productsBySku(state, sku)[0]
}

/** A new product; its id is the highest. */
export function addProduct(state: State, product: Product): void {
  state.products.push(product)
  index(state, product)
}

export function removeProduct(state: State, product: Product): void {
  state.products.splice(firstFrom(state, product.id), 1)
  unindex(state, product)
}

/** Gives a product another SKU. */
export function reindexSku(state: State, product: Product, sku: string): void {
  unindex(state, product)
  product.sku = sku
  index(state, product)
}

function index(state: State, product: Product): void {
  const key = fold(product.sku)
  if (!state.bySku.has(key)) state.bySku.set(key, product)
  else state.twins.set(key, [...(state.twins.get(key) ?? []), product])
}

function unindex(state: State, product: Product): void {
  const key = fold(product.sku)
  const all = [state.bySku.get(key), ...(state.twins.get(key) ?? [])]
  const [first, ...others] = all.filter((each) => each !== undefined && each !== product)
  if (first === undefined) state.bySku.delete(key)
  else state.bySku.set(key, first)
  if (others.length === 0) state.twins.delete(key)
  else
    state.twins.set(
      key,
      others.flatMap((each) => each ?? []),
    )
}
