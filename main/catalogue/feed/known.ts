import type { ItemId } from '../../../shared/ids.ts'
import type { Known, Raw } from '../../lightspeed/pages.ts'
import type { Digest } from '../../store/item.ts'
import type { Work } from '../work.ts'
import { digestOf } from './record.ts'

/** Whose record it is; null where it does not say. */
export type IdOf = (raw: Raw) => ItemId | null

type State = { readonly raw: Raw; readonly itemId: ItemId; readonly digest: Digest }

export function stateOf(raw: Raw, idOf: IdOf): readonly State[] {
  const itemId = idOf(raw)
  return itemId === null ? [] : [{ raw, itemId, digest: digestOf(raw) }]
}

/** What the mirror holds just so is not read once more; that takes longer than to compare it. */
export const knownTo =
  ({ items }: Work['ledger'], idOf: IdOf): Known =>
  (records) => {
    const states = records.flatMap((raw) => stateOf(raw, idOf))
    const differing = items.differing(states)
    return new Map(
      states.flatMap(({ raw, itemId }) => {
        const part = differing.get(itemId)
        return part === 'record' ? [] : [[raw, part === 'stock' ? 'but-rows' : 'whole'] as const]
      }),
    )
  }
