import type { FacetWrite } from '../../../shared/facet.ts'
import { isMatrixId, type Sku } from '../../../shared/ids.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { LaterSave } from '../../magento/bulk.ts'
import type { MagentoError } from '../../magento/error.ts'
import { createProduct, type NewProduct, type Product, productsBySku } from '../../magento/products.ts'
import { inShopTerms } from '../options/shop-terms.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledge } from './acknowledge.ts'
import { dropped, tellDropped, valuesOf } from './dropped.ts'
import { type Group, openGroups } from './groups.ts'
import { madeLink } from './made-link.ts'
import { isPassing, pause } from './persist.ts'
import { refuseOrStop } from './refusal.ts'
import { type Sending, timed } from './sending.ts'
import { stillRunningMs } from './still-running.ts'
import { relieve } from './strain.ts'
import { type Prepared, sendOnTwoRoutes } from './two-routes.ts'
import { urlKeys } from './url-key.ts'

/** Products looked up together right before they are made. */
const CHUNK = 20

/**
 * New products, saved directly or handed in, whichever is faster.
 *
 * What appeared in the shop since the plan is left to the next run, which compares it.
 */
export function sendCreates(sending: Sending): Stage {
  const used = new Set<string>()
  return sendOnTwoRoutes(sending, {
    kind: 'create',
    pages: openGroups(sending, 'create'),
    direct: (groups) => createAll(sending, groups),
    prepare: async (groups) => {
      const present = await lookUp(sending, groups)
      if (!present.ok) return stopForMagento(present.error)
      const prepared: Prepared[] = []
      for (const group of groups) {
        if (present.value.has(group.first.sku)) continue
        prepared.push({ group, save: await laterCreate(sending, group, used) })
      }
      return prepared
    },
  })
}

/** One after another: two overlapping creates of one SKU make two products (recorded Magento 2.4.7). */
async function createAll(sending: Sending, groups: readonly Group[]): Promise<Stop | null> {
  // what was handed in may be made at any moment: each is looked up right before it is made here
  const held = sending.ledger.bulks.held(groups.map(({ itemId }) => itemId))
  const chunk = held.length > 0 ? 1 : CHUNK
  for (let at = 0; at < groups.length; at += chunk) {
    const part = groups.slice(at, at + chunk)
    const present = await lookUp(sending, part)
    if (!present.ok) return stopForMagento(present.error)
    for (const group of part) {
      if (sending.context.signal.aborted) return { kind: 'cancelled' }
      if (present.value.has(group.first.sku)) continue
      const stop = await sending.locks.withKeys([group.first.sku], () => createOne(sending, group))
      if (stop !== null) return stop
    }
  }
  return null
}

/** SKUs that the shop holds by now. */
async function lookUp(
  { magento }: Sending,
  groups: readonly Group[],
): Promise<Result<ReadonlySet<Sku>, MagentoError>> {
  const skus = groups.map(({ first }) => first.sku)
  const found = await productsBySku(magento, skus)
  return found.ok ? ok(new Set(skus.filter((sku) => (found.value.get(sku) ?? []).length > 0))) : found
}

/**
 * Its web address is the first that no other of the same run has: one that is taken is found when it is made. Null where
 * an option that it needs cannot be made: the direct save says why.
 */
async function laterCreate(sending: Sending, group: Group, used: Set<string>): Promise<LaterSave | null> {
  const { first, itemId } = group
  const ready = await inShopTerms(sending.options, valuesOf(group))
  if (!ready.ok) return null
  const values = ready.value
  const keys = urlKeys(values.name ?? '', first.sku, itemId)
  const urlKey = keys.find((key) => !used.has(key)) ?? keys.at(-1)
  if (urlKey !== undefined) used.add(urlKey)
  const own = urlKey === undefined ? values : { ...values, url_key: urlKey }
  return { kind: 'create', product: newProduct(sending, group, own) }
}

const newProduct = ({ websiteIds }: Sending, { first, itemId }: Group, values: FacetWrite): NewProduct => ({
  sku: first.sku,
  values,
  websiteIds,
  typeId: isMatrixId(itemId) ? 'configurable' : 'simple',
})

async function createOne(sending: Sending, group: Group): Promise<Stop | null> {
  const ready = await inShopTerms(sending.options, valuesOf(group))
  if (!ready.ok) return refuseOrStop(sending, group, ready.error)
  const made = await create(sending, group, ready.value)
  if (!made.ok) return refuseOrStop(sending, group, made.error)
  relieve(sending)
  // a product that someone deleted is new: what its stock was before says nothing
  sending.ledger.facets.void(group.itemId, 'stock')
  acknowledge(sending, [{ ...group, link: madeLink(sending, group, made.value) }], true)
  tellDropped(sending, group, dropped(ready.value, made.value))
  return null
}

/** Tries one web address after another; the shop refuses one that is taken before anything is written. */
async function create(
  sending: Sending,
  group: Group,
  values: FacetWrite,
): Promise<Result<Product, MagentoError>> {
  const { first, itemId } = group
  let taken: MagentoError | null = null
  for (const urlKey of urlKeys(values.name ?? '', first.sku, itemId)) {
    const made = await createUnder(sending, newProduct(sending, group, { ...values, url_key: urlKey }))
    if (made.ok || made.error.kind !== 'url-key-taken') return made
    taken = made.error
  }
  return err(taken ?? { kind: 'url-key-taken', call: 'POST /V1/products', message: 'no web address left' })
}

const MOST_ATTEMPTS = 4

/**
 * One create. It is never sent again blindly: after a lost answer the product is looked for, twice, as the shop may
 * still be at it.
 */
async function createUnder(sending: Sending, product: NewProduct): Promise<Result<Product, MagentoError>> {
  for (let attempt = 1; ; attempt += 1) {
    const made = await timed(sending, () => createProduct(sending.magento, product))
    if (made.ok) sending.pace.goodAlone()
    if (made.ok) return made
    const { error } = made
    if (isPassing(error)) sending.pace.bad()
    if (error.kind === 'answer-lost' || error.kind === 'internal-error') {
      const found = await look(sending, product.sku)
      if (!found.ok) return found
      if (found.value !== null) return ok(found.value)
    }
    if (!isPassing(error) || attempt === MOST_ATTEMPTS) return made
    await pause(sending, attempt, error)
  }
}

async function look(
  sending: Sending,
  sku: Group['first']['sku'],
): Promise<Result<Product | null, MagentoError>> {
  for (let again = false; ; again = true) {
    const found = await productsBySku(sending.magento, [sku])
    if (!found.ok) return found
    const [product] = found.value.get(sku) ?? []
    if (product !== undefined || again) return ok(product ?? null)
    await sending.clock.sleep(stillRunningMs(sending), sending.context.signal)
  }
}
