import type { ItemId } from '../../../shared/ids.ts'
import type { Scope } from '../../../shared/job.ts'
import { message } from '../../../shared/message.ts'
import type { Row } from '../../lightspeed/pages.ts'
import { changedItems, type Item, itemsById } from '../../lightspeed/resource/items.ts'
import { breathe } from '../../support/breathe.ts'
import { feedLooksBroken } from '../plan/guard.ts'
import { stopForLightspeed } from '../stop.ts'
import type { Stage, Stop, Work } from '../work.ts'
import { type PassPage, passPages, withOverlap } from './passes.ts'
import {
  isNameless,
  namelessProblem,
  newItem,
  shopRowsOf,
  unreadableItem,
  unreadableProblem,
} from './record.ts'

/** Most items that one transaction marks as gone. */
const PAGE = 500

/**
 * Reads items from the till into the mirror.
 *
 * `changed`: since the watermark, or everything the first time. `full`: everything, and what is not met any more is
 * gone. `items`: chosen ones, fresh. On a read of everything the stock rides along.
 */
export async function readItems(work: Work, scope: Scope): Stage {
  if (scope.kind === 'items') return readChosen(work, scope.itemIds)
  const watermark = work.ledger.watermarks.get('item')
  return scope.kind === 'full' || watermark === null ? readAll(work) : readChanged(work, watermark)
}

async function readChosen(work: Work, itemIds: readonly ItemId[]): Stage {
  for await (const page of itemsById(work.lightspeed, itemIds)) {
    if (!page.ok) return stopForLightspeed(page.error)
    await breathe()
    work.ledger.transaction(() => storePage(work, page.value.rows))
  }
  return null
}

/** A delta has no stock: of items without any, new ones, it is asked for at once. */
async function readChanged(work: Work, watermark: string): Stage {
  const { ledger } = work
  const withoutStock: ItemId[] = []
  let done = 0
  for await (const page of passPages(changedItems(work.lightspeed, withOverlap(watermark)))) {
    if (!page.ok) return stopForLightspeed(page.error)
    const { rows, end } = page.value
    await breathe()
    ledger.transaction(() => {
      storePage(work, rows)
      if (end?.startedAt != null) ledger.watermarks.move('item', end.startedAt)
    })
    const itemIds = rows.flatMap((row) => (row.kind === 'read' ? [row.record.itemID] : []))
    const known = new Set(ledger.itemShops.of(itemIds).map(({ itemId }) => itemId))
    withoutStock.push(...itemIds.filter((itemId) => !known.has(itemId)))
    done += rows.length
    tell(work, done, null)
  }
  return readChosen(work, withoutStock)
}

async function readAll(work: Work): Stage {
  const { ledger } = work
  const known = ledger.items.count({ kind: 'all' })
  ledger.fullRead.begin()
  let met = 0
  let nameless = 0
  for await (const page of passPages(changedItems(work.lightspeed, null))) {
    if (!page.ok) return stopForLightspeed(page.error)
    met += page.value.rows.length
    nameless += page.value.rows.filter((row) => isNameless(row, 'item')).length
    await breathe()
    const stop = ledger.transaction(() => storeFullPage(work, page.value, met))
    if (stop !== null) return stop
    tell(work, met, known === 0 ? null : Math.max(known, met))
  }
  // Whoever is missing may be one of those that did not say who they are.
  if (nameless > 0) return null
  ledger.problems.close({ kind: 'job', job: 'catalogue' }, ['record-unreadable'])
  while (ledger.fullRead.markVanished(PAGE).length > 0) await breathe()
  return null
}

/** A page of a full read. The last one moves the watermark only when the read as a whole can be believed. */
function storeFullPage(work: Work, { rows, end }: PassPage<Item>, met: number): Stop | null {
  const { ledger, policy } = work
  storePage(work, rows)
  ledger.fullRead.met(rows.flatMap((row) => idOf(row) ?? []))
  if (end === null) return null
  const unmet = ledger.fullRead.unmet()
  if (feedLooksBroken(met, unmet, policy.rules.guard)) {
    return { kind: 'stopped-by-guard', reason: message('guard.feed-broken', { met, unmet }) }
  }
  if (end.startedAt !== null) {
    ledger.watermarks.move('item', end.startedAt)
    // the stock of this pass rode along: its own feed begins where the pass began
    if (ledger.watermarks.get('item-shop') === null) ledger.watermarks.move('item-shop', end.startedAt)
  }
  return null
}

const idOf = (row: Row<Item>): ItemId | null =>
  row.kind === 'read' ? row.record.itemID : unreadableItem(row, 'item')

/** Rows of one page, at most 100 items with their stock, inside the caller's transaction. */
function storePage(work: Work, rows: readonly Row<Item>[]): void {
  const { ledger, context, policy } = work
  const read = rows.filter((row) => row.kind === 'read')
  const { changed } = ledger.items.store(read.map((row) => newItem(row, policy.rules.skuRule)))
  const shopRows = read.flatMap(shopRowsOf)
  for (let at = 0; at < shopRows.length; at += PAGE) ledger.itemShops.store(shopRows.slice(at, at + PAGE))
  for (const row of read) {
    ledger.problems.close({ kind: 'item', itemId: row.record.itemID }, ['record-unreadable'])
  }
  for (const row of rows) {
    if (row.kind !== 'unreadable') continue
    const itemId = unreadableItem(row, 'item')
    if (itemId === null) context.problem(namelessProblem(row, 'catalogue'))
    else context.problem(unreadableProblem(itemId, ledger.items.get(itemId)?.name ?? null, row.issues))
  }
  context.count({ read: rows.length, changed })
}

function tell(work: Work, done: number, total: number | null): void {
  work.context.progress({ stage: 'read', done, total, endsAt: null, waitsUntil: null })
}
