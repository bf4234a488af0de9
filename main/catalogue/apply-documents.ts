import type { ItemId } from '../../shared/ids.ts'
import type { Ledger } from '../store/ledger.ts'
import { breathe } from '../support/breathe.ts'
import { resolveSku } from './sku.ts'

const PAGE = 500

/**
 * Marks every item due because mapping or rules were changed, and gives each the SKU of the present rule.
 *
 * Noted in the ledger only at the end, so that a crash in the middle begins again. Costs Lightspeed nothing.
 *
 * @returns whether there was anything to apply
 */
export async function applyDocuments(ledger: Ledger): Promise<boolean> {
  const mapping = ledger.mapping.unapplied()
  const changedRules = ledger.rules.unapplied()
  if (mapping === null && changedRules === null) return false
  const rules = ledger.rules.current()
  for (let after: ItemId | null = null; ; ) {
    const page = ledger.items.page({ kind: 'all' }, after, PAGE)
    const last = page.at(-1)
    if (last === undefined) break
    ledger.transaction(() => {
      ledger.items.resolveSkus(
        page.map((item) => {
          const sku = resolveSku(item, rules)
          return { itemId: item.itemId, sku: sku.ok ? sku.sku : null }
        }),
      )
      ledger.items.markPageDue(after, PAGE)
    })
    after = last.itemId
    await breathe()
  }
  if (mapping !== null) ledger.mapping.applied(mapping)
  if (changedRules !== null) ledger.rules.applied(changedRules)
  return true
}
