import type { Group } from './group.ts'
import { HOUR_MS, openSimulation, SECOND_MS } from './simulation.ts'

const ITEMS = 10_000

/**
 * The first sync of a shop with one register, which has the smallest bucket that there is: 90 units, and one drips out
 * each second.
 *
 * The least time is what any program needs for requests of that cost: the bucket takes its size at once, and the rest as
 * it drips. The time runs from the first request of the program to its last one before everything is in the mirror, on the
 * clock of the till.
 */
export const firstSync: Group = {
  rows: ['first-sync-ratio', 'first-sync-429', 'first-sync-cost'],
  async measure(say) {
    say(`First sync of ${ITEMS} items, one register`)
    const simulation = await openSimulation({ items: ITEMS, latencyMs: 60 })
    const { till, web } = simulation
    try {
      await simulation.firstRead()
      // after them the next look at what has changed may have begun
      const all = till.requests.all()
      const requests = all.slice(0, all.findLastIndex(({ path }) => path.includes('sort=itemID')) + 1)
      const [first, last] = [requests.at(0), requests.at(-1)]
      if (first === undefined || last === undefined) throw new Error('Nothing was read')
      const cost = requests.reduce((sum, request) => sum + request.cost, 0)
      const drip = 1
      const least = (cost - till.bucket.size) / drip
      const elapsed = (last.at - first.at) / SECOND_MS
      say(`  ${requests.length} requests of ${cost.toFixed(1)} units in ${elapsed.toFixed(0)} s`)
      await simulation.go()
      await simulation.pass(HOUR_MS)
      const { products } = web.shop.count()
      say(`  ${products} products made`)
      if (products < ITEMS / 2) throw new Error('Too little was sent for the numbers to mean anything')
      return {
        'first-sync-ratio': elapsed / least,
        'first-sync-429': till.requests.all().filter(({ status }) => status === 429).length,
        'first-sync-cost': (cost / ITEMS) * 100,
      }
    } finally {
      await simulation.close()
    }
  },
}
