import { isDeepStrictEqual } from 'node:util'
import type { Mapping, MappingRule } from '../../../shared/mapping.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import type { LightspeedError } from '../../lightspeed/errors.ts'
import type { Page } from '../../lightspeed/pages.ts'
import { categories } from '../../lightspeed/resource/categories.ts'
import type { Item } from '../../lightspeed/resource/items.ts'
import { manufacturers } from '../../lightspeed/resource/manufacturers.ts'
import { tags } from '../../lightspeed/resource/tags.ts'
import { taxClasses } from '../../lightspeed/resource/taxes.ts'
import { noTillLists, type TillLists } from '../../store/till-lists.ts'
import { breathe } from '../../support/breathe.ts'
import { stopForLightspeed } from '../stop.ts'
import type { Stage, Work } from '../work.ts'

/** Each is read whole: a tag has no time stamp, and what was deleted appears in no delta. */
const EVERY_MS = 3_600_000

/** Items marked due in one transaction. */
const PAGE = 500

/**
 * Reads the till's small lists once an hour, or when they are known to be old: categories, tax classes, manufacturers
 * and tags. That is a unit for each hundred entries; loaded with the items they were 0.8 for each hundred items.
 *
 * A list that cannot be read stays as it was. Where one has changed that the mapping reads, every item is due.
 */
export async function readLists(work: Work): Stage {
  const { ledger, lightspeed, clock, log } = work
  const known = ledger.lists.till.get()
  const ageMs = known === null ? null : clock.now() - Date.parse(known.readAt)
  if (ageMs !== null && ageMs >= 0 && ageMs < EVERY_MS) return null
  const before = known?.value ?? noTillLists
  const now: TillLists = { ...before }
  let again = false
  for (const { name, read } of sources) {
    const entries = await read(lightspeed)
    if (entries.ok) now[name] = entries.value
    else if (entries.error.kind === 'cancelled') return stopForLightspeed(entries.error)
    else {
      log.warn('list not read', { list: name, error: entries.error.kind })
      again ||= entries.error.kind !== 'rejected'
    }
  }
  const changed = sources.filter(({ name }) => !isDeepStrictEqual(before[name], now[name]))
  const mapping = ledger.mapping.current()
  if (known !== null && changed.some(({ relation }) => isMapped(mapping, relation))) await markAllDue(work)
  if (changed.length > 0 || !again) ledger.lists.till.store(now)
  if (again) ledger.lists.till.expire()
  return null
}

/** Whether an item refers to something that is in no list yet. A list without entries may be one that is refused. */
export function refersToUnknown(item: Item, lists: TillLists): boolean {
  const isUnknown = (entries: TillLists[keyof TillLists], id: string | null): boolean =>
    id !== null && !(id in entries) && Object.keys(entries).length > 0
  return (
    isUnknown(lists.Category, item.categoryID) ||
    isUnknown(lists.TaxClass, item.taxClassID) ||
    isUnknown(lists.Manufacturer, item.manufacturerID) ||
    item.TagRelations.some(({ tagID }) => isUnknown(lists.Tag, tagID))
  )
}

type Entries = TillLists[keyof TillLists]

/** How each list is read, and the relation of an item that leads to it. */
const sources: readonly {
  readonly name: keyof TillLists
  readonly relation: string
  read(api: Work['lightspeed']): Promise<Result<Entries, LightspeedError>>
}[] = [
  {
    name: 'Category',
    relation: 'Category',
    read: (api) =>
      collected(categories(api), ({ categoryID, name, fullPathName }) => [
        categoryID,
        { categoryID, name, fullPathName },
      ]),
  },
  {
    name: 'TaxClass',
    relation: 'TaxClass',
    read: (api) => collected(taxClasses(api), ({ taxClassID, name }) => [taxClassID, { taxClassID, name }]),
  },
  {
    name: 'Manufacturer',
    relation: 'Manufacturer',
    read: (api) =>
      collected(manufacturers(api), ({ manufacturerID, name }) => [manufacturerID, { manufacturerID, name }]),
  },
  {
    name: 'Tag',
    relation: 'TagRelations',
    read: (api) => collected(tags(api), ({ tagID, name }) => [tagID, { tagID, name }]),
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

const isMapped = ({ rules }: Mapping, relation: string): boolean =>
  rules.some((rule) => pathsOf(rule).some((path) => path.split('.')[0] === relation))

const pathsOf = ({ source, steps }: MappingRule): readonly string[] =>
  [source, ...steps.flatMap((step) => (step.kind === 'or' ? [step.source] : []))].flatMap((one) =>
    one.kind === 'field' ? [one.path] : [],
  )

async function markAllDue({ ledger }: Work): Promise<void> {
  for (let after = ledger.items.markPageDue(null, PAGE); after !== null; await breathe())
    after = ledger.items.markPageDue(after, PAGE)
}
