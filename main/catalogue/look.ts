import type { FacetValue } from '../../shared/facet.ts'
import type { ItemId } from '../../shared/ids.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from '../magento/error.ts'
import { type Match, match, type Wanted } from './match.ts'
import { inTillTerms, type Telling } from './options/till-terms.ts'
import { heldPictures } from './pictures/held-pictures.ts'
import { placedValue } from './placement/placing.ts'
import type { Work } from './work.ts'

/** An item whose product is looked up, with the details that it is compared with: they decide how options are told. */
export type Looked = Wanted & { readonly details: FacetValue | null }

/** What the shop holds of some items, told as the projection tells it: options by label, categories by the till's key. */
export async function look(
  work: Work,
  wanted: readonly Looked[],
  barcodeAttribute: string | null,
): Promise<Result<ReadonlyMap<ItemId, Match>, MagentoError>> {
  const { magento, multiSource } = work
  const matches = await match(magento, wanted, { multiSource, barcodeAttribute, placed: placedBy(work) })
  if (!matches.ok || matches.value.size === 0) return matches
  const telling = await inTillTerms(work.options, targets(work))
  if (!telling.ok) return telling
  const told = wanted.flatMap(({ itemId, details }) => {
    const found = matches.value.get(itemId)
    return found === undefined
      ? []
      : [[itemId, withPictures(work, itemId, toldBy(telling.value, details, found))] as const]
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

const targets = ({ policy }: Work): readonly string[] =>
  policy.mapping.rules.filter((rule) => rule.policy !== 'never').map(({ target }) => target)

function toldBy(telling: Telling, details: FacetValue | null, found: Match): Match {
  if (found.shop.kind !== 'product' || details === null) return found
  const { shop } = found
  return {
    ...found,
    shop: {
      ...shop,
      holds(facet, source) {
        const held = shop.holds(facet, source)
        return held === null || facet !== 'details' ? held : telling(held, details)
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
