import type { Category } from '../sandbox/lightspeed/records.ts'
import type { State } from '../sandbox/lightspeed/state.ts'
import type { Shop } from '../sandbox/magento/shop.ts'
import type { Event } from './story.ts'
import type { World } from './world.ts'

/** The shop's category below which tags are categories, and the one that only the merchant fills. */
export const MOODS = 'Moods'
export const OWN_PICKS = 'My own picks'

export type OfCategories = Extract<
  Event,
  { kind: 'rename-category' | 'move-category' | 'delete-category' | 'add-category' }
>

/** What happens to the tree at the till. What cannot be done there, nobody does. */
export function inTheTree({ till }: World, event: OfCategories): void {
  const { state } = till
  const at = (nth: number): number | undefined => {
    const all = state.categories.ordered('categoryID')
    return all[nth % Math.max(1, all.length)]?.categoryID
  }
  const id = at(event.category)
  if (event.kind === 'add-category') till.till.addCategory(event.name, id ?? 0)
  if (id === undefined) return
  switch (event.kind) {
    case 'rename-category':
      till.till.renameCategory(id, event.name)
      break
    case 'move-category': {
      const under = event.under === null ? 0 : (at(event.under) ?? 0)
      if (!above(state, under).includes(id)) till.till.moveCategory(id, under)
      break
    }
    case 'delete-category':
      // refused while something stands below it
      if (state.categories.having('parentID', id).length === 0) till.till.deleteCategory(id)
      break
    case 'add-category':
      break
  }
}

/** A category with all above it. */
function above(state: State, categoryID: number): readonly number[] {
  const parent = state.categories.get(categoryID)?.parentID
  return parent === undefined ? [] : [categoryID, ...above(state, parent)]
}

/** The item stands in this category of the till, or in none. */
export function put({ till }: World, itemID: number, nth: number | null): void {
  const all = till.state.categories.ordered('categoryID')
  const categoryID = nth === null ? 0 : (all[nth % Math.max(1, all.length)]?.categoryID ?? 0)
  till.till.edit(itemID, { categoryID })
}

/** Where a product of this item should stand in the shop, by the names of what is above it. */
export function placesOf(till: State, itemID: number): readonly string[] {
  const item = till.items.get(itemID)
  if (item === undefined) return []
  const category = till.categories.get(item.categoryID)
  const tags = item.tagIDs.flatMap((id) => till.tags.get(id)?.name ?? [])
  return [
    ...(category === undefined ? [] : [pathOf(till, category)]),
    ...tags.map((name) => `${MOODS}/${shown(name)}`),
  ]
}

function pathOf(till: State, category: Category): string {
  const parent = till.categories.get(category.parentID)
  const name = shown(category.name)
  return parent === undefined ? name : `${pathOf(till, parent)}/${name}`
}

/** As the shop lists it: Magento keeps 255 characters, none of four bytes; a slash in a name is no level. */
const shown = (name: string): string =>
  [...name]
    .filter((one) => (one.codePointAt(0) ?? 0) < 0x10000)
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 255)
    .replaceAll('/', '∕')

/** Where a product does not stand as it should: the till's places, and what the merchant chose by hand. */
export function misplaced(
  till: State,
  shop: Shop,
  { itemID, sku }: { readonly itemID: number; readonly sku: string },
  byHand: ReadonlySet<string>,
): string[] {
  const right = [...new Set([...placesOf(till, itemID), ...(byHand.has(sku) ? [OWN_PICKS] : [])])]
  const shownNow = [...new Set(shop.categories.of(sku))]
  return right.toSorted().join('\n') === shownNow.toSorted().join('\n')
    ? []
    : [`${sku}: stands in ${JSON.stringify(shownNow)}, not in ${JSON.stringify(right)}`]
}
