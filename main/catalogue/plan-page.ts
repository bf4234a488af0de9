import type { ItemId, Sku } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from '../magento/error.ts'
import type { MirrorEntry } from '../store/mirror.ts'
import { barcodesOf } from './barcode.ts'
import { claimsOf } from './claims.ts'
import { type Looked, look } from './look.ts'
import type { Match } from './match.ts'
import { renamedHeld } from './options/renames.ts'
import { planCatalogue } from './plan/catalogue.ts'
import type { Claim, ItemPlan } from './plan/plan.ts'
import { needsLook } from './plan/product.ts'
import { type Projection, project } from './projection/project.ts'
import { noClaims } from './projection/stock.ts'
import { type Candidate, rivalsOf } from './rivals.ts'
import { costOf, heldOf, linkOf, projectedItem } from './view.ts'
import type { Work } from './work.ts'

/** One item on its way through a plan. */
export type PlannedItem = {
  readonly entry: MirrorEntry
  readonly projection: Projection
  readonly claim: Claim
  /** What was found in the shop; null when it was not looked up. */
  readonly match: Match | null
  readonly plan: ItemPlan
}

type Claimed = Pick<PlannedItem, 'entry' | 'projection' | 'claim'>

/** Plans one page of items: projects them, settles who has which SKU, looks at the shop where it must, and compares. */
export async function planPage(
  work: Work,
  entries: readonly MirrorEntry[],
): Promise<Result<readonly PlannedItem[], MagentoError>> {
  const projected = entries.map((entry) => ({
    entry,
    projection: project(projectedItem(entry), work.policy, () => noClaims),
  }))
  const claims = claimsOf(work.ledger, work.policy.criteria(), projected)
  const items = projected.map((item) => ({ ...item, claim: claims.get(itemIdOf(item)) ?? 'own' }))
  const { barcodeAttribute } = work.policy.rules
  const matches = await look(
    work,
    items.flatMap((item) => wanted(work, item)),
    barcodeAttribute,
  )
  if (!matches.ok) return matches
  const rivals = rivalsOf(work.ledger, work.policy, candidates(matches.value, barcodeAttribute))
  return ok(
    items.map((item) => {
      const found = notTaken(matches.value.get(itemIdOf(item)) ?? null, rivals.get(itemIdOf(item)))
      return { ...item, match: found, plan: planCatalogue(inputOf(work, item, found)) }
    }),
  )
}

function wanted(work: Work, { entry, projection, claim }: Claimed): readonly Looked[] {
  const link = linkOf(entry)
  const known = { projection, claim, link, held: heldBy(work, entry), force: work.context.mode.force }
  const sku: Sku | null = link?.sku ?? (projection.sku.ok ? projection.sku.sku : null)
  if (sku === null || !needsLook(known)) return []
  const barcodes = link === null ? barcodesOf(entry.item) : []
  const details = projection.details.ok ? projection.details.value.kept : null
  const offered = projection.variants.ok ? projection.variants.value.kept : null
  const { item, family } = entry
  return [{ itemId: item.itemId, sku, withStock: link === null, barcodes, details, offered, family }]
}

/** Products that were found by barcode, each with the item that it was found for. */
const candidates = (matches: ReadonlyMap<ItemId, Match>, attribute: string | null): readonly Candidate[] =>
  [...matches].flatMap(([itemId, { by, product }]) =>
    by === 'sku' || product === null || attribute === null
      ? []
      : [{ itemId, product, barcode: product.values[attribute] ?? '' }],
  )

/** Never guessed: what two items lead to belongs to neither before the merchant has mended it. */
const notTaken = (found: Match | null, rival: string | undefined): Match | null =>
  found?.product == null || rival === undefined
    ? found
    : { ...found, shop: { kind: 'taken', sku: found.product.sku, by: rival }, product: null }

/** What the ledger holds of an item, once options have the names that they are about to get. */
const heldBy = ({ renames }: Work, entry: MirrorEntry) => renamedHeld(heldOf(entry), renames.list())

function inputOf(work: Work, { entry, projection, claim }: Claimed, found: Match | null) {
  return {
    itemId: entry.item.itemId,
    projection,
    cost: costOf(entry),
    link: linkOf(entry),
    held: heldBy(work, entry),
    shop: found?.shop ?? ({ kind: 'unasked' } as const),
    claim,
    force: work.context.mode.force,
  }
}

export const itemIdOf = ({ entry }: Pick<PlannedItem, 'entry'>): ItemId => entry.item.itemId
