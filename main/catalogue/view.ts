import type { FacetName } from '../../shared/facet.ts'
import type { Decimal, SourceCode } from '../../shared/ids.ts'
import type { Subject } from '../../shared/problem.ts'
import type { MirrorItem } from '../store/items.ts'
import type { Ledger } from '../store/ledger.ts'
import type { MirrorEntry } from '../store/mirror.ts'
import { parseDecimal } from './decimal.ts'
import { isRecord, readSource } from './mapping/read.ts'
import { type Held, nothingHeld } from './plan/write.ts'
import type { Policy, ProjectedItem } from './projection/project.ts'
import type { Selectable } from './selection.ts'
import type { Codes } from './sku.ts'

/** What the merchant has decided so far, and the shops that are known. */
export function policyOf(ledger: Ledger): Policy {
  return {
    mapping: ledger.mapping.current(),
    rules: ledger.rules.current(),
    shops: ledger.lists.shops.get()?.value ?? ledger.pair.get().lightspeed?.shops ?? [],
  }
}

export function codesOf(item: MirrorItem): Codes {
  return {
    customSku: item.customSku ?? '',
    systemSku: item.systemSku ?? '',
    manufacturerSku: item.manufacturerSku ?? '',
    upc: item.upc ?? '',
  }
}

/** An item that a full read no longer met is gone from the till, as if it were archived. */
export function selectableOf(item: MirrorItem): Selectable {
  return {
    archived: item.archived || item.vanished,
    published: item.published,
    matrixId: item.matrixId ?? '0',
  }
}

export function projectedItem({ item, raw, shops }: MirrorEntry): ProjectedItem {
  return {
    ...selectableOf(item),
    ...codesOf(item),
    itemType: item.itemType,
    raw: isRecord(raw) ? raw : {},
    shopRows: shops,
  }
}

/** What the item costs the merchant, in the account's currency. */
export function costOf({ raw }: MirrorEntry): Decimal | null {
  return isRecord(raw) ? parseDecimal(readSource(raw, { kind: 'field', path: 'defaultCost' })) : null
}

/** What the ledger holds of each facet of an item. */
export function heldOf({ facets }: MirrorEntry): (facet: FacetName, source: SourceCode | null) => Held {
  return (facet, source) => facets.find((one) => one.facet === facet && one.source === source) ?? nothingHeld
}

export function subjectOf({ itemId, sku, name }: MirrorItem): Extract<Subject, { kind: 'item' }> {
  return { kind: 'item', itemId, sku, name }
}
