import type { Group, Say } from './group.ts'
import type { Measured } from './rows.ts'
import { openSimulation, SECOND_MS } from './simulation.ts'
import { keepOnline } from './till.ts'

const PRODUCTS = 2_000
const SAVE_MS = 250

/** A save by the consumer takes half of one over HTTP (recorded Magento 2.4.7), and the stand-in's does. */
const CONSUMER_MS = SAVE_MS / 2

/**
 * The first sync into a Magento that takes a quarter of a second to save a product, with and without a consumer that
 * works off what is handed in for later.
 *
 * The least time of the synchronous route is one save after another: two creates that overlap make two products of one
 * SKU (recorded Magento 2.4.7), so no more than one may be under way, however many the shop could take. That of the
 * consumer is its own saves one after another, though it begins only at a full minute. Nothing else is allowed for: the
 * looks into the shop, the wait for the consumer and the stock of the products are what the program adds. The network
 * takes no time, so that the shop's own time is what is compared, and the till has a wide bucket.
 */
export const magentoFirstSync: Group = {
  rows: ['magento-first-sync-ratio', 'magento-bulk-ratio', 'magento-route-chosen'],
  async measure(say, wanted): Promise<Measured> {
    const choice = wanted.has('magento-route-chosen')
    const direct = choice || wanted.has('magento-first-sync-ratio') ? await firstSync(say, false) : null
    const bulk = choice || wanted.has('magento-bulk-ratio') ? await firstSync(say, true) : null
    const leastMs = { direct: PRODUCTS * SAVE_MS, bulk: PRODUCTS * CONSUMER_MS }
    const isFaster = direct?.handedIn === 0 && bulk !== null && bulk.handedIn > 0 && bulk.ms < leastMs.direct
    return {
      ...(direct === null ? {} : { 'magento-first-sync-ratio': direct.ms / leastMs.direct }),
      ...(bulk === null ? {} : { 'magento-bulk-ratio': bulk.ms / leastMs.bulk }),
      ...(choice ? { 'magento-route-chosen': isFaster ? 1 : 0 } : {}),
    }
  },
}

/** From the merchant's go until every product is there with its stock. */
async function firstSync(say: Say, consumerRuns: boolean): Promise<{ ms: number; handedIn: number }> {
  say(
    `First sync of ${PRODUCTS} products, ${SAVE_MS} ms a save, ${consumerRuns ? 'a consumer' : 'no consumer'}`,
  )
  const simulation = await openSimulation({
    items: PRODUCTS * 2,
    latencyMs: 0,
    till: { registers: 100 },
    shop: { saveMs: SAVE_MS },
  })
  const { till, web, time } = simulation
  try {
    if (!consumerRuns) web.consumer.stop()
    keepOnline(till, PRODUCTS)
    await simulation.firstRead()
    const began = time.now()
    await simulation.go()
    const ms = time.now() - began
    const { products } = web.shop.count()
    const lists = web.requests.writes().filter(({ route }) => route === 'POST /async/bulk/V1/products')
    const saves = web.requests.writes().filter(({ route }) => route === 'POST /V1/products')
    say(
      `  ${products} products made and stocked in ${(ms / SECOND_MS).toFixed(0)} s: ${saves.length} saves, ` +
        `${lists.length} lists handed in`,
    )
    if (products !== PRODUCTS) throw new Error(`${products} products instead of ${PRODUCTS}`)
    // the first is the canary, one product that no shop takes: it only asks whether anybody works
    return { ms, handedIn: lists.length - 1 }
  } finally {
    await simulation.close()
  }
}
