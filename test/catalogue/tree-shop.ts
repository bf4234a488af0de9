import { defaultRules, type Rules } from '../../shared/rules.ts'
import { openShop } from './shop.ts'

const HOUR_MS = 3_600_000

/** A shop whose categories stand under the web shop's root, with a bell among the helmets. */
export async function shopWithTree(
  categories: Partial<Rules['categories']> = { root: 2 },
  over: Parameters<typeof openShop>[0] = {},
) {
  const shop = await openShop({
    ...over,
    rules: { ...over.rules, categories: { ...defaultRules.categories, ...categories } },
  })
  const apparel = shop.till.addCategory('Apparel')
  const helmets = shop.till.addCategory('Helmets', apparel)
  const bell = Number(shop.addItem({ categoryID: helmets }))
  const { version } = shop.web.shop.settings
  return {
    ...shop,
    version,
    apparel,
    helmets,
    bell,
    tree: shop.web.shop.categories,
    /** The merchant saves other settings for her categories. */
    choose: (chosen: Partial<Rules['categories']>) =>
      void shop.ledger.rules.set({
        ...shop.ledger.rules.current(),
        categories: { ...defaultRules.categories, ...chosen },
      }),
    /** The till's lists are read once an hour. */
    async hourLater() {
      shop.clock.forward(HOUR_MS)
      return shop.sync()
    },
    /** The item is put elsewhere at the till. */
    putInto(itemId: number, categoryID: number): void {
      shop.clock.forward(60_000)
      shop.till.edit(itemId, { categoryID })
    },
  }
}
