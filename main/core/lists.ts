import type { Lists } from '../../shared/connect.ts'
import type { Lightspeed } from '../lightspeed/lightspeed.ts'
import { priceLevels } from '../lightspeed/resource/price-levels.ts'
import { attributeSets, taxClasses, textAttributes } from '../magento/attributes.ts'
import type { Magento } from '../magento/magento.ts'
import { sources } from '../magento/sources.ts'
import type { Ledger } from '../store/ledger.ts'

/** What the ledger holds of both sides' lists; empty where one was never read. */
export function keptLists(ledger: Ledger): Lists {
  const { lists } = ledger
  return {
    shops: lists.shops.get()?.value ?? [],
    sources: lists.sources.get()?.value ?? [],
    priceLevels: lists.priceLevels.get()?.value ?? [],
    taxClasses: lists.taxClasses.get()?.value ?? [],
    attributeSets: lists.attributeSets.get()?.value ?? [],
    textAttributes: lists.textAttributes.get()?.value ?? [],
  }
}

/** Reads the lists again, each by itself: what cannot be read keeps its last value. */
export async function refreshLists(
  ledger: Ledger,
  lightspeed: Lightspeed,
  magento: Magento | null,
  signal: AbortSignal,
) {
  const api = lightspeed.api({ priority: 'user', signal })
  if (ledger.pair.get().lightspeed !== null) {
    for await (const page of priceLevels(api)) {
      if (!page.ok) break
      const levels = page.value.rows.flatMap((row) =>
        row.kind === 'read' && !row.record.archived
          ? [{ useTypeId: row.record.priceLevelID, name: row.record.name }]
          : [],
      )
      if (levels.length > 0) ledger.lists.priceLevels.store(levels)
    }
  }
  if (magento === null) return
  const [classes, sets, texts, places] = await Promise.all([
    taxClasses(magento),
    attributeSets(magento),
    textAttributes(magento),
    sources(magento),
  ])
  if (classes.ok) ledger.lists.taxClasses.store([...classes.value])
  if (sets.ok) ledger.lists.attributeSets.store([...sets.value])
  if (texts.ok) ledger.lists.textAttributes.store(texts.value.map(({ code, label }) => ({ code, label })))
  if (places.ok) ledger.lists.sources.store([...places.value])
}
