import type { ItemId } from '../../../shared/ids.ts'
import type { PlanChange, PlanKind } from '../../store/plans.ts'
import type { Work } from '../work.ts'

/** Changes of one kind that belong to one product. */
export type Group = {
  readonly itemId: ItemId
  readonly first: PlanChange
  readonly changes: readonly PlanChange[]
}

/** Rows read and sent at once: stock is projected once more before it goes, which holds the thread. */
const PAGE = 200

/**
 * The open changes of a kind, page by page, those of one product together.
 *
 * The last product of a full page may go on in the next one, so it is read again with that.
 */
export function* openGroups(
  { ledger, context }: Work,
  kind: PlanKind,
  wanted: (change: PlanChange) => boolean = () => true,
): Iterable<readonly Group[]> {
  for (let after = 0; ; ) {
    const rows = ledger.plans.open(context.runId, kind, after, PAGE)
    const whole = rows.length < PAGE ? rows : withoutLastItem(rows)
    const last = whole.at(-1)
    if (last === undefined) return
    after = last.seq
    const groups = grouped(whole.filter(wanted))
    if (groups.length > 0) yield groups
  }
}

function withoutLastItem(rows: readonly PlanChange[]): readonly PlanChange[] {
  const last = rows.at(-1)?.itemId
  return rows.filter((row) => row.itemId !== last)
}

function grouped(changes: readonly PlanChange[]): readonly Group[] {
  const byItem = new Map<ItemId, PlanChange[]>()
  for (const change of changes) byItem.set(change.itemId, [...(byItem.get(change.itemId) ?? []), change])
  return [...byItem].flatMap(([itemId, own]) => {
    const [first] = own
    return first === undefined ? [] : [{ itemId, first, changes: own }]
  })
}
