import type { FacetName } from '../../../shared/facet.ts'
import { type ItemId, isMatrixId } from '../../../shared/ids.ts'
import type { Outcome } from '../../../shared/job.ts'
import { legacyStockPages } from '../../magento/stock.ts'
import type { Facet } from '../../store/facets.ts'
import type { Link } from '../../store/links.ts'
import { breathe } from '../../support/breathe.ts'
import { quantityText } from '../decimal.ts'
import { look } from '../look.ts'
import { stopForMagento } from '../stop.ts'
import type { Stage, Work } from '../work.ts'
import { comparable, type Drift, differencesOf, driftOf, keepsOf } from './drift.ts'
import { type Found, take } from './take.ts'

/** Products compared at once: as many fill one search. */
const PAGE = 100

/**
 * Reads back what the shop holds of every linked product, and compares it with what was sent.
 *
 * Nothing is written here. By the merchant's choice a value that was changed in the shop counts as not sent, so that the
 * next sync looks at it and puts it right, guard and all; or it is told as a problem. The till is not asked.
 */
export async function verify(work: Work): Promise<Outcome> {
  if (!work.gone) return { kind: 'awaiting-go' }
  const told = { problems: 0 }
  const stop =
    (await compareProducts(work, told)) ?? (work.multiSource ? null : await compareStock(work, told))
  if (stop !== null) return stop
  return told.problems > 0 ? { kind: 'done-with-problems', problems: told.problems } : { kind: 'done' }
}

type Told = { problems: number }

async function compareProducts(work: Work, told: Told): Stage {
  const { ledger, context, policy } = work
  const keeps = keepsOf(policy.mapping, policy.rules)
  const total = ledger.links.count('linked')
  let done = 0
  for (let after: ItemId | null = null; ; ) {
    if (context.signal.aborted) return { kind: 'cancelled' }
    const page: readonly Link[] = ledger.links.page(after, PAGE)
    const last = page.at(-1)
    if (last === undefined) return null
    after = last.itemId
    const facets = byItem(ledger.facets.of(page.map(({ itemId }) => itemId)))
    const links = page.filter(
      ({ state, itemId }) => state === 'linked' && comparable(facets.get(itemId) ?? []).length > 0,
    )
    const families = ledger.families.of(
      links.flatMap(({ itemId }) => (isMatrixId(itemId) ? [{ itemId, matrixId: null }] : [])),
    )
    const matches = await look(
      work,
      links.map(({ itemId, sku }) => {
        const held = (name: FacetName) =>
          facets.get(itemId)?.find(({ facet }) => facet === name)?.value ?? null
        const [details, offered, family] = [held('details'), held('variants'), families.get(itemId) ?? null]
        return { itemId, sku, withStock: work.multiSource, barcodes: [], details, offered, family }
      }),
      null,
    )
    if (!matches.ok) return stopForMagento(matches.error)
    // sent meanwhile, by a sync beside this run: what was read before says nothing of it
    const now = byItem(ledger.facets.of(links.map(({ itemId }) => itemId)))
    const found = links.flatMap((link): Found[] => {
      const shop = matches.value.get(link.itemId)?.shop
      const same = unchanged(facets.get(link.itemId) ?? [], now.get(link.itemId) ?? [])
      const own = work.multiSource ? same : same.filter(({ facet }) => facet !== 'stock')
      return shop === undefined ? [] : [{ link, facets: same, drift: driftOf(own, shop, keeps) }]
    })
    told.problems += take(work, found, 'whole')
    done += page.length
    context.count({ planned: links.length })
    tell(work, done, total)
    await breathe()
  }
}

/** A shop without sources tells the stock of all products page by page, by number of the product. */
async function compareStock(work: Work, told: Told): Stage {
  const { ledger, context } = work
  for await (const page of legacyStockPages(work.magento)) {
    if (context.signal.aborted) return { kind: 'cancelled' }
    if (!page.ok) return stopForMagento(page.error)
    const rows = new Map(page.value.map((row) => [row.productId, row]))
    const links = ledger.links.byProduct([...rows.keys()]).filter(({ state }) => state === 'linked')
    const facets = byItem(ledger.facets.of(links.map(({ itemId }) => itemId)))
    const found = links.flatMap((link): Found[] => {
      const row = rows.get(link.productId ?? 0)
      const own = comparable(facets.get(link.itemId) ?? []).filter(({ facet }) => facet === 'stock')
      if (row === undefined || own.length === 0) return []
      const present = { quantity: quantityText(row.quantity), in_stock: row.inStock ? '1' : '0' }
      const differences = own.flatMap((facet) => differencesOf(facet, present, () => true))
      const drift: Drift =
        differences.length === 0 ? { kind: 'same' } : { kind: 'changed', facets: own, differences }
      return [{ link, facets: own, drift }]
    })
    told.problems += take(work, found, 'stock')
    await breathe()
  }
  return null
}

function byItem(facets: readonly Facet[]): ReadonlyMap<ItemId, readonly Facet[]> {
  const groups = new Map<ItemId, Facet[]>()
  for (const facet of facets) groups.set(facet.itemId, [...(groups.get(facet.itemId) ?? []), facet])
  return groups
}

const unchanged = (before: readonly Facet[], now: readonly Facet[]): readonly Facet[] =>
  now.filter((facet) =>
    before.some(
      (one) =>
        one.facet === facet.facet &&
        one.source === facet.source &&
        one.fingerprint === facet.fingerprint &&
        one.acknowledgedAt === facet.acknowledgedAt,
    ),
  )

function tell({ context }: Work, done: number, total: number): void {
  context.progress({ stage: 'match', done, total: Math.max(done, total), endsAt: null, waitsUntil: null })
}
