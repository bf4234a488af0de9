import type { MagentoConnected } from '../../shared/connect.ts'
import { type Message, message } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { modules } from './modules.ts'
import { permissions } from './permissions.ts'
import { stockSources } from './sources.ts'
import { currency, type StoreConfig, storeConfigs, storeViews, websites } from './stores.ts'
import { version } from './version.ts'

/**
 * What this shop is and can do, and which rights it gave. Asked at connect; writes nothing.
 *
 * A missing right is a finding, not an error. Where every right is missing Magento treats the caller as nobody: the
 * integration is switched off, or its token is not allowed as a bearer token (recorded 2.4.7).
 */
export async function readCapabilities(magento: Magento): Promise<Result<MagentoConnected, MagentoError>> {
  const multiSource = await hasSources(magento)
  if (!multiSource.ok) return multiSource
  const rights = await permissions(magento, multiSource.value)
  if (!rights.ok) return rights
  if (rights.value.every(({ given }) => !given)) {
    const words = 'every right is missing'
    return err({ kind: 'refused-keys', call: 'GET /V1/store/storeViews', fault: 'inactive', message: words })
  }
  const told = await version(magento)
  if (!told.ok) return told
  const base = await ifAllowed(currency(magento), { base_currency_code: null })
  const sites = await ifAllowed(websites(magento), [])
  const views = await ifAllowed(storeViews(magento), [])
  const configs = await ifAllowed(storeConfigs(magento), [])
  const installed = await ifAllowed(modules(magento), [])
  const links = multiSource.value ? await ifAllowed(stockSources(magento), []) : ok([])
  if (!base.ok) return base
  if (!sites.ok) return sites
  if (!views.ok) return views
  if (!configs.ok) return configs
  if (!installed.ok) return installed
  if (!links.ok) return links
  return ok({
    id: magento.id,
    url: magento.url,
    ...told.value,
    multiSource: multiSource.value,
    websites: [...sites.value],
    storeViews: [...views.value],
    currency: base.value.base_currency_code ?? null,
    permissions: [...rights.value],
    warnings: [
      ...severalCurrencies(configs.value),
      ...withoutReservations(installed.value),
      ...sharedSources(links.value),
    ],
  })
}

/** Whether multi-source inventory is there: without it the route is unknown, without the right it is refused. */
async function hasSources(magento: Magento): Promise<Result<boolean, MagentoError>> {
  const answer = await magento.request({
    method: 'GET',
    path: 'inventory/sources',
    query: [['searchCriteria[pageSize]', '1']],
    scope: null,
    effect: 'read',
  })
  if (answer.ok || answer.error.kind === 'permission-missing') return ok(true)
  return answer.error.kind === 'rejected' && answer.error.status === 404 ? ok(false) : answer
}

async function ifAllowed<T>(
  asked: Promise<Result<T, MagentoError>>,
  otherwise: T,
): Promise<Result<T, MagentoError>> {
  const answer = await asked
  return !answer.ok && answer.error.kind === 'permission-missing' ? ok(otherwise) : answer
}

/** Prices are sent as they are, in one currency. */
function severalCurrencies(configs: readonly StoreConfig[]): Message[] {
  const currencies = [...new Set(configs.flatMap(({ currency: code }) => code ?? []))].sort()
  return currencies.length > 1
    ? [message('magento.warning.currencies', { currencies: currencies.join(', ') })]
    : []
}

/** Modules that switch reservations off change what a quantity means: `Ampersand_DisableStockReservation`. */
function withoutReservations(installed: readonly string[]): Message[] {
  return installed
    .filter((name) => /disable_?stock_?reservation/i.test(name))
    .map((module) => message('magento.warning.reservations', { module }))
}

/** One source in several stocks oversells (magento/inventory#2727). */
function sharedSources(links: readonly { readonly source: string; readonly stockId: number }[]): Message[] {
  const stocksOf = new Map<string, Set<number>>()
  for (const { source, stockId } of links) {
    stocksOf.set(source, (stocksOf.get(source) ?? new Set()).add(stockId))
  }
  const shared = [...stocksOf].filter(([, stocks]) => stocks.size > 1).map(([source]) => source)
  return shared.length === 0 ? [] : [message('magento.warning.shared-source', { sources: shared.join(', ') })]
}
