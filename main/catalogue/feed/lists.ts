import { isDeepStrictEqual } from 'node:util'
import type { ItemId } from '../../../shared/ids.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { Rules } from '../../../shared/rules.ts'
import type { LightspeedError } from '../../lightspeed/errors.ts'
import type { Page } from '../../lightspeed/pages.ts'
import { categories } from '../../lightspeed/resource/categories.ts'
import type { Item } from '../../lightspeed/resource/items.ts'
import { manufacturers } from '../../lightspeed/resource/manufacturers.ts'
import { tags } from '../../lightspeed/resource/tags.ts'
import { taxClasses } from '../../lightspeed/resource/taxes.ts'
import { vendors } from '../../lightspeed/resource/vendors.ts'
import { noTillLists, type TillLists } from '../../store/till-lists.ts'
import { breathe } from '../../support/breathe.ts'
import { isMapped } from '../mapping/relations.ts'
import { listsNeeded } from '../selection.ts'
import { stopForLightspeed } from '../stop.ts'
import type { Stage, Work } from '../work.ts'

/** Each is read whole: a tag has no time stamp, and what was deleted appears in no delta. */
const EVERY_MS = 3_600_000

/** Items marked due in one transaction. */
const PAGE = 500

/**
 * Reads the till's small lists once an hour, or when they are known to be old: categories, tax classes, manufacturers,
 * tags and vendors. That is a unit for each hundred entries; loaded with the items they were 0.8 for each hundred items.
 *
 * A list that cannot be read stays as it was; one that decides what goes online, and was never read, ends the run. What
 * has changed makes those items due that it changes.
 */
export async function readLists(work: Work): Stage {
  const { ledger, lightspeed, clock, log } = work
  const known = ledger.lists.till.get()
  const ageMs = known === null ? null : clock.now() - Date.parse(known.readAt)
  if (ageMs !== null && ageMs >= 0 && ageMs < EVERY_MS) return null
  const before = known?.value ?? noTillLists
  const now: TillLists = { ...before }
  const needed: readonly string[] = listsNeeded(ledger.rules.current().selection)
  let again = false
  for (const { name, read } of sources) {
    const entries = await read(lightspeed)
    if (entries.ok) now[name] = entries.value
    else if (entries.error.kind === 'cancelled' || (needed.includes(name) && isEmpty(before[name])))
      return stopForLightspeed(entries.error)
    else {
      log.warn('list not read', { list: name, error: entries.error.kind })
      again ||= entries.error.kind !== 'rejected'
    }
  }
  const changed = sources.filter(({ name }) => !isDeepStrictEqual(before[name], now[name]))
  const mapping = ledger.mapping.current()
  const isAll =
    changed.some(({ name }) => isMapped(mapping, name)) || movesItems(ledger.rules.current(), before, now)
  if (known !== null && isAll) await markAllDue(work)
  else if (known !== null) await markPlacedDue(work, before, now)
  if (changed.length > 0 || !again) ledger.lists.till.store(now)
  if (again) ledger.lists.till.expire()
  return null
}

/** What an item, or a matrix, refers to. */
type Referring = Pick<
  Item,
  'categoryID' | 'taxClassID' | 'manufacturerID' | 'defaultVendorID' | 'TagRelations'
> &
  Partial<Pick<Item, 'ItemVendorNums'>>

/** Whether an item refers to something that is in no list yet. A list without entries may be one that is refused. */
export function refersToUnknown(item: Referring, lists: TillLists): boolean {
  const isUnknown = (entries: TillLists[keyof TillLists], id: string | null): boolean =>
    id !== null && !(id in entries) && Object.keys(entries).length > 0
  return (
    isUnknown(lists.Category, item.categoryID) ||
    isUnknown(lists.TaxClass, item.taxClassID) ||
    isUnknown(lists.Manufacturer, item.manufacturerID) ||
    isUnknown(lists.Vendor, item.defaultVendorID) ||
    (item.ItemVendorNums ?? []).some(({ vendorID }) => isUnknown(lists.Vendor, vendorID)) ||
    item.TagRelations.some(({ tagID }) => isUnknown(lists.Tag, tagID))
  )
}

type Entries = TillLists[keyof TillLists]

/** How each list is read. */
const sources: readonly {
  readonly name: keyof TillLists
  read(api: Work['lightspeed']): Promise<Result<Entries, LightspeedError>>
}[] = [
  {
    name: 'Category',
    read: (api) =>
      collected(categories(api), ({ categoryID, name, fullPathName, parentID }) => [
        categoryID,
        { categoryID, name, fullPathName, parentID: parentID ?? '0' },
      ]),
  },
  {
    name: 'TaxClass',
    read: (api) => collected(taxClasses(api), ({ taxClassID, name }) => [taxClassID, { taxClassID, name }]),
  },
  {
    name: 'Manufacturer',
    read: (api) =>
      collected(manufacturers(api), ({ manufacturerID, name }) => [manufacturerID, { manufacturerID, name }]),
  },
  {
    name: 'Tag',
    read: (api) => collected(tags(api), ({ tagID, name }) => [tagID, { tagID, name }]),
  },
  {
    name: 'Vendor',
    read: (api) => collected(vendors(api), ({ vendorID, name }) => [vendorID, { vendorID, name }]),
  },
]

async function collected<T>(
  pages: AsyncIterable<Result<Page<T>, LightspeedError>>,
  entry: (record: T) => readonly [id: string, fields: Entries[string]],
): Promise<Result<Entries, LightspeedError>> {
  const entries: Entries = {}
  for await (const page of pages) {
    if (!page.ok) return err(page.error)
    for (const row of page.value.rows) {
      if (row.kind !== 'read') continue
      const [id, fields] = entry(row.record)
      entries[id] = fields
    }
  }
  return ok(entries)
}

const isEmpty = (entries: Entries): boolean => Object.keys(entries).length === 0

/** Whether other items go online or stand elsewhere now: a tag or a category has another name or place there. */
function movesItems({ selection, categories: placement }: Rules, before: TillLists, now: TillLists): boolean {
  const needed = listsNeeded(selection)
  const parents = ({ Category }: TillLists) =>
    Object.entries(Category).map(([id, { parentID }]) => [id, parentID])
  const isTreeRead = needed.includes('Category') || (placement.root === null && placement.mapped.length > 0)
  return (
    (needed.includes('Tag') && !isDeepStrictEqual(before.Tag, now.Tag)) ||
    (isTreeRead && !isDeepStrictEqual(parents(before), parents(now)))
  )
}

/** Items of a category or a tag that is new or gone stand elsewhere now; one with another name has the same items. */
async function markPlacedDue({ ledger, policy }: Work, before: TillLists, now: TillLists): Promise<void> {
  if (policy.placing() === null) return
  const other = (a: Entries, b: Entries): readonly string[] => [
    ...Object.keys(a).filter((id) => !(id in b)),
    ...Object.keys(b).filter((id) => !(id in a)),
  ]
  const [categoryIds, tagIds] = [other(before.Category, now.Category), other(before.Tag, now.Tag)]
  if (categoryIds.length + tagIds.length === 0) return
  for (let after: ItemId | null = null; ; await breathe()) {
    after = ledger.places.markDue(categoryIds, tagIds, after, PAGE)
    if (after === null) return
  }
}

async function markAllDue({ ledger }: Work): Promise<void> {
  for (let after = ledger.items.markPageDue(null, PAGE); after !== null; await breathe())
    after = ledger.items.markPageDue(after, PAGE)
}
