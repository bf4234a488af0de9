import { type ItemId, isMatrixId, type SourceCode } from '../../../shared/ids.ts'
import type { Mapping } from '../../../shared/mapping.ts'
import type { Rules } from '../../../shared/rules.ts'
import type { Family } from '../../store/families.ts'
import type { Criteria } from '../../store/selected.ts'
import type { ShopAttributes } from '../../store/shop-attributes.ts'
import type { TillLists } from '../../store/till-lists.ts'
import { type Filled, fill, fillTiers } from '../mapping/fill.ts'
import type { RawRecord } from '../mapping/read.ts'
import type { Placing } from '../placement/placing.ts'
import { type Selectable, type Selected, select } from '../selection.ts'
import { resolveSku, type SkuVerdict } from '../sku.ts'
import { projectDetails } from './details.ts'
import { projectImages } from './images.ts'
import { projectPlacement } from './placement.ts'
import { projectPrice } from './price.ts'
import type { Projected } from './projected.ts'
import type { ShopRow } from './shop-row.ts'
import { notOurs, type Split } from './split.ts'
import { projectStatus } from './status.ts'
import { type Claims, projectStock, type Shop, type SourceStock } from './stock.ts'
import { projectTiers } from './tiers.ts'
import { projectVariants } from './variants.ts'

/** What the merchant has decided, and shops and lists of the account: the same for every item of a run. */
export type Policy = {
  readonly mapping: Mapping
  readonly rules: Rules
  readonly shops: readonly Shop[]
  /** What items refer to, as it is now: they are read again while a run goes on. */
  lists(): TillLists
  /** Which items go online, in the till's own numbers. */
  criteria(): Criteria
  /** Where categories and tags stand in the shop; null: they are left alone. */
  placing(): Placing | null
  /** What the shop has in which variants can differ. */
  shopAttributes(): ShopAttributes
}

/** What the projection reads of an item in the mirror. Codes are empty where there are none. */
export type ProjectedItem = Selectable & {
  readonly itemId: ItemId
  readonly name: string
  /** Null: neither a matrix, nor of one. */
  readonly family: Family | null
  readonly itemType: string
  readonly customSku: string
  readonly systemSku: string
  readonly manufacturerSku: string
  readonly upc: string
  readonly raw: RawRecord
  readonly shopRows: readonly ShopRow[]
}

/** Everything that follows from one item of the mirror and the merchant's rules, and from nothing else. */
export type Projection = {
  readonly selected: Selected
  readonly sku: SkuVerdict
  readonly filled: ReadonlyMap<string, Filled>
  readonly details: Projected<Split>
  readonly status: Projected<Split>
  readonly price: Projected<Split>
  readonly tiers: Projected<Split>
  readonly placement: Projected<Split>
  readonly images: Projected<Split>
  readonly variants: Projected<Split>
  readonly stock: Projected<readonly SourceStock[]>
}

export function project(
  item: ProjectedItem,
  policy: Policy,
  claims: (source: SourceCode) => Claims,
): Projection {
  const { mapping, rules, shops } = policy
  const mapped = fill(mapping, named(item), policy.lists())
  const { itemId, family } = item
  const view = projectVariants({
    itemId,
    family,
    filled: mapped,
    rules,
    criteria: policy.criteria(),
    shop: policy.shopAttributes(),
  })
  const { filled } = view
  return {
    selected: select({ ...item, variants: view.variants }, policy.criteria()),
    sku: resolveSku(item, rules),
    filled,
    details: projectDetails(filled),
    status: projectStatus(filled, rules.newProducts),
    price: isMatrixId(itemId) ? notOurs : projectPrice(filled),
    tiers: isMatrixId(itemId) ? notOurs : projectTiers(fillTiers(mapping, item.raw, policy.lists())),
    images: projectImages(item, rules),
    placement: isHidden(item, policy) ? notOurs : projectPlacement(item, policy.placing()),
    variants: view.projected,
    stock: projectStock({ itemType: item.itemType, rows: item.shopRows, shops, rules, claims }),
  }
}

/** A variant that is found on the page of its matrix only: nobody looks for it in a category. */
const isHidden = ({ itemId, family }: ProjectedItem, { rules }: Policy): boolean =>
  family !== null && !isMatrixId(itemId) && !rules.variantsVisible

/** A variant that the till gives no name is called by its matrix and what tells it from its sisters. */
function named({ itemId, family, raw }: ProjectedItem): RawRecord {
  const variant = family?.variants.find((one) => one.itemId === itemId)
  const own = raw.description
  if (variant === undefined || family?.matrix == null || (typeof own === 'string' && own.trim() !== ''))
    return raw
  const parts = [family.matrix.name, ...variant.values].map((part) => part.trim())
  return { ...raw, description: parts.filter((part) => part !== '').join(' ') }
}
