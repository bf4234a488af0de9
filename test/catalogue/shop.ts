import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { createCatalogue } from '../../main/catalogue/catalogue.ts'
import { readCapabilities } from '../../main/magento/capabilities.ts'
import { createMagento } from '../../main/magento/magento.ts'
import { createRuns } from '../../main/runs/runs.ts'
import { openLedger } from '../../main/store/ledger.ts'
import { openPictureCache } from '../../main/store/picture-cache.ts'
import type { Clock } from '../../main/support/clock.ts'
import type { Http } from '../../main/support/http.ts'
import type { MagentoConnected } from '../../shared/connect.ts'
import { ItemId } from '../../shared/ids.ts'
import type { Job, Run, RunMode } from '../../shared/job.ts'
import { problemMessage } from '../../shared/problem-words.ts'
import { ok } from '../../shared/result.ts'
import { defaultRules, type Rules } from '../../shared/rules.ts'
import { createWords } from '../../shared/say.ts'
import { connected as agreed, inProcess, lightspeedOver, seededRandom } from '../lightspeed/harness.ts'
import { generateShop } from '../sandbox/generator/generate.ts'
import type { Catalogue } from '../sandbox/lightspeed/catalogue.ts'
import { createLightspeed as createTill } from '../sandbox/lightspeed/lightspeed.ts'
import type { NewItem } from '../sandbox/lightspeed/till.ts'
import { createMagento as createWebShop } from '../sandbox/magento/magento.ts'

const SHOP_URL = 'https://shop.test'
const START = Date.UTC(2026, 0, 31, 8)
const english = createWords({ language: 'en' })

/** The same shop, in which nothing has variants: those there were stand for themselves, and are not for sale. */
const withoutMatrices = (shop: Catalogue): Catalogue => ({
  ...shop,
  items: shop.items.map((item) =>
    item.itemMatrixID === 0
      ? item
      : { ...item, itemMatrixID: 0, attributes: undefined, publishToEcom: false },
  ),
  images: shop.images.filter(({ itemMatrixID }) => itemMatrixID === 0),
  matrices: [],
})

const TierRows = z.array(z.object({ customer_group: z.string(), quantity: z.number(), price: z.number() }))

/** Time that passes as soon as somebody waits for it. */
function quickClock(): Clock & { forward(ms: number): void } {
  let now = START
  return {
    now: () => now,
    forward(ms) {
      now += ms
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      const until = now + ms
      await setImmediate()
      signal?.throwIfAborted()
      now = Math.max(now, until)
    },
  }
}

export type TestShop = Awaited<ReturnType<typeof openShop>>

/**
 * A merchant's till and web shop, connected by the program on a real ledger: all in this process, on one clock.
 *
 * Without `items` the till is empty but for its two shops, and without `matrices` its items have no variants; the merchant has said go unless told otherwise.
 */
