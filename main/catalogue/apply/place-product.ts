import type { Sku } from '../../../shared/ids.ts'
import { ok, type Result } from '../../../shared/result.ts'
import { removeFromCategory } from '../../magento/categories.ts'
import type { MagentoError } from '../../magento/error.ts'
import {
  addToCategories,
  categoriesOf,
  type Product,
  productsBySku,
  setCategories,
} from '../../magento/products.ts'
import { persist } from './persist.ts'
import { type Sending, timed } from './sending.ts'

/** `doubted`: some of it may have been done before, so what the shop holds is read first. */
export type Places = {
  readonly add: readonly number[]
  readonly remove: readonly number[]
  readonly doubted: boolean
}

/** Categories that the shop did not keep although it said yes. */
export type Placed = { readonly missing: readonly number[] }

/**
 * Puts a product into categories of the shop and takes it out of others; where else it stands is left alone.
 *
 * Adding is one save. What is taken away goes along in the same save, with all that stays, so that is read right before:
 * the call for one category alone would save the whole category again, with all its products.
 */
export async function placeProduct(
  sending: Sending,
  sku: Sku,
  { add, remove, doubted }: Places,
): Promise<Result<Placed, MagentoError>> {
  if (remove.length === 0 && !doubted) return addAll(sending, sku, add)
  const found = await productsBySku(sending.magento, [sku])
  if (!found.ok) return found
  const [product] = found.value.get(sku) ?? []
  const now = product === undefined ? null : categoriesOf(product)
  if (now === null) {
    const added = await addAll(sending, sku, add)
    return added.ok ? removeAll(sending, sku, remove, added.value) : added
  }
  const staying = now.filter((id) => !remove.includes(id))
  const next = [...new Set([...staying, ...add])]
  if (next.length === now.length && next.every((id) => now.includes(id))) return ok({ missing: [] })
  const saved = await save(sending, () => setCategories(sending.magento, sku, next))
  if (!saved.ok) return saved
  const kept = categoriesOf(saved.value) ?? []
  const missing = add.filter((id) => !kept.includes(id))
  return removeAll(
    sending,
    sku,
    remove.filter((id) => kept.includes(id)),
    { missing },
  )
}

/** As many in one call as the shop takes (20 in 2.4.3). */
async function addAll(
  sending: Sending,
  sku: Sku,
  add: readonly number[],
): Promise<Result<Placed, MagentoError>> {
  const missing: number[] = []
  const most = sending.magento.limits().rows
  for (let at = 0; at < add.length; at += most) {
    const part = add.slice(at, at + most)
    const saved = await save(sending, () => addToCategories(sending.magento, sku, part))
    if (!saved.ok) return saved
    const kept = categoriesOf(saved.value)
    missing.push(...part.filter((id) => kept !== null && !kept.includes(id)))
  }
  return ok({ missing })
}

/** One call for each, where the shop takes a product out of no category by a save of the product. */
async function removeAll(
  sending: Sending,
  sku: Sku,
  remove: readonly number[],
  placed: Placed,
): Promise<Result<Placed, MagentoError>> {
  for (const id of remove) {
    const removed = await sending.locks.withKeys([`category ${id}`], () =>
      persist(sending, () => removeFromCategory(sending.magento, id, sku)),
    )
    if (!removed.ok) return removed
  }
  return ok(placed)
}

const save = (
  sending: Sending,
  write: () => Promise<Result<Product, MagentoError>>,
): Promise<Result<Product, MagentoError>> => persist(sending, () => timed(sending, write))
