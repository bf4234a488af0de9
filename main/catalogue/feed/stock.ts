import type { Scope } from '../../../shared/job.ts'
import { changedItemShops } from '../../lightspeed/resource/item-shops.ts'
import { stopForLightspeed } from '../stop.ts'
import type { Stage, Work } from '../work.ts'
import { readItems } from './items.ts'
import { passPages, withOverlap } from './passes.ts'
import { isNameless } from './record.ts'
import { storeShopRows } from './shop-rows.ts'

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
      work.context.count({ read: rows.length, changed: storeShopRows(work, rows) })
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
