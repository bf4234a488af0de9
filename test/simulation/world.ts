import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { setImmediate as immediate } from 'node:timers/promises'
import { openLedger } from '../../main/store/ledger.ts'
import type { Clock } from '../../main/support/clock.ts'
import type { Log } from '../../main/support/log.ts'
import { defaultRules, type Rules } from '../../shared/rules.ts'
import { connected, inProcess, lightspeedOver, memoryTokens } from '../lightspeed/harness.ts'
import { generateShop } from '../sandbox/generator/generate.ts'
import { createLightspeed } from '../sandbox/lightspeed/lightspeed.ts'
import { createMagento } from '../sandbox/magento/magento.ts'
import { createRandom } from '../sandbox/random.ts'
import type { SandboxRequest, SandboxResponse } from '../sandbox/types.ts'
import { type Disk, randomOf } from './computer.ts'
import { wantedOf } from './expect.ts'
import { MOODS, OWN_PICKS } from './places.ts'
import type { Story } from './story.ts'
import type { Time } from './time.ts'

const SHOP_URL = 'https://shop.test'

export type World = Awaited<ReturnType<typeof openWorld>>

/** Both services, a little shop in them, and the disk of a computer on which Tillbridge is connected to both. */
export async function openWorld(
  time: Time,
  { seed, items, multiSource, saveMs, pictures, places = false }: Story,
  folder: string,
) {
  const till = createLightspeed({ clock: time, seed })
  till.load(generateShop({ items, seed }))
  const web = createMagento({ clock: time, options: saveMs === undefined ? {} : { saveMs } })
  web.shop.sellsClothes()
  if (!multiSource) web.shop.withoutMsi()
  fillShop(web.shop, till.state, seed)
  const rules = places ? { ...defaultRules, categories: placement(web.shop) } : defaultRules
  const witness = createWitness(time)
  return {
    till,
    web,
    witness,
    services: {
      'lightspeed.test': witness.seeing('till', till.handle),
      'res.cloudinary.com': witness.seeing('till', till.handle),
      'shop.test': witness.seeing('shop', web.handle),
    },
    places,
    disk: await connectedDisk(
      time,
      { till, web, multiSource, seed, rules: { ...rules, pictures: pictures === true } },
      folder,
    ),
  }
}

/** A few products were there before Tillbridge, some of them of items of the till. */
function fillShop(
  shop: ReturnType<typeof createMagento>['shop'],
  till: ReturnType<typeof createLightspeed>['state'],
  seed: number,
): void {
  const random = createRandom(seed)
  const skus = wantedOf(till).flatMap(({ sku }) => (random.chance(0.15) ? [sku] : []))
  for (const sku of new Set([...skus, 'OLD-1', 'OLD-2'])) {
    if (shop.product(sku) === undefined) shop.addProduct({ sku, name: `Old ${sku}`, price: 5 })
  }
}

/** The till's tree below the shop's root, its tags below a category of their own; one that only the merchant fills. */
function placement({ categories }: ReturnType<typeof createMagento>['shop']): Rules['categories'] {
  categories.add(OWN_PICKS)
  return { root: 2, tagRoot: categories.add(MOODS), mapped: [] }
}

/** Sees every request: which, when, and how it was answered. */
function createWitness(time: Time) {
  const hash = createHash('sha256')
  const seen = { till: 0, shop: 0, writes: 0, handedIn: 0, fullReads: 0 }
  const refusedAt: number[] = []
  return {
    seen,
    /** When Lightspeed said that we ask too often. */
    refusedAt,
    /** Names the course of events: the same for the same requests at the same times with the same answers. */
    digest: (): string => hash.copy().digest('hex'),
    seeing:
      (side: 'till' | 'shop', handle: (request: SandboxRequest) => SandboxResponse) =>
      (request: SandboxRequest): SandboxResponse => {
        const answer = handle(request)
        const status = 'status' in answer ? answer.status : 0
        hash.update(`${time.now()} ${request.method} ${request.url} ${request.body} ${status}\n`)
        seen[side] += 1
        if (side === 'shop' && request.method !== 'GET' && !request.url.includes('-information'))
          seen.writes += 1
        if (request.url.includes('/async/bulk/')) seen.handedIn += 1
        if (side === 'till' && beginsFullRead(request.url)) seen.fullReads += 1
        if (side === 'till' && status === 429) refusedAt.push(time.now())
        return answer
      },
  }
}

/** The first page of every item, or of all stock. */
const beginsFullRead = (url: string): boolean =>
  /\/(Item|ItemShop)\.json/.test(url) && !/[?&](timeStamp|itemID|TagRelations\.tagID|after|before)=/.test(url)

const silent: Log = { info() {}, warn() {}, error() {} }

/** What a merchant has after connecting both sides. */
export async function connectedDisk(
  time: Time,
  parts: {
    readonly till: ReturnType<typeof createLightspeed>
    readonly web: ReturnType<typeof createMagento>
    readonly multiSource: boolean
    readonly seed: number
    readonly rules?: Rules
  },
  folder: string,
): Promise<Disk> {
  const { till, web, multiSource } = parts
  const clock: Clock = { now: time.now, sleep: () => immediate() }
  const tokens = memoryTokens()
  const random = randomOf(createRandom(parts.seed))
  const { lightspeed } = lightspeedOver({ http: inProcess(till.handle, clock), clock, tokens, random })
  await connected(lightspeed, till.approve)
  mkdirSync(folder, { recursive: true })
  const opened = openLedger({ file: `${folder}/ledger.sqlite`, clock, log: silent })
  if (!opened.ok) throw new Error('The ledger was refused')
  const ledger = opened.value
  const shops = till.state.shops
    .ordered('shopID')
    .map(({ shopID, name }) => ({ shopId: String(shopID), name }))
  ledger.pair.connectLightspeed({
    accountId: String(till.state.account.accountID),
    name: till.state.account.name,
    shops,
    permissions: [],
  })
  ledger.lists.shops.store(shops)
  ledger.pair.connectMagento({
    id: 'simulate',
    url: SHOP_URL,
    version: '2.4',
    edition: 'Community',
    multiSource,
    websites: [{ id: 1, code: 'base', name: 'Main Website' }],
    storeViews: [],
    currency: 'USD',
    permissions: [],
    warnings: [],
  })
  ledger.rules.set(parts.rules ?? defaultRules)
  ledger.close()
  const magento = { kind: 'integration', ...web.shop.addIntegration('Tillbridge') }
  const text = JSON.stringify({ lightspeed: tokens.kept, magento })
  return { folder, settings: null, vault: JSON.stringify({ version: 2, cipher: 'key-file', text }) }
}
