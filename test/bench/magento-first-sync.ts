import type { Group } from './group.ts'
import { openSimulation, SECOND_MS } from './simulation.ts'
import { keepOnline } from './till.ts'

const PRODUCTS = 2_000
const SAVE_MS = 250

/**
 * The first sync into a Magento that takes a quarter of a second to save a product.
 *
 * The least time of the synchronous route is one save after another: two creates that overlap make two products of one
 * SKU (recorded Magento 2.4.7), so no more than one may be under way, however many the shop could take. Nothing else is
 * allowed for: the looks into the shop before a create and the stock of the products are what the program adds. The
 * network takes no time, so that the shop's own time is what is compared, and the till has a wide bucket.
 */
export const magentoFirstSync: Group = {
  rows: ['magento-first-sync-ratio'],
  async measure(say) {
    say(`First sync of ${PRODUCTS} products, ${SAVE_MS} ms a save`)
    const simulation = await openSimulation({
      items: PRODUCTS * 2,
      latencyMs: 0,
      till: { registers: 100 },
      shop: { saveMs: SAVE_MS },
    })
    const { till, web, time } = simulation
    // nobody works off the shop's queue, so that this route is what is measured
    web.consumer.stop()
    try {
      keepOnline(till, PRODUCTS)
      await simulation.firstRead()
      const began = time.now()
      await simulation.go()
      const { products } = web.shop.count()
      const elapsed = (time.now() - began) / SECOND_MS
      const least = (products * SAVE_MS) / SECOND_MS
      say(`  ${products} products made and stocked in ${elapsed.toFixed(0)} s`)
      if (products !== PRODUCTS) throw new Error(`${products} products instead of ${PRODUCTS}`)
      return { 'magento-first-sync-ratio': elapsed / least }
    } finally {
      await simulation.close()
    }
  },
}
