import type { Product, State } from './model.ts'

export function productById(state: State, id: number): Product | undefined {
  const product = state.products[firstFrom(state, id)]
  return product?.id === id ? product : undefined
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
