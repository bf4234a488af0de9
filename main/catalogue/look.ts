import type { FacetValue } from '../../shared/facet.ts'
import type { ItemId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from '../magento/error.ts'
import type { Family } from '../store/families.ts'
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
  const told = wanted.flatMap((one) => {
    const found = matches.value.get(one.itemId)
    return found === undefined
      ? []
      : [[one.itemId, withPictures(work, one.itemId, toldBy(work, telling.value, one, found))] as const]
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
