import type { SourceCode } from '../../../shared/ids.ts'
import type { Mapping } from '../../../shared/mapping.ts'
import type { Rules } from '../../../shared/rules.ts'
import type { Criteria } from '../../store/selected.ts'
import type { TillLists } from '../../store/till-lists.ts'
import { type Filled, fill } from '../mapping/fill.ts'
import type { RawRecord } from '../mapping/read.ts'
import type { Placing } from '../placement/placing.ts'
import { type Selectable, type Selected, select } from '../selection.ts'
import { resolveSku, type SkuVerdict } from '../sku.ts'
import { projectDetails } from './details.ts'
import { projectImages } from './images.ts'
import { projectPlacement } from './placement.ts'
import { projectPrice } from './price.ts'
import type { Projected } from './projected.ts'
import { notOurs, type Split } from './split.ts'
import { projectStatus } from './status.ts'
import { type Claims, projectStock, type Shop, type ShopRow, type SourceStock } from './stock.ts'

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
}

/** What the projection reads of an item in the mirror. Codes are empty where there are none. */
export type ProjectedItem = Selectable & {
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
  const filled = fill(mapping, item.raw, policy.lists())
  return {
    selected: select(item, policy.criteria()),
    sku: resolveSku(item, rules.skuRule),
    filled,
    details: projectDetails(filled),
    status: projectStatus(filled, rules.newProducts),
    price: projectPrice(filled),
    images: projectImages(item.raw, rules),
    placement: projectPlacement(item, policy.placing()),
    variants: notOurs,
    stock: projectStock({ itemType: item.itemType, rows: item.shopRows, shops, rules, claims }),
  }
}
