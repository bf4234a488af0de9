import type { Scope } from '../../../shared/job.ts'
import type { Row } from '../../lightspeed/pages.ts'
import { changedItemShops, type ItemShop } from '../../lightspeed/resource/item-shops.ts'
import { stopForLightspeed } from '../stop.ts'
import type { Stage, Work } from '../work.ts'
import { readItems } from './items.ts'
import { passPages, withOverlap } from './passes.ts'
import { isNameless, namelessProblem, shopRow, unreadableItem, unreadableProblem } from './record.ts'

/**
 * Reads stock rows that changed into the mirror.
 *
 * Before the first items were read there is nothing to do: their stock rides along with them.
 */
export async function readStock(work: Work, scope: Scope): Stage {
  if (scope.kind === 'items') return readItems(work, scope)
  const { ledger } = work
  const watermark = ledger.watermarks.get('item-shop')
  if (watermark === null) return null
  const since = scope.kind === 'full' ? null : withOverlap(watermark)
  let done = 0
  let nameless = 0
  for await (const page of passPages(changedItemShops(work.lightspeed, since))) {
    if (!page.ok) return stopForLightspeed(page.error)
    const { rows, end } = page.value
    ledger.transaction(() => {
      storePage(work, rows)
      if (end?.startedAt != null) ledger.watermarks.move('item-shop', end.startedAt)
    })
    done += rows.length
    nameless += rows.filter((row) => isNameless(row, 'shop-row')).length
    work.context.progress({ stage: 'read', done, total: null, endsAt: null, waitsUntil: null })
  }
  if (since === null && nameless === 0)
    ledger.problems.close({ kind: 'job', job: 'stock' }, ['record-unreadable'])
  return null
}

function storePage({ ledger, context }: Work, rows: readonly Row<ItemShop>[]): void {
  const read = rows.filter((row) => row.kind === 'read')
  const { changed } = ledger.itemShops.store(read.map(({ record, raw }) => shopRow(record, raw)))
  for (const row of rows) {
    if (row.kind !== 'unreadable') continue
    const itemId = unreadableItem(row, 'shop-row')
    if (itemId === null) context.problem(namelessProblem(row, 'stock'))
    else context.problem(unreadableProblem(itemId, ledger.items.get(itemId)?.name ?? null, row.issues))
  }
  context.count({ read: rows.length, changed })
}
