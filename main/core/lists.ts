import type { Lists } from '../../shared/connect.ts'
import { tagKey } from '../catalogue/placement/keys.ts'
import type { Lightspeed } from '../lightspeed/lightspeed.ts'
import { priceLevels } from '../lightspeed/resource/price-levels.ts'
import { attributeSets, taxClasses, textAttributes } from '../magento/attributes.ts'
import { type Category, categories } from '../magento/categories.ts'
import type { Magento } from '../magento/magento.ts'
import { sources } from '../magento/sources.ts'
import type { Ledger } from '../store/ledger.ts'
import { noTillLists, type TillLists } from '../store/till-lists.ts'

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
    shopCategories: lists.shopCategories.get()?.value ?? [],
    places: placesOf(lists.till.get()?.value ?? noTillLists),
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
  const [classes, sets, texts, places, tree] = await Promise.all([
    taxClasses(magento),
    attributeSets(magento),
    textAttributes(magento),
    sources(magento),
    categories(magento),
  ])
  if (classes.ok) ledger.lists.taxClasses.store([...classes.value])
  if (sets.ok) ledger.lists.attributeSets.store([...sets.value])
  if (texts.ok) ledger.lists.textAttributes.store(texts.value.map(({ code, label }) => ({ code, label })))
  if (places.ok) ledger.lists.sources.store([...places.value])
  if (tree.ok) ledger.lists.shopCategories.store(withPaths(tree.value))
}

/** Categories and tags of the till, by name. */
function placesOf({ Category, Tag }: TillLists): Lists['places'] {
  const categories = Object.entries(Category).map(([key, { fullPathName }]) => ({
    key,
    name: fullPathName ?? `#${key}`,
  }))
  const tags = Object.entries(Tag).map(([id, { name }]) => ({ key: tagKey(id), name: name ?? `#${id}` }))
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
  return [...categories.sort(byName), ...tags.sort(byName)]
}

/** Above every shop's root. */
const TREE_ROOT = 1

/** Every category of the shop by its names from the root on. */
function withPaths(tree: readonly Category[]): Lists['shopCategories'] {
  const paths = new Map<number, string>()
  return tree.flatMap(({ id, parentId, name }) => {
    if (id === TREE_ROOT) return []
    const above = paths.get(parentId)
    const path = above === undefined ? name : `${above} › ${name}`
    paths.set(id, path)
    return [{ id, path }]
  })
}
