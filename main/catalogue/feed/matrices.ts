import { type ItemId, isMatrixId, matrixItemId } from '../../../shared/ids.ts'
import type { Scope } from '../../../shared/job.ts'
import { message } from '../../../shared/message.ts'
import type { Raw } from '../../lightspeed/pages.ts'
import { changedMatrices, type ItemMatrix, matricesById } from '../../lightspeed/resource/matrices.ts'
import { breathe } from '../../support/breathe.ts'
import { feedLooksBroken } from '../plan/guard.ts'
import { stopForLightspeed } from '../stop.ts'
import type { Stage, Stop, Work } from '../work.ts'
import { knownTo } from './known.ts'
import { refersToUnknown } from './lists.ts'
import { type PassPage, passPages, withOverlap } from './passes.ts'
import { isNameless, namelessProblem, newMatrix, unreadableItem, unreadableProblem } from './record.ts'

/** Most matrices that one transaction marks as gone. */
const PAGE = 500

/**
 * Reads matrices from the till into the mirror, as `readItems` does with items: a matrix has a time stamp of its own,
 * which does not move with its variants.
 */
export async function readMatrices(work: Work, scope: Scope): Stage {
  if (scope.kind === 'items') return readChosenMatrices(work, scope.itemIds.filter(isMatrixId))
  const watermark = work.ledger.watermarks.get('item-matrix')
  return scope.kind === 'full' || watermark === null ? readAll(work) : readChanged(work, watermark)
}

/** Chosen matrices, fresh from the till. */
export async function readChosenMatrices(work: Work, itemIds: readonly ItemId[]): Stage {
  const ids = itemIds.map((itemId) => itemId.slice(1))
  for await (const page of matricesById(work.lightspeed, ids, knownTo(work.ledger, idOf))) {
    if (!page.ok) return stopForLightspeed(page.error)
    await breathe()
    work.ledger.transaction(() => storePage(work, page.value))
  }
  return null
}

async function readChanged(work: Work, watermark: string): Stage {
  const { ledger, lightspeed } = work
  for await (const page of passPages(
    changedMatrices(lightspeed, withOverlap(watermark), knownTo(ledger, idOf)),
  )) {
    if (!page.ok) return stopForLightspeed(page.error)
    const { end } = page.value
    await breathe()
    ledger.transaction(() => {
      storePage(work, page.value)
      if (end?.startedAt != null) ledger.watermarks.move('item-matrix', end.startedAt)
    })
  }
  return null
}

async function readAll(work: Work): Stage {
  const { ledger, lightspeed } = work
  ledger.fullRead.begin()
  let done = 0
  let nameless = 0
  for await (const page of passPages(changedMatrices(lightspeed, null, knownTo(ledger, idOf)))) {
    if (!page.ok) return stopForLightspeed(page.error)
    done += page.value.rows.length + page.value.same.size
    nameless += page.value.rows.filter((row) => isNameless(row, 'matrix')).length
    await breathe()
    const stop = ledger.transaction(() => storeFullPage(work, page.value, done))
    if (stop !== null) return stop
  }
  // whoever is missing may be one of those that did not say who they are
  if (nameless > 0) return null
  while (ledger.fullRead.markVanished('matrices', PAGE).length > 0) await breathe()
  return null
}

/** A page of a full read. The last one moves the watermark only when the read as a whole can be believed. */
function storeFullPage(work: Work, page: PassPage<ItemMatrix>, done: number): Stop | null {
  const { ledger, policy } = work
  storePage(work, page)
  const unreadable = page.rows.flatMap((row) =>
    row.kind === 'unreadable' ? (unreadableItem(row, 'matrix') ?? []) : [],
  )
  ledger.fullRead.met([...storable(page), ...unreadable])
  if (page.end === null) return null
  const unmet = ledger.fullRead.unmet('matrices')
  if (feedLooksBroken(done, unmet, policy.rules.guard)) {
    return { kind: 'stopped-by-guard', reason: message('guard.feed-broken', { met: done, unmet }) }
  }
  if (page.end.startedAt !== null) ledger.watermarks.move('item-matrix', page.end.startedAt)
  return null
}

type MatrixPage = Pick<PassPage<ItemMatrix>, 'rows' | 'same'>

/** The matrices of a page that could be read, now or before. */
const storable = ({ rows, same }: MatrixPage): readonly ItemId[] => [
  ...rows.flatMap((row) => (row.kind === 'read' ? [matrixItemId(row.record.itemMatrixID)] : [])),
  ...[...same.keys()].flatMap((raw) => idOf(raw) ?? []),
]

const idOf = ({ itemMatrixID }: Raw): ItemId | null =>
  /^\d{1,15}$/.test(String(itemMatrixID)) ? matrixItemId(String(itemMatrixID)) : null

/** Rows of one page, at most 100 matrices, inside the caller's transaction. */
function storePage({ ledger, context, policy }: Work, page: MatrixPage): void {
  ledger.problems.closeForItems(storable(page), ['record-unreadable'])
  const read = page.rows.filter((row) => row.kind === 'read')
  const { changed } = ledger.items.store(read.map((row) => newMatrix(row, policy.rules)))
  const lists = ledger.lists.till.get()?.value
  if (lists !== undefined && read.some(({ record }) => refersToUnknown(record, lists)))
    ledger.lists.till.expire()
  for (const row of page.rows) {
    if (row.kind !== 'unreadable') continue
    const itemId = unreadableItem(row, 'matrix')
    if (itemId === null) context.problem(namelessProblem(row, 'catalogue'))
    else context.problem(unreadableProblem(itemId, ledger.items.get(itemId)?.name ?? null, row.issues))
  }
  context.count({ read: page.rows.length + page.same.size, changed })
}
