import { assertNever, err, ok, type Result } from '../../../shared/result.ts'
import {
  deleteCategory,
  moveCategory,
  productsIn,
  readdressCategory,
  renameCategory,
} from '../../magento/categories.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Place } from '../../store/places.ts'
import { persist } from '../apply/persist.ts'
import { ensureAbove, forgetLost, type Keeping } from './ensure.ts'
import { type Fault, faultOf } from './fault.ts'
import { categoryUrlKeys } from './make.ts'
import { type TreeChange, wish } from './plan-tree.ts'

type Kept = Extract<TreeChange, { kind: 'keep' }>

/** Carries out one change of the tree: one call for a new name, one for a new place, however many products are in it. */
export async function carryOut(keeping: Keeping, change: TreeChange): Promise<Result<null, Fault>> {
  const tree = await keeping.sending.tree.all()
  if (!tree.ok) return err(faultOf(tree.error))
  if (!tree.value.has(change.place.categoryId)) {
    await forgetLost(keeping, change.place.key)
    return ok(null)
  }
  switch (change.kind) {
    case 'keep':
      return keep(keeping, change)
    case 'leave':
      return leave(keeping, change.place)
    default:
      return assertNever(change, 'tree change')
  }
}

async function keep(keeping: Keeping, change: Kept): Promise<Result<null, Fault>> {
  const { place, name, above } = change
  const { places } = keeping.sending.ledger
  const parent = await ensureAbove(keeping, above)
  const done: Result<null, Fault> = parent.ok
    ? first(await renamed(keeping, change), await moved(keeping, change, parent.value))
    : parent
  if (done.ok && parent.ok) {
    places.store({ ...place, name, parentId: parent.value, refused: null, gone: false })
  } else if (!done.ok && done.error.kind === 'refused') {
    places.store({ ...place, refused: wish(name, parent.ok ? parent.value : null) })
  }
  return done
}

/** The first of two that failed. */
const first = (one: Result<null, MagentoError>, other: Result<null, MagentoError>): Result<null, Fault> => {
  const failed = one.ok ? other : one
  return failed.ok ? failed : err(faultOf(failed.error))
}

/** A name that the shop has already, or that the merchant gave it there while the till kept its own, is left alone. */
async function renamed({ sending }: Keeping, { place, name }: Kept): Promise<Result<null, MagentoError>> {
  const { tree } = sending
  const shop = await tree.all()
  const now = shop.ok ? shop.value.get(place.categoryId) : undefined
  if (now === undefined || place.name === name || now.name === name) return ok(null)
  const answer = await persist(sending, () => renameCategory(sending.magento, place.categoryId, name))
  if (!answer.ok) return answer
  tree.put({ ...now, name })
  return ok(null)
}

/** Where its web address is taken by another there, it gets one of its own first. */
async function moved(
  { sending }: Keeping,
  { place, name }: Kept,
  parentId: number,
): Promise<Result<null, MagentoError>> {
  const { tree } = sending
  const shop = await tree.all()
  const now = shop.ok ? shop.value.get(place.categoryId) : undefined
  if (now === undefined || place.parentId === parentId || now.parentId === parentId) return ok(null)
  const move = () => persist(sending, () => moveCategory(sending.magento, place.categoryId, parentId))
  let answer = await move()
  if (!answer.ok && answer.error.kind === 'rejected' && answer.error.status === 400) {
    const urlKey = categoryUrlKeys({ name, key: place.key }).at(-1) ?? place.key
    const readdressed = await persist(sending, () =>
      readdressCategory(sending.magento, place.categoryId, urlKey),
    )
    if (readdressed.ok) answer = await move()
  }
  if (!answer.ok) return answer
  tree.put({ ...now, parentId })
  return ok(null)
}

/** Gone from the till: what we made and nobody uses is deleted, all else is kept. */
async function leave({ sending }: Keeping, place: Place): Promise<Result<null, Fault>> {
  const { ledger, magento, tree } = sending
  const keepIt = (): Result<null, Fault> => {
    if (!place.gone) ledger.places.store({ ...place, gone: true })
    return ok(null)
  }
  const below = await tree.below(place.categoryId)
  if (!below.ok) return err(faultOf(below.error))
  if (below.value.length > 0 || ledger.places.isHeld(place.key)) return keepIt()
  if (place.origin === 'found') {
    ledger.places.remove(place.key)
    return ok(null)
  }
  const products = await productsIn(magento, place.categoryId)
  if (!products.ok) return err(faultOf(products.error))
  if (products.value > 0) return keepIt()
  const deleted = await persist(sending, () => deleteCategory(magento, place.categoryId))
  const isGone = deleted.ok || (deleted.error.kind === 'rejected' && deleted.error.status === 404)
  if (!isGone) {
    keepIt()
    return err(faultOf(deleted.error))
  }
  tree.drop(place.categoryId)
  ledger.places.remove(place.key)
  return ok(null)
}
