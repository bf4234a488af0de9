import { createMagento } from '../../main/magento/magento.ts'
import { updateProduct } from '../../main/magento/products.ts'
import { Sku } from '../../shared/ids.ts'
import { inProcess, seededRandom } from '../lightspeed/harness.ts'
import { alike } from '../simulation/expect.ts'
import type { Waiting } from '../simulation/time.ts'
import type { Group, Say } from './group.ts'
import { openSimulation, type Simulation } from './simulation.ts'
import { keepOnline, onlineItems } from './till.ts'

const PRODUCTS = 300
const SAVE_MS = 250

/**
 * A Magento whose database gives up one save whenever more than two run at once, and another program that saves there all
 * the time: first every product is made, then every one is renamed.
 *
 * What counts is each product that is there twice, missing, or not as the till has it once both are through.
 */
export const deadlocks: Group = {
  rows: ['magento-doubles-after-deadlocks'],
  async measure(say) {
    say(`${PRODUCTS} products made and renamed, deadlocks above two saves at once`)
    const simulation = await openSimulation({
      items: PRODUCTS * 2,
      latencyMs: 20,
      till: { registers: 100 },
      shop: { saveMs: SAVE_MS, deadlockAbove: 2 },
    })
    const { till, web } = simulation
    try {
      keepOnline(till, PRODUCTS)
      const other = otherProgram(simulation)
      await simulation.firstRead()
      await simulation.go()
      for (const { itemID } of onlineItems(till)) till.till.rename(itemID, `Renamed ${itemID}`)
      await simulation.changed()
      other.end()
      tellDeadlocks(simulation, say)
      return { 'magento-doubles-after-deadlocks': wrongOnes(till, web) }
    } finally {
      await simulation.close()
    }
  },
}

function tellDeadlocks({ web }: Simulation, say: Say): void {
  const saves = web.requests.writes().filter(({ route }) => route === 'POST /V1/products')
  const refused = saves.filter(({ status }) => status === 400)
  say(`  ${saves.length} saves, ${refused.length} of them given up`)
  if (refused.length < PRODUCTS / 10) throw new Error('Too few deadlocks for the number to mean anything')
}

/** Products that are not there exactly once, under the name that the till has. */
function wrongOnes(till: Simulation['till'], web: Simulation['web']): number {
  const times = new Map<string, number>()
  for (const sku of web.shop.skus()) times.set(alike(sku), (times.get(alike(sku)) ?? 0) + 1)
  return onlineItems(till).filter(
    ({ sku, values }) =>
      times.get(alike(sku)) !== 1 || web.shop.product(sku)?.views.all?.name !== values.name,
  ).length
}

/** A program of the merchant's that saves two products of its own side by side, with little rest. */
function otherProgram({ web, time }: Simulation) {
  const own: Waiting = { name: 'other program' }
  const clock = { now: time.now, sleep: (ms: number, signal?: AbortSignal) => time.sleep(own, ms, signal) }
  const shop = createMagento({
    http: inProcess(web.handle, clock, 20),
    clock,
    random: seededRandom,
    log: { info() {}, warn() {}, error() {} },
    url: 'https://shop.test',
    keys: { kind: 'integration', ...web.shop.addIntegration('Other program') },
  })
  let open = true
  async function saveForever(sku: Sku): Promise<void> {
    for (let round = 1; open; round += 1) {
      await updateProduct(shop, { sku, values: { name: `Round ${round}` } })
      await clock.sleep(300 + seededRandom.fraction() * 900)
    }
  }
  for (const name of ['OTHER-1', 'OTHER-2']) {
    web.shop.addProduct({ sku: name })
    void saveForever(Sku.parse(name))
  }
  return {
    end: (): void => {
      open = false
    },
  }
}
