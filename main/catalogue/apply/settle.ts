import type { FacetWrite } from '../../../shared/facet.ts'
import { ok, type Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import { type Product, productsBySku } from '../../magento/products.ts'
import type { BulkKind } from '../../store/bulks.ts'
import { inShopTerms } from '../options/shop-terms.ts'
import { acknowledgeAll } from './acknowledge.ts'
import { withLinks } from './adopt.ts'
import { dropped, tellDropped, valuesOf } from './dropped.ts'
import type { Group } from './groups.ts'
import { madeLink } from './made-link.ts'
import { keptOf } from './offer.ts'
import { acknowledgePlaced } from './riding.ts'
import type { Sending } from './sending.ts'
import { relieve } from './strain.ts'

/** What was handed in together. */
export type Requests = {
  readonly kind: Exclude<BulkKind, 'canary'>
  readonly groups: readonly Group[]
  /** When it was handed in. */
  readonly sentAt: string
}

/**
 * The shop says that these are done: what it holds now is read back and acknowledged.
 *
 * What is not there, is there twice, or may still be written by an older request, is left to the next plan.
 */
export async function settleDone(sending: Sending, requests: Requests): Promise<Result<null, MagentoError>> {
  const found = await find(sending, requests.groups)
  if (!found.ok) return found
  const itemIds = requests.groups.map(({ itemId }) => itemId)
  const held = new Set(sending.ledger.bulks.held(itemIds).map(({ itemId }) => itemId))
  const free = found.value.filter(({ group }) => !held.has(group.itemId))
  await acknowledgeFound(sending, requests, free)
  return ok(null)
}

/**
 * The shop does not say what became of these: those that it holds just as they were handed in are done.
 *
 * @returns those that are done, and acknowledged
 */
export async function settleAlike(
  sending: Sending,
  requests: Requests,
): Promise<Result<readonly Group[], MagentoError>> {
  const found = await find(sending, requests.groups)
  if (!found.ok) return found
  const alike = found.value.filter(({ values, product }) => dropped(values, product).length === 0)
  await acknowledgeFound(sending, requests, alike)
  return ok(alike.map(({ group }) => group))
}

type Found = {
  readonly group: Group
  readonly product: Product
  /** What was sent, as the shop takes it. */
  readonly values: FacetWrite
}

/** Products that the shop holds, once each. */
async function find(
  { magento, options }: Sending,
  groups: readonly Group[],
): Promise<Result<readonly Found[], MagentoError>> {
  const found = await productsBySku(
    magento,
    groups.map(({ first }) => first.sku),
  )
  if (!found.ok) return found
  const single: Found[] = []
  for (const group of groups) {
    const [product, another] = found.value.get(group.first.sku) ?? []
    if (product === undefined || another !== undefined) continue
    const values = await inShopTerms(options, valuesOf(group))
    if (!values.ok) return values
    single.push({ group, product, values: values.value })
  }
  return ok(single)
}

async function acknowledgeFound(
  sending: Sending,
  { kind, sentAt }: Requests,
  found: readonly Found[],
): Promise<void> {
  if (found.length === 0) return
  relieve(sending)
  sendStockAgain(sending, found, kind === 'create' ? null : sentAt)
  const groups = found.map(({ group }) => group)
  const made = found.map(({ group, product }) => ({
    ...keptOf(sending, group, product),
    link: madeLink(sending, group, product),
  }))
  await acknowledgeAll(sending, kind === 'create' ? made : withLinks(sending, groups), true)
  for (const { group, product, values } of found) tellDropped(sending, group, dropped(values, product))
  if (kind === 'create')
    await acknowledgePlaced(
      sending,
      found.map(({ group, product }) => ({ itemId: group.itemId, product })),
    )
}

/**
 * A save writes the stock back that it had read, so stock that was sent since goes out once more.
 *
 * @param since null: whenever it was sent; a product that someone deleted is new, what its stock was says nothing
 */
function sendStockAgain({ ledger }: Sending, found: readonly Found[], since: string | null): void {
  const touched = ledger.facets
    .of(found.map(({ group }) => group.itemId))
    .filter(({ facet, acknowledgedAt: at }) => facet === 'stock' && (since === null || (at ?? '') >= since))
    .map(({ itemId }) => itemId)
  ledger.transaction(() => {
    for (const itemId of touched) ledger.facets.void(itemId, 'stock')
    ledger.items.markDue('stock', touched)
  })
}
