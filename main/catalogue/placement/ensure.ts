import { err, ok, type Result } from '../../../shared/result.ts'
import type { PlaceKey } from '../../../shared/rules.ts'
import { breathe } from '../../support/breathe.ts'
import type { Sending } from '../apply/sending.ts'
import { type Fault, faultOf } from './fault.ts'
import { makeCategory } from './make.ts'
import type { Placing } from './placing.ts'
import { type Above, aboveOf } from './plan-tree.ts'
import { sameName } from './shop-tree.ts'

/** What the work on the shop's categories shares in one run. */
export type Keeping = {
  readonly sending: Sending
  readonly placing: Placing
}

/** One writer: two overlapping creates of one category make two (recorded Magento 2.4.7). */
const LOCK = 'categories'

/**
 * The category of the shop that stands for a category or tag of the till. Where there is none yet, the one that has its
 * name there is taken, or else it is made; what stands above it comes first.
 */
export async function ensure(keeping: Keeping, key: PlaceKey): Promise<Result<number, Fault>> {
  const { ledger, locks, tree } = keeping.sending
  const known = ledger.places.all().get(key)
  if (known !== undefined) return ok(known.categoryId)
  const refused = tree.faults.get(key)
  if (refused !== undefined) return err(refused)
  const made = await locks.withKeys([LOCK], () => make(keeping, key, new Set()))
  if (!made.ok) tree.faults.set(key, made.error)
  return made
}

/** The category below which something stands, made where there is none yet. */
export const ensureAbove = (keeping: Keeping, above: Above): Promise<Result<number, Fault>> =>
  above.kind === 'shop' ? Promise.resolve(ok(above.id)) : ensure(keeping, above.key)

async function make(
  keeping: Keeping,
  key: PlaceKey,
  below: ReadonlySet<PlaceKey>,
): Promise<Result<number, Fault>> {
  const { sending, placing } = keeping
  const { tree } = sending
  const { places } = sending.ledger
  const known = places.all().get(key)
  if (known !== undefined) return ok(known.categoryId)
  const [place, above] = [placing.at(key), aboveOf(placing, key)]
  if (place === null || above === null || below.has(key))
    return err({ kind: 'refused', reason: `#${key}`, details: null })
  const parent =
    above.kind === 'shop' ? ok(above.id) : await make(keeping, above.key, new Set([...below, key]))
  if (!parent.ok) return parent
  const siblings = await tree.below(parent.value)
  if (!siblings.ok) return err(faultOf(siblings.error))
  const taken = new Set([...places.all().values()].map(({ categoryId }) => categoryId))
  const chosen = new Set(placing.rules.mapped.map(({ category }) => category))
  const found = siblings.value.find(
    ({ id, name }) => sameName(name, place.name) && !taken.has(id) && !chosen.has(id),
  )
  const category = found === undefined ? await makeCategory(sending, place, parent.value) : ok(found)
  if (!category.ok) return err(faultOf(category.error))
  places.store({
    key,
    categoryId: category.value.id,
    name: place.name,
    parentId: parent.value,
    origin: found === undefined ? 'made' : 'found',
    refused: null,
    gone: false,
  })
  return ok(category.value.id)
}

const PAGE = 500

/** The shop has no such category any more: it stands for nothing, and its products are placed anew. */
export async function forgetLost({ sending }: Keeping, key: PlaceKey): Promise<void> {
  const { ledger } = sending
  ledger.places.remove(key)
  for (let voided = PAGE; voided === PAGE; await breathe())
    voided = ledger.transaction(() => {
      const itemIds = ledger.places.voidPlaced(key, PAGE)
      ledger.items.markDue('catalogue', itemIds)
      return itemIds.length
    })
}
