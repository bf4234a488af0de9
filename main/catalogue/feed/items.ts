import { ItemId, isMatrixId } from '../../../shared/ids.ts'
import type { Scope } from '../../../shared/job.ts'
import { message } from '../../../shared/message.ts'
import type { Raw } from '../../lightspeed/pages.ts'
import { itemShopsOf } from '../../lightspeed/resource/item-shops.ts'
import { changedItems, type Item, itemsById } from '../../lightspeed/resource/items.ts'
import { breathe } from '../../support/breathe.ts'
import { feedLooksBroken } from '../plan/guard.ts'
import { stopForLightspeed } from '../stop.ts'
import type { Stage, Stop, Work } from '../work.ts'
import { knownTo, stateOf } from './known.ts'
import { refersToUnknown } from './lists.ts'
import { type PassPage, passPages, withOverlap } from './passes.ts'
import { isNameless, namelessProblem, newItem, unreadableItem, unreadableProblem } from './record.ts'
import { storeShopRows } from './shop-rows.ts'

/** Most items that one transaction marks as gone. */
const PAGE = 500

/**
 * Reads items from the till into the mirror.
 *
 * `changed`: since the watermark, or everything the first time. `full`: everything, and what is not met any more is
 * gone. `items`: chosen ones, fresh. On a read of everything the stock rides along.
 */
export async function readItems(work: Work, scope: Scope): Stage {
  if (scope.kind === 'items')
    return readChosen(
      work,
      scope.itemIds.filter((itemId) => !isMatrixId(itemId)),
    )
  const watermark = work.ledger.watermarks.get('item')
  return scope.kind === 'full' || watermark === null ? readAll(work) : readChanged(work, watermark)
}

/** Chosen items, fresh from the till. */
export async function readChosen(work: Work, itemIds: readonly ItemId[]): Stage {
  for await (const page of itemsById(work.lightspeed, itemIds, knownTo(work.ledger, idOf))) {
    if (!page.ok) return stopForLightspeed(page.error)
    await breathe()
    work.ledger.transaction(() => storePage(work, page.value))
  }
  return null
}

/** So many items whose stock the till did not tell are asked for again by each delta. */
const ASKED_AGAIN = 100

/** A delta has no stock: of items without any, new ones, it is asked for at once, and once more where it did not come. */
async function readChanged(work: Work, watermark: string): Stage {
  const { ledger } = work
  const withoutStock: ItemId[] = ledger.problems.itemsWith('stock-missing', ASKED_AGAIN)
  let done = 0
  const since = withOverlap(watermark)
  for await (const page of passPages(changedItems(work.lightspeed, since, knownTo(ledger, idOf)))) {
    if (!page.ok) return stopForLightspeed(page.error)
    const { end } = page.value
    await breathe()
    ledger.transaction(() => {
      storePage(work, page.value)
      if (end?.startedAt != null) ledger.watermarks.move('item', end.startedAt)
    })
    const itemIds = storable(page.value)
    const known = new Set(ledger.itemShops.of(itemIds).map(({ itemId }) => itemId))
    withoutStock.push(...itemIds.filter((itemId) => !known.has(itemId)))
    done += met(page.value)
    tell(work, done, null)
  }
  return readChosen(work, [...new Set(withoutStock)])
}

async function readAll(work: Work): Stage {
  const { ledger } = work
  const known = ledger.items.count({ kind: 'items' })
  ledger.fullRead.begin()
  let done = 0
  let nameless = 0
  for await (const page of passPages(changedItems(work.lightspeed, null, knownTo(ledger, idOf)))) {
    if (!page.ok) return stopForLightspeed(page.error)
    done += met(page.value)
    nameless += page.value.rows.filter((row) => isNameless(row, 'item')).length
    await breathe()
    const stop = ledger.transaction(() => storeFullPage(work, page.value, done))
    if (stop !== null) return stop
    tell(work, done, known === 0 ? null : Math.max(known, done))
  }
  // Whoever is missing may be one of those that did not say who they are.
  if (nameless > 0) return null
  ledger.problems.close({ kind: 'job', job: 'catalogue' }, ['record-unreadable'])
  while (ledger.fullRead.markVanished('items', PAGE).length > 0) await breathe()
  return null
}

/** A page of a full read. The last one moves the watermark only when the read as a whole can be believed. */
function storeFullPage(work: Work, page: PassPage<Item>, done: number): Stop | null {
  const { ledger, policy } = work
  const { rows, end } = page
  storePage(work, page)
  const unreadable = rows.flatMap((row) =>
    row.kind === 'unreadable' ? (unreadableItem(row, 'item') ?? []) : [],
  )
  ledger.fullRead.met([...storable(page), ...unreadable])
  if (end === null) return null
  const unmet = ledger.fullRead.unmet('items')
  if (feedLooksBroken(done, unmet, policy.rules.guard)) {
    return { kind: 'stopped-by-guard', reason: message('guard.feed-broken', { met: done, unmet }) }
  }
  if (end.startedAt !== null) {
    ledger.watermarks.move('item', end.startedAt)
    // the stock of this pass rode along: its own feed begins where the pass began
    if (ledger.watermarks.get('item-shop') === null) ledger.watermarks.move('item-shop', end.startedAt)
  }
  return null
}

type ItemPage = Pick<PassPage<Item>, 'rows' | 'same'>

const met = ({ rows, same }: ItemPage): number => rows.length + same.size

/** The items of a page that could be read, now or before. */
const storable = ({ rows, same }: ItemPage): readonly ItemId[] => [
  ...rows.flatMap((row) => (row.kind === 'read' ? [row.record.itemID] : [])),
  ...[...same.keys()].flatMap((raw) => idOf(raw) ?? []),
]

const idOf = ({ itemID }: Raw): ItemId | null => ItemId.safeParse(String(itemID)).data ?? null

/** Rows of one page, at most 100 items with their stock, inside the caller's transaction. */
function storePage(work: Work, page: ItemPage): void {
  const { ledger, context, policy } = work
  const { rows, same } = page
  const read = rows.filter((row) => row.kind === 'read')
  ledger.problems.closeForItems(storable(page), ['record-unreadable'])
  const moved = [...same].flatMap(([raw, sameness]) =>
    sameness === 'whole' ? [] : [{ raw, shopRows: itemShopsOf(raw) }],
  )
  storeShopRows(work, [
    ...read.flatMap(({ raw }) => itemShopsOf(raw)),
    ...moved.flatMap((one) => one.shopRows),
  ])
  const whole = moved.filter(({ shopRows }) => shopRows.every(({ kind }) => kind === 'read'))
  const { changed } = ledger.items.store(read.map((row) => newItem(row, policy.rules)))
  ledger.items.stockSeen(whole.flatMap(({ raw }) => stateOf(raw, idOf)))
  const lists = ledger.lists.till.get()?.value
  if (lists !== undefined && read.some(({ record }) => refersToUnknown(record, lists)))
    ledger.lists.till.expire()
  for (const row of rows) {
    if (row.kind !== 'unreadable') continue
    const itemId = unreadableItem(row, 'item')
    if (itemId === null) context.problem(namelessProblem(row, 'catalogue'))
    else context.problem(unreadableProblem(itemId, ledger.items.get(itemId)?.name ?? null, row.issues))
  }
  context.count({ read: met(page), changed })
}

function tell(work: Work, done: number, total: number | null): void {
  work.context.progress({ stage: 'read', done, total, endsAt: null, waitsUntil: null })
}
