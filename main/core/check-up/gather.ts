import { type Message, message } from '../../../shared/message.ts'
import { err, ok, type Result } from '../../../shared/result.ts'
import { askConsumers, lookAtCanary } from '../../catalogue/apply/consumers.ts'
import { lookForOverrides, managedCodes } from '../../catalogue/overrides/look.ts'
import { criteriaNow } from '../../catalogue/view.ts'
import { lightspeedFailure } from '../../lightspeed/errors.ts'
import type { Lightspeed } from '../../lightspeed/lightspeed.ts'
import { attributesOfSet } from '../../magento/attributes.ts'
import { readCapabilities } from '../../magento/capabilities.ts'
import { magentoFailure } from '../../magento/failure.ts'
import type { Magento } from '../../magento/magento.ts'
import { probeLimits } from '../../magento/probe-limits.ts'
import { slashesArrive } from '../../magento/slashes.ts'
import type { Ledger } from '../../store/ledger.ts'
import type { Consumers } from '../../store/routes.ts'
import type { Edge } from '../../support/edge.ts'
import { refreshLists } from '../lists.ts'
import type { MagentoConnection } from '../magento-connection.ts'
import { clockAhead } from './clock-ahead.ts'
import type { Facts, OverrideFacts, ShopFacts, TillFacts } from './facts.ts'
import { fixedValues } from './mapping-facts.ts'

export type CheckUpParts = {
  readonly edge: Pick<Edge, 'http' | 'clock' | 'log' | 'addresses'>
  readonly ledger: Ledger
  readonly lightspeed: Lightspeed
  readonly magento: MagentoConnection
}

/** Names of doubles that are told; a merchant mends them one by one. */
const MOST_DOUBLES = 50

/** Asks both sides, in a few harmless calls. Writes nothing to either. */
export async function gatherFacts(parts: CheckUpParts, signal: AbortSignal): Promise<Facts> {
  const { edge, ledger, lightspeed, magento } = parts
  const client = await magento.client()
  await refreshLists(ledger, lightspeed, client.ok ? client.value : null, signal)
  const rules = ledger.rules.current()
  const criteria = criteriaNow(ledger, rules.selection)
  const known = ledger.items.count({ kind: 'all' }) > 0
  return {
    till: await tillFacts(parts, signal),
    shop: client.ok ? await shopFacts(parts, client.value) : err(client.error.message),
    rules,
    mapping: ledger.mapping.current(),
    ahead: {
      till: await clockAhead(edge, edge.addresses.lightspeedApi),
      shop: client.ok ? await clockAhead(edge, `${client.value.url}/magento_version`) : null,
    },
    doubles: {
      till: ledger.doubles.till(criteria, MOST_DOUBLES),
      shop: ledger.doubles.shop(MOST_DOUBLES),
      barcode: ledger.doubles.barcode(MOST_DOUBLES),
    },
    saveTime: ledger.lists.saveTime.get()?.value ?? null,
    route: ledger.lists.route.get()?.value ?? null,
    toCreate: known ? Math.max(0, ledger.items.countSelected(criteria) - ledger.links.count('linked')) : null,
  }
}

async function tillFacts(
  { ledger, lightspeed }: CheckUpParts,
  signal: AbortSignal,
): Promise<Result<TillFacts, Message>> {
  if (ledger.pair.get().lightspeed === null) return err(message('lightspeed.not-connected'))
  const connected = await lightspeed.discover(signal)
  if (!connected.ok) return err(lightspeedFailure(connected.error).message)
  return ok({ connected: connected.value, priceLevels: ledger.lists.priceLevels.get()?.value ?? null })
}

async function shopFacts(parts: CheckUpParts, magento: Magento): Promise<Result<ShopFacts, Message>> {
  const { ledger } = parts
  const connected = await readCapabilities(magento)
  if (!connected.ok) return err(magentoFailure(connected.error).message)
  await probeLimits(magento)
  const { lists } = ledger
  return ok({
    connected: connected.value,
    limits: magento.limits(),
    slashesArrive: await slashesArrive(magento),
    sources: lists.sources.get()?.value ?? null,
    taxClasses: lists.taxClasses.get()?.value ?? null,
    attributeSets: lists.attributeSets.get()?.value ?? null,
    textAttributes: lists.textAttributes.get()?.value ?? null,
    overrides: await overrideFacts(
      magento,
      ledger,
      connected.value.storeViews.map(({ code }) => code),
    ),
    consumers: await consumers(parts, magento),
    attributes: await attributesOfSets(magento, fixedValues(ledger.mapping.current(), 'attribute_set_id')),
  })
}

/** Whether anybody works off what the shop is given to do later. The answer takes a minute: it is found by the next look. */
async function consumers(
  { ledger, edge: { clock, log } }: CheckUpParts,
  magento: Magento,
): Promise<Consumers | null> {
  const asking = { ledger, magento, clock, log }
  await lookAtCanary(asking)
  await askConsumers(asking)
  return ledger.lists.consumers.get()?.value ?? null
}

/** Products and store views that are looked at. */
const MOST_PRODUCTS = 300
const MOST_VIEWS = 10

/** Null: nothing is paired yet, or it could not be asked. */
async function overrideFacts(
  magento: Magento,
  ledger: Ledger,
  views: readonly string[],
): Promise<OverrideFacts | null> {
  const links = ledger.links.page(null, MOST_PRODUCTS).filter(({ state }) => state === 'linked')
  const skus = links.map(({ sku }) => sku)
  if (skus.length === 0) return null
  const looked = views.slice(0, MOST_VIEWS)
  const rows = await lookForOverrides(magento, skus, looked, managedCodes(ledger.mapping.current()))
  if (!rows.ok) return null
  return {
    rows: rows.value,
    products: skus.length,
    allProducts: ledger.links.count('linked'),
    views: looked.length,
    allViews: views.length,
  }
}

async function attributesOfSets(
  magento: Magento,
  sets: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = new Map<string, readonly string[]>()
  for (const set of sets) {
    const codes = await attributesOfSet(magento, Number(set))
    if (codes.ok) known.set(set, codes.value)
  }
  return known
}
