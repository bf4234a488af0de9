import { SourceCode } from '../../../shared/ids.ts'
import type { BatchOutcome } from '../../magento/batch.ts'
import { type SourceItemRow, writeLegacyStock, writeSourceItems } from '../../magento/stock.ts'
import type { PlanChange } from '../../store/plans.ts'
import { breathe } from '../../support/breathe.ts'
import type { Change } from '../plan/change.ts'
import { planStock } from '../plan/stock.ts'
import { project } from '../projection/project.ts'
import { noClaims } from '../projection/stock.ts'
import { heldOf, linkOf, projectedItem } from '../view.ts'
import type { Stage, Stop } from '../work.ts'
import { acknowledgeAll, doubtAll, refuse } from './acknowledge.ts'
import { sendRows } from './batch.ts'
import { type Group, openGroups } from './groups.ts'
import { rowRefusal } from './refusal.ts'
import type { Sending } from './sending.ts'

/** Quantities per source, in batches; one by one where the shop has no sources. */
export async function sendStock(sending: Sending): Stage {
  for (const groups of openGroups(sending, 'stock')) {
    if (sending.context.signal.aborted) return { kind: 'cancelled' }
    const skus = groups.map(({ first }) => first.sku)
    const stop = await sending.locks.withKeys(skus, async () =>
      sendPage(sending, await freshAll(sending, groups)),
    )
    if (stop !== null) return stop
  }
  return null
}

/** Items projected once more before the thread is let go. */
const PORTION = 50

async function freshAll(sending: Sending, groups: readonly Group[]): Promise<readonly Group[]> {
  const all: Group[] = []
  for (let at = 0; at < groups.length; at += PORTION) {
    all.push(...fresh(sending, groups.slice(at, at + PORTION)))
    await breathe()
  }
  return all
}

/**
 * The changes as the mirror has them now: between plan and write the till may have sold on, or another run was first.
 *
 * What has meanwhile become dangerous waits for a plan that the guard has seen; a product that was not made has no
 * stock.
 */
function fresh({ ledger, policy, context }: Sending, groups: readonly Group[]): readonly Group[] {
  const itemIds = groups.map(({ itemId }) => itemId)
  const entries = new Map(
    ledger.mirror
      .page({ kind: 'items', itemIds }, null, itemIds.length)
      .map((entry) => [entry.item.itemId, entry]),
  )
  return groups.flatMap((group) => {
    const entry = entries.get(group.itemId)
    const link = entry === undefined ? null : linkOf(entry)
    if (entry === undefined || link === null) return []
    const { changes: now } = planStock({
      itemId: group.itemId,
      projection: project(projectedItem(entry), policy, () => noClaims),
      link,
      sku: link.sku,
      held: heldOf(entry),
      shop: { kind: 'unasked' },
      force: context.mode.force,
    })
    const changes = group.changes.flatMap((planned) => renewed(planned, now))
    return changes.length === 0 ? [] : [{ ...group, changes }]
  })
}

function renewed(planned: PlanChange, now: readonly Change[]): readonly PlanChange[] {
  const current = now.find(({ source }) => source === planned.source)
  if (current === undefined || (current.danger !== null && planned.danger === null)) return []
  return [{ ...planned, value: current.value, fingerprint: current.fingerprint }]
}

async function sendPage(sending: Sending, groups: readonly Group[]): Promise<Stop | null> {
  const { magento, multiSource } = sending
  const rows = groups.flatMap((group) => group.changes.map(rowOf))
  await doubtAll(sending, groups)
  const send = multiSource
    ? (part: readonly SourceItemRow[]) => writeSourceItems(magento, part)
    : (part: readonly SourceItemRow[]) => oneByOne(sending, part)
  const { done, refused, stop } = await sendRows(sending, rows, send)
  const through = new Set(done.map(rowKey))
  const said = new Map(refused.map((refusal) => [rowKey(refusal.row), refusal]))
  const part = (wanted: (key: string) => boolean): readonly Group[] =>
    groups.flatMap((group) => {
      const changes = group.changes.filter((change) => wanted(rowKey(rowOf(change))))
      return changes.length === 0 ? [] : [{ ...group, changes }]
    })
  await acknowledgeAll(
    sending,
    part((key) => through.has(key)),
    true,
  )
  for (const group of part((key) => said.has(key))) {
    const [change] = group.changes
    const refusal = change === undefined ? undefined : said.get(rowKey(rowOf(change)))
    if (refusal !== undefined) refuse(sending, group, rowRefusal(refusal))
  }
  return stop
}

function rowOf({ sku, source, value }: PlanChange): SourceItemRow {
  return {
    sku,
    source: SourceCode.parse(source),
    quantity: Number(value.quantity ?? 0),
    inStock: value.in_stock === '1',
  }
}

const rowKey = ({ sku, source }: SourceItemRow): string => `${sku}\n${source}`

/** The batch of a shop without sources. */
async function oneByOne(
  sending: Sending,
  rows: readonly SourceItemRow[],
): Promise<BatchOutcome<SourceItemRow>> {
  const done: SourceItemRow[] = []
  const refused: { row: SourceItemRow; message: string }[] = []
  for (const [at, row] of rows.entries()) {
    const answer = await writeLegacyStock(sending.magento, row)
    if (answer.ok) done.push(row)
    else if (answer.error.kind === 'rejected') refused.push({ row, message: answer.error.message })
    else return { done, refused, open: rows.slice(at), stoppedBy: answer.error }
  }
  return { done, refused, open: [], stoppedBy: null }
}
