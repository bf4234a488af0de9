import type { Product, SourceItem, State } from '../state/model.ts'
import { productBySku } from '../state/products.ts'
import { hasMsi } from '../state/traits.ts'
import { fold } from '../web/conditions.ts'
import { hasQuantity } from './stock-item.ts'

export const DEFAULT_SOURCE = 'default'

export function sourceItemsOf(state: State, sku: string): readonly SourceItem[] {
  return state.sourceItems.get(fold(sku)) ?? []
}

/** Writes one quantity of one source. The SKU need not exist, and the stored spelling of a known row stays. */
export function putSourceItem(
  state: State,
  sku: string,
  sourceCode: string,
  quantity: number,
  status: number,
): void {
  const key = fold(sku)
  const rows = state.sourceItems.get(key)
  const held = rows?.find((row) => row.sourceCode === sourceCode)
  if (held !== undefined) {
    held.quantity = quantity
    held.status = status
    return
  }
  const row = { id: state.next.sourceItem++, sku, sourceCode, quantity, status }
  if (rows === undefined) state.sourceItems.set(key, [row])
  else rows.push(row)
}

/** The legacy stock item follows the default source, and only that one. */
export function legacyFollows(state: State, sku: string, quantity: number, status: number): void {
  const product = productBySku(state, sku)
  if (product === undefined || !hasQuantity(product.typeId)) return
  product.stock.qty = quantity
  product.stock.isInStock = status === 1
}

/**
 * The default source follows a legacy stock save, and only that one. A new product always gets a row there, another
 * one only with something to say.
 */
export function defaultSourceFollows(state: State, product: Product, isNew: boolean): void {
  if (!hasMsi(state) || !hasQuantity(product.typeId)) return
  const { qty, isInStock } = product.stock
  const isEmpty = !isInStock && (qty ?? 0) === 0
  const hasRow = sourceItemsOf(state, product.sku).some((row) => row.sourceCode === DEFAULT_SOURCE)
  if (isEmpty && !isNew && !hasRow) return
  putSourceItem(state, product.sku, DEFAULT_SOURCE, qty ?? 0, isInStock ? 1 : 0)
}

export function removeSourceItem(state: State, sku: string, sourceCode: string): boolean {
  const key = fold(sku)
  const rows = state.sourceItems.get(key)
  const left = rows?.filter((row) => row.sourceCode !== sourceCode)
  if (rows === undefined || left === undefined || left.length === rows.length) return false
  if (left.length === 0) state.sourceItems.delete(key)
  else state.sourceItems.set(key, left)
  return true
}
