import type { Group } from './group.ts'
import { HOUR_MS, openSimulation } from './simulation.ts'
import { onlineItems } from './till.ts'

const PRODUCTS = 1_000

/** A shop with a thousand products in one category, which gets another name at the till. */
export const categories: Group = {
  rows: ['rename-category-requests'],
  async measure(say) {
    say(`A category of ${PRODUCTS} products gets another name`)
    const simulation = await openSimulation({ items: 2 * PRODUCTS, latencyMs: 10 })
    const { till, web, ask } = simulation
    try {
      const rules = await ask('rules', {})
      await ask('setRules', { rules: { ...rules, categories: { ...rules.categories, root: 2 } } })
      const categoryID = till.till.addCategory('Everything')
      const chosen = onlineItems(till).slice(0, PRODUCTS)
      for (const { itemID } of chosen) till.till.edit(itemID, { categoryID })
      await simulation.firstRead()
      await simulation.go()
      const id = web.shop.categories.id('Everything')
      const held = chosen.filter(({ sku }) => web.shop.product(sku)?.categoryIds.includes(id))
      if (held.length < PRODUCTS) throw new Error(`Only ${held.length} products stand in the category`)
      await simulation.pass(HOUR_MS)
      till.till.renameCategory(categoryID, 'All things')
      web.requests.clear()
      await simulation.pass(2 * HOUR_MS)
      const views = web.shop.categories.views()
      if (views.some((view) => web.shop.categories.nameIn(id, view) !== 'All things'))
        throw new Error('The new name did not arrive in every store view')
      const requests = web.requests.all().length
      say(`  ${requests} requests for ${views.length} store views`)
      return { 'rename-category-requests': requests / views.length }
    } finally {
      await simulation.close()
    }
  },
}
