import { isMatrixId, type Sku } from '../../../shared/ids.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { LaterSave } from '../../magento/bulk.ts'
import type { MagentoError } from '../../magento/error.ts'
import { createProduct, type NewProduct, type Product, productsBySku } from '../../magento/products.ts'
import type { PlanChange } from '../../store/plans.ts'
import { inShopTerms } from '../options/shop-terms.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledge } from './acknowledge.ts'
import { dropped, tellDropped, valuesOf } from './dropped.ts'
import { type Group, openGroups } from './groups.ts'
import { madeLink } from './made-link.ts'
import { keptOf, offerOfNew } from './offer.ts'
import { isPassing, pause } from './persist.ts'
import { refuseOrStop } from './refusal.ts'
import { acknowledgePlaced, ridingCategories } from './riding.ts'
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
export const sendCreates = (sending: Sending): Stage => sendNew(sending, ({ itemId }) => !isMatrixId(itemId))

/** Products of matrices, which offer their variants from the start: these are all there, and up to date, before. */
export const sendMatrices = (sending: Sending): Stage => sendNew(sending, ({ itemId }) => isMatrixId(itemId))

function sendNew(sending: Sending, wanted: (change: PlanChange) => boolean): Stage {
  const used = new Set<string>()
  return sendOnTwoRoutes(sending, {
    kind: 'create',
    pages: openGroups(sending, 'create', wanted),
    direct: (groups) => createAll(sending, groups),
    prepare: (groups) => prepareAll(sending, groups, used),
  })
}

async function prepareAll(
  sending: Sending,
  groups: readonly Group[],
  used: Set<string>,
): Promise<Stop | readonly Prepared[]> {
  const present = await lookUp(sending, groups)
  if (!present.ok) return stopForMagento(present.error)
  const prepared: Prepared[] = []
  for (const group of groups) {
    if (present.value.has(group.first.sku)) continue
    const draft = await drafted(sending, group)
    // what cannot be made ready is saved directly, which says why
    if (!draft.ok) prepared.push({ group, save: null })
    else if (draft.value !== null)
      prepared.push({ group: draft.value.group, save: laterCreate(draft.value, used) })
  }
  return prepared
}

/** A product as it is to be made, and the changes that it is made of. */
type Draft = { readonly group: Group; readonly product: NewProduct }

/** Null: a matrix with no variant in the shop, which is not made before it has one. */
async function drafted(sending: Sending, planned: Group): Promise<Result<Draft | null, MagentoError>> {
  const values = await inShopTerms(sending.options, valuesOf(planned))
  if (!values.ok) return values
  const product = {
    sku: planned.first.sku,
    values: values.value,
    websiteIds: sending.websiteIds,
    categoryIds: await ridingCategories(sending, planned.itemId),
  }
  if (!isMatrixId(planned.itemId)) return ok({ group: planned, product })
  const made = await offerOfNew(sending, planned)
  if (!made.ok || made.value === null) return made.ok ? ok(null) : made
  const { group, configurable } = made.value
  return ok({ group, product: { ...product, typeId: 'configurable', configurable } })
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

/** Its web address is the first that no other of the same run has: one that is taken is found when it is made. */
function laterCreate({ group, product }: Draft, used: Set<string>): LaterSave {
  const keys = urlKeys(product.values.name ?? '', product.sku, group.itemId)
  const urlKey = keys.find((key) => !used.has(key)) ?? keys.at(-1)
  if (urlKey === undefined) return { kind: 'create', product }
  used.add(urlKey)
  return { kind: 'create', product: { ...product, values: { ...product.values, url_key: urlKey } } }
}

async function createOne(sending: Sending, planned: Group): Promise<Stop | null> {
  const draft = await drafted(sending, planned)
  if (!draft.ok) return refuseOrStop(sending, planned, draft.error)
  if (draft.value === null) return null
  const { group, product } = draft.value
  const made = await create(sending, draft.value)
  if (!made.ok) return refuseOrStop(sending, group, made.error)
  relieve(sending)
  // a product that someone deleted is new: what its stock was before says nothing
  sending.ledger.facets.void(group.itemId, 'stock')
  const kept = keptOf(sending, group, made.value)
  acknowledge(sending, [{ ...kept, link: madeLink(sending, group, made.value) }], true)
  tellDropped(sending, kept, dropped(product.values, made.value))
  await acknowledgePlaced(sending, [{ itemId: group.itemId, product: made.value }])
  return null
}

/** Tries one web address after another; the shop refuses one that is taken before anything is written. */
async function create(sending: Sending, { group, product }: Draft): Promise<Result<Product, MagentoError>> {
  let taken: MagentoError | null = null
  for (const urlKey of urlKeys(product.values.name ?? '', product.sku, group.itemId)) {
    const made = await createUnder(sending, {
      ...product,
      values: { ...product.values, url_key: urlKey },
    })
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
