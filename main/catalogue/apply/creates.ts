import type { FacetWrite } from '../../../shared/facet.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import { createProduct, type Product, productsBySku } from '../../magento/products.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledge, refuse } from './acknowledge.ts'
import { type Group, openGroups } from './groups.ts'
import { isPassing, pause } from './persist.ts'
import { dropped, tellDropped, valuesOf } from './product-save.ts'
import { refusalOf } from './refusal.ts'
import { type Sending, timed } from './sending.ts'
import { isAboutItem, relieve } from './strain.ts'
import { urlKeys } from './url-key.ts'

/** Products looked up together right before they are made. */
const CHUNK = 20

/**
 * New products, one after another: two overlapping creates of one SKU make two products (recorded Magento 2.4.7).
 *
 * What appeared in the shop since the plan is left to the next run, which compares it.
 */
export async function sendCreates(sending: Sending): Stage {
  for (const page of openGroups(sending, 'create')) {
    for (let at = 0; at < page.length; at += CHUNK) {
      const groups = page.slice(at, at + CHUNK)
      const present = await productsBySku(
        sending.magento,
        groups.map(({ first }) => first.sku),
      )
      if (!present.ok) return stopForMagento(present.error)
      for (const group of groups) {
        if (sending.context.signal.aborted) return { kind: 'cancelled' }
        if ((present.value.get(group.first.sku) ?? []).length > 0) continue
        const stop = await sending.locks.withKeys([group.first.sku], () => createOne(sending, group))
        if (stop !== null) return stop
      }
    }
  }
  return null
}

async function createOne(sending: Sending, group: Group): Promise<Stop | null> {
  const values = valuesOf(group)
  const made = await create(sending, group, values)
  if (!made.ok) {
    if (!isAboutItem(sending, made.error, group.itemId)) return stopForMagento(made.error)
    refuse(sending, group, refusalOf(made.error))
    return null
  }
  relieve(sending)
  const { itemId, first } = group
  const [known] = sending.ledger.links.of([itemId])
  const link = {
    itemId,
    sku: first.sku,
    productId: made.value.id,
    urlKey: made.value.values.url_key ?? null,
    state: 'linked',
    origin: 'created',
    // a product that was deleted in the shop: the item's own SKU was noted when they were paired
    itemSku: known?.state === 'linked' ? known.itemSku : first.sku,
  } as const
  // a product that someone deleted is new: what its stock was before says nothing
  sending.ledger.facets.void(itemId, 'stock')
  acknowledge(sending, [{ ...group, link }], true)
  tellDropped(sending, group, dropped(values, made.value))
  return null
}

/** Tries one web address after another; the shop refuses one that is taken before anything is written. */
async function create(
  sending: Sending,
  { first, itemId }: Group,
  values: FacetWrite,
): Promise<Result<Product, MagentoError>> {
  let taken: MagentoError | null = null
  for (const urlKey of urlKeys(values.name ?? '', first.sku, itemId)) {
    const made = await createUnder(sending, first.sku, { ...values, url_key: urlKey })
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
async function createUnder(
  sending: Sending,
  sku: Group['first']['sku'],
  values: FacetWrite,
): Promise<Result<Product, MagentoError>> {
  const { magento, websiteIds } = sending
  for (let attempt = 1; ; attempt += 1) {
    const made = await timed(sending, () => createProduct(magento, { sku, values, websiteIds }))
    if (made.ok) return made
    const { error } = made
    if (error.kind === 'answer-lost' || error.kind === 'internal-error') {
      const found = await look(sending, sku)
      if (!found.ok) return found
      if (found.value !== null) return ok(found.value)
    }
    if (!isPassing(error) || attempt === MOST_ATTEMPTS) return made
    await pause(sending, attempt, error)
  }
}

/** How long a create whose answer was lost may still be running in the shop. */
const STILL_RUNNING_MS = 10_000

async function look(
  sending: Sending,
  sku: Group['first']['sku'],
): Promise<Result<Product | null, MagentoError>> {
  for (let again = false; ; again = true) {
    const found = await productsBySku(sending.magento, [sku])
    if (!found.ok) return found
    const [product] = found.value.get(sku) ?? []
    if (product !== undefined || again) return ok(product ?? null)
    await sending.clock.sleep(STILL_RUNNING_MS, sending.context.signal)
  }
}
