import { z } from 'zod'
import { type ItemId, isMatrixId } from '../../shared/ids.ts'
import { itemId, json, keys } from './columns.ts'
import type { ComponentsTable } from './components.ts'
import type { Facet, FacetsTable } from './facets.ts'
import type { Families, Family } from './families.ts'
import type { ItemScope, MirrorItem } from './item.ts'
import type { ItemShopsTable, ShopRow } from './item-shops.ts'
import type { ItemsTable } from './items.ts'
import type { Link, LinksTable } from './links.ts'
import type { Sqlite } from './sqlite.ts'

/** One component of an item, with its stock, and what it is itself made of. */
export type MirrorPart = {
  readonly itemType: string
  readonly quantity: number
  readonly shops: readonly ShopRow[]
  readonly parts: readonly MirrorPart[]
}

/** All that the ledger knows of one item. */
export type MirrorEntry = {
  readonly item: MirrorItem
  /** The Lightspeed record with its relations, as it came. */
  readonly raw: unknown
  readonly shops: readonly ShopRow[]
  /** What a box or an assembly is made of. */
  readonly parts: readonly MirrorPart[]
  readonly link: Link | null
  readonly facets: readonly Facet[]
  /** Null: neither a matrix, nor of one. */
  readonly family: Family | null
}

export type Mirror = ReturnType<typeof openMirror>

/** Levels of things that are made of things. */
const DEEPEST = 5

/** Items together with everything a projection and a plan need, eight questions a page. */
export function openMirror(
  db: Sqlite,
  tables: {
    items: ItemsTable
    itemShops: ItemShopsTable
    components: ComponentsTable
    links: LinksTable
    facets: FacetsTable
    families: Families
  },
) {
  const readRaws = db.query(
    'SELECT item_id, raw FROM item_records WHERE item_id IN (SELECT value FROM json_each(?))',
    z.object({ item_id: itemId, raw: json(z.unknown()) }),
  )
  function entries(items: readonly MirrorItem[]): MirrorEntry[] {
    const ids = items.map((item) => item.itemId)
    const raws = new Map(readRaws(keys(ids)).map((row) => [row.item_id, row.raw]))
    const shops = byItem(tables.itemShops.of(ids))
    const links = new Map(tables.links.of(ids).map((link) => [link.itemId, link]))
    const facets = byItem(tables.facets.of(ids))
    const families = tables.families.of(items)
    const parts = partsOf(ids, DEEPEST)
    return items.map((item) => ({
      item,
      raw: raws.get(item.itemId) ?? null,
      shops: shops.get(item.itemId) ?? [],
      parts: parts.get(item.itemId) ?? [],
      link: links.get(item.itemId) ?? null,
      facets: facets.get(item.itemId) ?? [],
      family: families.get(item.itemId) ?? null,
    }))
  }
  /** A thing that is, by a slip at the till, made of itself ends at some depth. */
  function partsOf(ids: readonly ItemId[], depth: number): ReadonlyMap<ItemId, readonly MirrorPart[]> {
    const rows = tables.components.of(ids)
    if (rows.length === 0 || depth === 0) return new Map()
    const components = [...new Set(rows.map((row) => row.itemId))]
    const shops = byItem(tables.itemShops.of(components))
    const inner = partsOf(components, depth - 1)
    const groups = new Map<ItemId, MirrorPart[]>()
    for (const { whole, itemId: id, itemType, quantity } of rows) {
      const part = { itemType, quantity, shops: shops.get(id) ?? [], parts: inner.get(id) ?? [] }
      groups.set(whole, [...(groups.get(whole) ?? []), part])
    }
    return groups
  }
  return {
    /** A page in the till's order, after `after` (null: from the first), at most `limit` ≤ 500. */
    page(scope: ItemScope, after: ItemId | null, limit: number): MirrorEntry[] {
      return entries(tables.items.page(scope, after, limit))
    },
    /** These, items before matrices, at most 500. */
    of(itemIds: readonly ItemId[]): MirrorEntry[] {
      const chosen = (ids: readonly ItemId[]) =>
        tables.items.page({ kind: 'items', itemIds: ids }, null, ids.length)
      return entries([
        ...chosen(itemIds.filter((id) => !isMatrixId(id))),
        ...chosen(itemIds.filter(isMatrixId)),
      ])
    },
    get(id: ItemId): MirrorEntry | null {
      return entries(tables.items.page({ kind: 'items', itemIds: [id] }, null, 1))[0] ?? null
    },
  }
}

function byItem<T extends { readonly itemId: ItemId }>(rows: readonly T[]): Map<ItemId, T[]> {
  const groups = new Map<ItemId, T[]>()
  for (const row of rows) {
    const group = groups.get(row.itemId)
    if (group === undefined) groups.set(row.itemId, [row])
    else group.push(row)
  }
  return groups
}
