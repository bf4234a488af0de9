import type { FacetValue } from '../../shared/facet.ts'
import type { ItemId, Sku } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from '../magento/error.ts'
import { tierPrices } from '../magento/tier-prices.ts'
import type { Family } from '../store/families.ts'
import { tierKey } from './mapping/fill.ts'
import { type Match, match, type Wanted } from './match.ts'
import { inTillTerms, type Telling } from './options/till-terms.ts'
import { heldPictures } from './pictures/held-pictures.ts'
import { placedValue } from './placement/placing.ts'
import { seenVariants } from './variants/value.ts'
import type { Work } from './work.ts'

/** An item whose product is looked up, with what it is compared with: that decides how options and variants are told. */
export type Looked = Wanted & {
  readonly details: FacetValue | null
  /** The variants that a matrix's product shall offer. */
  readonly offered: FacetValue | null
  readonly family: Family | null
}

/** What the shop holds of some items, told as the projection tells it: options by label, categories by the till's key. */
export async function look(
  work: Work,
  wanted: readonly Looked[],
  barcodeAttribute: string | null,
): Promise<Result<ReadonlyMap<ItemId, Match>, MagentoError>> {
  const { magento, multiSource } = work
  const matches = await match(magento, wanted, { multiSource, barcodeAttribute, placed: placedBy(work) })
  if (!matches.ok || matches.value.size === 0) return matches
  const telling = await inTillTerms(work.options, targets(work, wanted))
  if (!telling.ok) return telling
  const there = wanted.filter(({ itemId }) => matches.value.get(itemId)?.shop.kind === 'product')
  const tiers = await tiersBy(work, there)
  if (!tiers.ok) return tiers
  const told = wanted.flatMap((one) => {
    const found = matches.value.get(one.itemId)
    if (found === undefined) return []
    const pictured = withPictures(work, one.itemId, toldBy(work, telling.value, one, found))
    return [[one.itemId, withTiers(tiers.value(one.sku), pictured)] as const]
  })
  return ok(new Map(told))
}

/** How categories of the shop are told by the till's own keys; null where none is placed: they say nothing to us. */
function placedBy({ ledger, policy }: Work): (categoryIds: readonly number[]) => FacetValue | null {
  const placing = policy.placing()
  if (placing === null) return () => null
  const own = new Map([...ledger.places.all().values()].map(({ key, categoryId }) => [categoryId, key]))
  return (categoryIds) => placedValue(placing, own, categoryIds)
}

/** Every attribute that the mapping fills, or in which a variant differs. */
const targets = ({ policy }: Work, wanted: readonly Looked[]): ReadonlySet<string> =>
  new Set([
    ...policy.mapping.rules.filter((rule) => rule.policy !== 'never').map(({ target }) => target),
    ...wanted.flatMap(({ details }) => Object.keys(details ?? {})),
  ])

function toldBy(
  { policy }: Work,
  telling: Telling,
  { details, offered, family }: Looked,
  found: Match,
): Match {
  if (found.shop.kind !== 'product') return found
  const { shop, product } = found
  const offers = product?.configurable ?? null
  return {
    ...found,
    shop: {
      ...shop,
      holds(facet, source) {
        if (facet === 'variants' && offers !== null && offered !== null && family !== null)
          return seenVariants(offers, family, policy.shopAttributes(), offered)
        const held = shop.holds(facet, source)
        return held === null || facet !== 'details' || details === null ? held : telling(held, details)
      },
    },
  }
}

/** The tier prices that the mapping fills, as the shop holds them; it is asked only where there are any. */
async function tiersBy(
  { magento, policy }: Work,
  wanted: readonly Looked[],
): Promise<Result<(sku: Sku) => FacetValue, MagentoError>> {
  const ours = new Set(policy.mapping.tiers.map(({ group, quantity }) => tierKey(group, quantity)))
  if (ours.size === 0) return ok(() => ({}))
  const found = await tierPrices(
    magento,
    wanted.map(({ sku }) => sku),
  )
  if (!found.ok) return found
  return ok((sku) =>
    Object.fromEntries(
      (found.value.get(sku) ?? []).flatMap(({ group, quantity, price }) => {
        const key = tierKey(group, quantity)
        return ours.has(key) ? [[key, price] as const] : []
      }),
    ),
  )
}

function withTiers(tiers: FacetValue, found: Match): Match {
  const { shop } = found
  if (shop.kind !== 'product') return found
  const holds: typeof shop.holds = (facet, source) => (facet === 'tiers' ? tiers : shop.holds(facet, source))
  return { ...found, shop: { ...shop, holds } }
}

/** Null where this version's lists do not tell what pictures a product has. */
function withPictures({ ledger }: Work, itemId: ItemId, found: Match): Match {
  const { shop, product } = found
  if (shop.kind !== 'product') return found
  const gallery = product?.gallery ?? null
  const pictures = gallery === null ? null : heldPictures(gallery, ledger.pictures.gallery([itemId]))
  return {
    ...found,
    shop: { ...shop, holds: (facet, source) => (facet === 'images' ? pictures : shop.holds(facet, source)) },
  }
}
