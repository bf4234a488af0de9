import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NEAR_END_MS } from '../../main/lightspeed/refresher.ts'
import { openShop, type Shop } from '../harness/shop.ts'
import { createRandom } from '../sandbox/random.ts'
import { seed } from './seed.ts'
import { doubles, shelves } from './shelf.ts'

const ITEMS = 400
const KILLS = 20

/** Tokens that are refreshed every quarter of a minute, so that a kill meets that too; a budget that never waits. */
const account = { accessTokenSeconds: NEAR_END_MS / 1000 + 15, registers: 20 }

let calm: Shop
let hard: Shop
beforeAll(async () => {
  ;[calm, hard] = await Promise.all([
    openShop(ITEMS, { lightspeed: account }),
    openShop(ITEMS, { lightspeed: account }),
  ])
  await Promise.all([calm.connect(), hard.connect()])
})
afterAll(() => Promise.all([calm.close(), hard.close()]))

const requests = ({ sandbox: { lightspeed, magento } }: Shop): number =>
  lightspeed.requests.all().length + magento.requests.all().length

/** Starts a command and kills it a moment after both services have seen so many requests of it. */
async function killed(shop: Shop, words: readonly string[], after: { requests: number; ms: number }) {
  const before = requests(shop)
  const child = shop.start(...words)
  child.stdin.end()
  child.stdout.resume()
  child.stderr.resume()
  const exit = once(child, 'exit')
  while (child.exitCode === null && requests(shop) - before < after.requests) await delay(1)
  await delay(after.ms)
  child.kill('SIGKILL')
  await exit
  return child.signalCode === 'SIGKILL'
}

/** The first sync, and all that follows from it. */
async function synced(shop: Shop, ...words: string[]): Promise<void> {
  const { code, out, err } = await shop.tillbridge(...words)
  expect([0, 3], `${words.join(' ')}: ${out}${err}`).toContain(code)
}

test(`a first sync that is killed ${KILLS} times ends like one that nobody disturbs (seed ${seed})`, async () => {
  await synced(calm, 'sync', 'catalogue')
  await synced(calm, 'go')
  await synced(calm, 'sync')

  const random = createRandom(seed)
  // an answer takes a moment, so that a kill also falls between what is done and its answer
  hard.sandbox.magento.faults.add({ route: '*', latencyMs: 10, times: Number.POSITIVE_INFINITY })
  const kill = async (most: number, ...words: string[]): Promise<void> => {
    const after = { requests: random.between(1, most), ms: random.between(0, 12) }
    expect(await killed(hard, words, after), `${words} ended before it was killed`).toBe(true)
  }
  for (let kills = 0; kills < 4; kills += 1) await kill(3, 'sync', 'catalogue')
  await synced(hard, 'sync', 'catalogue')
  expect(hard.sandbox.magento.shop.skus()).toEqual([])
  await kill(20, 'go')
  for (let kills = 5; kills < KILLS; kills += 1) await kill(20, 'sync')
  expect(hard.sandbox.magento.shop.skus().length, 'killed only when all was done').toBeLessThan(
    calm.sandbox.magento.shop.skus().length,
  )
  hard.sandbox.magento.faults.clear()
  await synced(hard, 'sync')

  expect(shelves(calm.sandbox.magento.shop).length).toBeGreaterThan(ITEMS / 2)
  expect(doubles(hard.sandbox.magento.shop)).toEqual([])
  expect(shelves(hard.sandbox.magento.shop)).toEqual(shelves(calm.sandbox.magento.shop))

  hard.sandbox.magento.requests.clear()
  await synced(hard, 'sync')
  expect(hard.sandbox.magento.requests.writes()).toEqual([])
}, 300_000)
