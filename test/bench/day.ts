import type { LightspeedSandbox } from '../sandbox/lightspeed/lightspeed.ts'
import { createRandom } from '../sandbox/random.ts'
import type { Wanted } from '../simulation/expect.ts'
import type { Group, Say } from './group.ts'
import { HOUR_MS, openSimulation, SECOND_MS, type Simulation } from './simulation.ts'
import { onlineItems } from './till.ts'

const ITEMS = 5_000
const CHANGED = 1_000
const SALES = 50
/** How often a customer looks whether the number is there: so much too late it may be seen. */
const LOOK_MS = 250
const NIGHT_HOURS = 12

/**
 * Two days of a shop with one register and sources in Magento, at the default schedule: a quiet hour, a thousand
 * deliveries at once, fifty sales, a night, and another one after everything was counted.
 */
export const day: Group = {
  rows: ['idle-drips-per-hour', 'stock-1000-requests', 'stock-latency-seconds', 'stock-count-night-requests'],
  async measure(say) {
    say(`Two days of a shop with ${ITEMS} items, one register, at the default schedule`)
    const simulation = await openSimulation({ items: ITEMS, latencyMs: 100 })
    try {
      await simulation.firstRead()
      await simulation.go()
      await simulation.untilHour(9)
      const idle = await quietHour(simulation, say)
      const requests = await deliveries(simulation, say)
      const latency = await sales(simulation, say)
      const quiet = await night(simulation, () => {})
      const counted = await night(simulation, () => count(simulation.till))
      say(`  a night takes ${quiet} requests of the till, and ${counted} after a count`)
      return {
        'idle-drips-per-hour': idle,
        'stock-1000-requests': requests,
        'stock-latency-seconds': latency,
        'stock-count-night-requests': counted / quiet,
      }
    } finally {
      await simulation.close()
    }
  },
}

async function quietHour({ till, pass }: Simulation, say: Say): Promise<number> {
  till.requests.clear()
  await pass(HOUR_MS)
  const requests = till.requests.all()
  const drips = requests.reduce((sum, { cost }) => sum + cost, 0)
  say(`  a quiet hour: ${requests.length} requests of ${drips.toFixed(1)} drips`)
  return drips
}

/** Every request that the shop gets from before the goods come in until all the new numbers are there. */
async function deliveries({ till, web, pass }: Simulation, say: Say): Promise<number> {
  const items = stocked(till, web).slice(0, CHANGED)
  if (items.length < CHANGED) throw new Error('Too few products for the number to mean anything')
  web.requests.clear()
  for (const { itemID } of items) till.till.receive(itemID, 3)
  while (items.some((item) => !isCurrent(till, web, item))) await pass(SECOND_MS)
  await pass(60 * SECOND_MS)
  const requests = web.requests.all().length
  say(`  ${CHANGED} deliveries at once: ${requests} requests of the shop`)
  return requests
}

/** From each sale until the shop shows the new number, the longest. */
async function sales({ till, web, time, pass }: Simulation, say: Say): Promise<number> {
  const random = createRandom(1)
  const items = stocked(till, web).filter(({ quantity }) => (quantity ?? 0) > 2)
  const waits: number[] = []
  for (let sale = 0; sale < SALES; sale += 1) {
    const item = items[random.between(0, items.length - 1)]
    if (item === undefined) throw new Error('Nothing can be sold')
    await pass(random.between(30_000, 150_000))
    const soldAt = time.now()
    till.till.sell(item.itemID, 1)
    while (!isCurrent(till, web, item)) await pass(LOOK_MS)
    waits.push((time.now() - soldAt) / SECOND_MS)
  }
  const longest = Math.max(...waits)
  const usual = waits.toSorted((a, b) => a - b)[SALES / 2] ?? 0
  say(`  ${SALES} sales: ${usual.toFixed(0)} s until the shop knows, ${longest.toFixed(0)} s at the most`)
  return longest
}

async function night({ till, pass, untilHour }: Simulation, begins: () => void): Promise<number> {
  await untilHour(20)
  till.requests.clear()
  begins()
  await pass(NIGHT_HOURS * HOUR_MS)
  return till.requests.all().length
}

/** Every item is counted, and each number was wrong. */
function count({ state, till }: LightspeedSandbox): void {
  for (const { itemID, shopID, qoh } of [...state.itemShops.ordered('itemShopID')])
    if (shopID === 1) till.setQoh(itemID, qoh + 1)
}

const stocked = (till: LightspeedSandbox, web: Simulation['web']): readonly Wanted[] =>
  onlineItems(till).filter(({ sku, quantity }) => quantity !== null && web.shop.product(sku) !== undefined)

/** The shop has the number that the till has. */
function isCurrent({ state }: LightspeedSandbox, web: Simulation['web'], { itemID, sku }: Wanted): boolean {
  const sum = state.itemShops
    .having('itemID', itemID)
    .filter(({ shopID }) => shopID > 0)
    .reduce((total, { qoh }) => total + qoh, 0)
  return web.shop.sourceItems(sku)[0]?.quantity === Math.max(0, sum)
}
