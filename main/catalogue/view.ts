import type { FacetName } from '../../shared/facet.ts'
import { type Decimal, isMatrixId, type SourceCode } from '../../shared/ids.ts'
import type { Subject } from '../../shared/problem.ts'
import type { Selection } from '../../shared/rules.ts'
import type { MirrorItem } from '../store/item.ts'
import type { Ledger } from '../store/ledger.ts'
import type { MirrorEntry, MirrorPart } from '../store/mirror.ts'
import type { Criteria } from '../store/selected.ts'
import { noShopAttributes } from '../store/shop-attributes.ts'
import { noTillLists, type TillLists } from '../store/till-lists.ts'
import { parseDecimal } from './decimal.ts'
import { isRecord, readSource } from './mapping/read.ts'
import { createPlacing } from './placement/placing.ts'
import type { Pairing } from './plan/plan.ts'
import { type Held, nothingHeld } from './plan/write.ts'
import { assembledRows, isComposite, type Part } from './projection/assembled.ts'
import type { Policy, ProjectedItem } from './projection/project.ts'
import { DEFAULT_SOURCE } from './projection/stock.ts'
import { criteriaOf, type Selectable } from './selection.ts'

/** What the merchant has decided so far, and the shops that are known. A shop without sources has one stock. */
export function policyOf(ledger: Ledger): Policy {
  const rules = ledger.rules.current()
  const lists = (): TillLists => ledger.lists.till.get()?.value ?? noTillLists
  const oneStock = ledger.pair.get().magento?.multiSource === false
  const shopSources = rules.shopSources.map(({ shopId, source }) => ({
    shopId,
    source: oneStock ? DEFAULT_SOURCE : source,
  }))
  return {
    mapping: ledger.mapping.current(),
    rules: { ...rules, shopSources },
    shops: ledger.lists.shops.get()?.value ?? ledger.pair.get().lightspeed?.shops ?? [],
    lists,
    criteria: remembered(lists, (now) => criteriaOf(rules.selection, now)),
    placing: remembered(lists, (now) => createPlacing(rules.categories, rules.selection, now)),
    shopAttributes: () => ledger.lists.shopAttributes.get()?.value ?? noShopAttributes,
  }
}

/** A selection as it is asked of items now. */
export const criteriaNow = (ledger: Ledger, selection: Selection): Criteria =>
  criteriaOf(selection, ledger.lists.till.get()?.value ?? noTillLists)

/** What follows from the till's lists, worked out once for as long as they stay the same. */
function remembered<T>(lists: () => TillLists, derive: (lists: TillLists) => T): () => T {
  let kept: { readonly of: TillLists; readonly value: T } | undefined
  return () => {
    const now = lists()
    if (kept?.of !== now) kept = { of: now, value: derive(now) }
    return kept.value
  }
}

/** An item that a full read no longer met is gone from the till, as if it were archived. */
export function selectableOf(item: MirrorItem): Selectable {
  return {
    archived: item.archived || item.vanished,
    published: item.published,
    categoryId: item.categoryId,
    tagIds: item.tagIds,
    // whether any of its variants goes online is another question
    variants: isMatrixId(item.itemId) ? 1 : null,
  }
}

export function projectedItem({ item, raw, shops, parts, family }: MirrorEntry): ProjectedItem {
  return {
    ...item,
    ...selectableOf(item),
    raw: isRecord(raw) ? raw : {},
    shopRows: isComposite(item.itemType) ? assembledRows(parts.map(partOf)) : shops,
    family,
  }
}

const partOf = ({ itemType, quantity, shops, parts }: MirrorPart): Part => ({
  quantity,
  isStocked: itemType !== 'non_inventory',
  shops: isComposite(itemType) ? [] : shops,
  parts: parts.map(partOf),
})

/** What the item costs the merchant, in the account's currency. */
export function costOf({ raw }: MirrorEntry): Decimal | null {
  return isRecord(raw)
    ? parseDecimal(readSource(raw, { kind: 'field', path: 'defaultCost' }, noTillLists))
    : null
}

/** What the ledger holds of each facet of an item. */
export function heldOf({ facets }: MirrorEntry): (facet: FacetName, source: SourceCode | null) => Held {
  return (facet, source) => facets.find((one) => one.facet === facet && one.source === source) ?? nothingHeld
}

export function subjectOf(item: MirrorItem): Extract<Subject, { kind: 'item' }> {
  return { kind: 'item', itemId: item.itemId, sku: item.sku, name: calledOf(item) }
}

/** What the merchant knows an item by: its name, or where it has none that shows, SKU or number. */
export const calledOf = ({ itemId, sku, name }: Pick<MirrorItem, 'itemId' | 'sku' | 'name'>): string =>
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(name) ? name : (sku ?? `#${itemId}`)

/** The product that the item is paired with; a product that was only found is not yet its own. */
export const linkOf = ({ link }: MirrorEntry): Pairing | null => (link?.state === 'linked' ? link : null)
