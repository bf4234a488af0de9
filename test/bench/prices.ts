import type { Group } from './group.ts'
import { openSimulation, SECOND_MS } from './simulation.ts'
import { keepOnline, onlineItems } from './till.ts'

const PRODUCTS = 1_000
/** Longer than it may take: what has not arrived by then never does. */
const LONGEST_S = 3_600

/** A thousand items get another price: every request that the shop gets until a minute after the last one is there. */
export const prices: Group = {
  rows: ['price-1000-requests'],
  async measure(say) {
    say(`${PRODUCTS} prices are changed`)
    const simulation = await openSimulation({ items: PRODUCTS * 2, latencyMs: 10, till: { registers: 100 } })
    const { till, web, pass } = simulation
    try {
      keepOnline(till, PRODUCTS)
      await simulation.firstRead()
      await simulation.go()
      await simulation.untilHour(9)
      const items = onlineItems(till).flatMap(({ itemID, sku, values }) => {
        // no price falls, which would have to be asked about
        const price = Math.round(Number(values.price) * 100 + 100) / 100
        return web.shop.product(sku) === undefined ? [] : [{ itemID, sku, price }]
      })
      if (items.length < PRODUCTS) throw new Error(`Only ${items.length} products are there`)
      web.requests.clear()
      for (const { itemID, price } of items) till.till.setPrice(itemID, price)
      const isThere = ({ sku, price }: (typeof items)[number]) =>
        Number(web.shop.product(sku)?.views.all?.price) === price
      for (let seconds = 0; !items.every(isThere); seconds += 1) {
        if (seconds > LONGEST_S) throw new Error('The prices did not arrive')
        await pass(SECOND_MS)
      }
      await pass(60 * SECOND_MS)
      const requests = web.requests.all().length
      say(`  ${items.length} prices: ${requests} requests of the shop`)
      return { 'price-1000-requests': requests }
    } finally {
      await simulation.close()
    }
  },
}