export async function openShop(
  over: {
    items?: number
    matrices?: boolean
    go?: boolean
    rules?: Partial<Rules>
    multiSource?: boolean
    file?: string
  } = {},
) {
  const clock = quickClock()
  const till = createTill({ clock, seed: 7 })
  const generated = generateShop({ items: over.items ?? 50, seed: 7 })
  const none = { ...generated, items: [], itemShops: [], matrices: [], images: [] }
  till.load(over.items === undefined ? none : over.matrices ? generated : withoutMatrices(generated))
  const web = createWebShop({ clock })
  if (over.matrices) web.shop.sellsClothes()
  if (over.multiSource === false) web.shop.withoutMsi()

  const tillNetwork: { http: Http } = { http: inProcess(till.handle, clock) }
  const { lightspeed } = lightspeedOver({
    http: (request, signal) => tillNetwork.http(request, signal),
    clock,
  })
  await agreed(lightspeed, till.approve)

  const network: { http: Http } = { http: inProcess(web.handle, clock) }
  let quiet = false
  const log = {
    info: () => {},
    warn: () => {},
    error: (event: string, facts: object = {}) => {
      if (!quiet) throw new Error(`${event} ${JSON.stringify(facts)}`)
    },
  }
  const magento = createMagento({
    http: (request, signal) => network.http(request, signal),
    clock,
    random: seededRandom,
    log,
    url: SHOP_URL,
    keys: { kind: 'integration', ...web.shop.addIntegration('Tillbridge') },
  })

  const folder = mkdtempSync(join(tmpdir(), 'tillbridge-catalogue-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const opened = openLedger({ file: join(folder, 'ledger.sqlite'), clock, log })
  if (!opened.ok) throw new Error('The ledger was refused')
  const ledger = opened.value
  onTestFinished(() => ledger.close())
  ledger.pair.connectLightspeed({
    accountId: '314551',
    name: 'Riverside Outdoor',
    shops: [
      { shopId: '1', name: 'Riverside' },
      { shopId: '2', name: 'Station Street' },
    ],
    permissions: [],
  })
  const connected: MagentoConnected = {
    id: magento.id,
    url: SHOP_URL,
    version: '2.4',
    edition: 'Community',
    multiSource: over.multiSource ?? true,
    websites: [{ id: 1, code: 'base', name: 'Main Website' }],
    storeViews: [],
    currency: 'USD',
    permissions: [],
    warnings: [],
  }
  ledger.pair.connectMagento(connected)
  ledger.rules.set({ ...defaultRules, ...over.rules })
  if (over.go !== false) ledger.pair.go()

  const catalogue = createCatalogue({
    ledger,
    lightspeed,
    magento: async () => ok(magento),
    http: (request, signal) => tillNetwork.http(request, signal),
    pictureCache: openPictureCache(join(folder, 'pictures'), clock),
    clock,
    log,
  })
  const runs = createRuns({
    book: ledger.runs,
    jobs: catalogue.jobs,
    clock,
    log,
    report: (_run, problem) => void ledger.problems.report(problem),
    changed: () => {},
    ended: () => {},
  })

  async function run(job: Job, mode: Partial<RunMode> = {}): Promise<Run> {
    // the till's time stamps have whole seconds, and a merchant does not act within the second of a sync
    clock.forward(60_000)
    const started = runs.start(
      job,
      { scope: { kind: 'changed' }, force: false, dryRun: false, ...mode },
      'window',
    )
    const ended = started === null ? null : await runs.untilEnd(started.run.id)
    if (ended === null) throw new Error('The run did not start')
    clock.forward(60_000)
    return ended
  }

  async function capabilities(): Promise<MagentoConnected> {
    const found = await readCapabilities(magento)
    if (!found.ok) throw new Error(JSON.stringify(found.error))
    return found.value
  }

  /** A run in which the program itself breaks, as if the power went. */
  async function runBroken(job: Job): Promise<Run['outcome']> {
    quiet = true
    const { outcome } = await run(job)
    quiet = false
    return outcome
  }

  return {
    runBroken,
    clock,
    ledger,
    catalogue,
    runs,
    till: till.till,
    tillSandbox: till,
    /** What lies between the program and the till, as `network` between it and the shop. */
    tillNetwork,
    web,
    network,
    run,
    /** Both jobs, as Sync now does. */
    async sync(mode: Partial<RunMode> = {}): Promise<Run[]> {
      return [await run('catalogue', mode), await run('stock', mode)]
    },
    /** An item that is marked for publishing, priced and in stock. */
    addItem(item: Partial<NewItem> = {}): ItemId {
      clock.forward(60_000)
      const itemID = till.till.addItem({
        description: 'Brass bell',
        customSku: 'BELL-1',
        publishToEcom: true,
        prices: [{ useTypeID: 1, amount: 19.95 }],
        stock: { 1: 3 },
        ...item,
      })
      return ItemId.parse(String(itemID))
    },
    /** What the shop shows of a product, in scope all. */
    shown(sku: string, ...codes: string[]): Record<string, string | undefined> | undefined {
      const values = web.shop.product(sku)?.views.all
      return values && Object.fromEntries(codes.map((code) => [code, values[code]]))
    },
    stockOf: (sku: string): Record<string, number> =>
      Object.fromEntries(web.shop.sourceItems(sku).map((row) => [row.sourceCode, row.quantity])),
    /** The merchant connects the shop once more, after something has changed there. */
    connectAnew: (changed: Partial<MagentoConnected>) =>
      ledger.pair.connectMagento({ ...connected, ...changed }),
    /** What connecting finds out about the web shop. */
    capabilities,
    /** What connecting warns of, in the merchant's words. */
    warnings: async (): Promise<string[]> =>
      (await capabilities()).warnings.map((warning) => english.say(warning, clock.now())),
    /** What the merchant reads of the problems that are open: title and why. */
    told: (): string[] =>
      ledger.problems
        .list(0, 500)
        .map((problem) =>
          (['title', 'why'] as const)
            .map((part) => english.say(problemMessage(problem, part), clock.now()))
            .join(' — '),
        ),
    /** Kinds of the problems that are open, with the item's SKU. */
    problems: (): (readonly [string, string | null])[] =>
      ledger.problems
        .list(0, 500)
        .map(({ kind, subject }) => [kind, subject.kind === 'item' ? subject.sku : null] as const),
    /** Writes since the log was last cleared, by route. */
    writes(): Record<string, number> {
      const counts: Record<string, number> = {}
      for (const { route } of web.requests.writes()) counts[route] = (counts[route] ?? 0) + 1
      return counts
    },
    /** What the shop answers about a product's prices for many pieces or groups of customers. */
    async tierPrices(sku: string): Promise<{ customer_group: string; quantity: number; price: number }[]> {
      const path = 'products/tier-prices-information'
      const answer = await magento.request({
        method: 'POST',
        path,
        scope: null,
        body: { skus: [sku] },
        effect: 'read',
      })
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
      return TierRows.parse(answer.value)
    },
    /** An administrator adds one. */
    async setTierPrice(sku: string, group: string, quantity: number, price: number): Promise<void> {
      const row = { sku, customer_group: group, quantity, price, price_type: 'fixed', website_id: 0 }
      const path = 'products/tier-prices'
      const answer = await magento.request({
        method: 'POST',
        path,
        scope: null,
        body: { prices: [row] },
        effect: 'write',
      })
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    },
    /** An administrator deletes a product. */
    async remove(sku: string): Promise<void> {
      const path = `products/${encodeURIComponent(sku)}`
      const answer = await magento.request({ method: 'DELETE', path, scope: 'all', effect: 'write' })
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    },
    /** Another program writes to the shop. */
    async write(path: string, body: object): Promise<void> {
      const answer = await magento.request({ method: 'POST', path, scope: 'all', body, effect: 'write' })
      if (!answer.ok) throw new Error(JSON.stringify(answer.error))
    },
    forgetRequests: () => web.requests.clear(),
  }
}
