import { ok, type Result } from '../../../shared/result.ts'
import { attribute } from '../../magento/attributes.ts'
import type { MagentoError } from '../../magento/error.ts'
import { storeViews } from '../../magento/stores.ts'
import type { PriceStores } from '../../store/lists.ts'
import type { Work } from '../work.ts'

const EVERY_MS = 3_600_000

/** Stands for all store views. */
const ALL = 0

/**
 * Where prices are written: in scope `all`, and where the shop keeps prices by website in each website too, as what a
 * website holds itself hides the other. Asked at most once an hour.
 */
export async function priceStores({
  ledger,
  magento,
  clock,
  websiteIds,
}: Pick<Work, 'ledger' | 'magento' | 'clock' | 'websiteIds'>): Promise<Result<PriceStores, MagentoError>> {
  const known = ledger.lists.priceStores.get()
  const ageMs = known === null ? null : clock.now() - Date.parse(known.readAt)
  if (known !== null && ageMs !== null && ageMs >= 0 && ageMs < EVERY_MS) return ok(known.value)
  const price = await attribute(magento, 'price')
  if (!price.ok) return price
  const views = price.value?.scope === 'website' ? await storeViews(magento) : ok([])
  if (!views.ok) return views
  const own = views.value.filter(({ websiteId }) => websiteIds.includes(websiteId))
  const firsts = websiteIds.flatMap((id) => own.find(({ websiteId }) => websiteId === id)?.id ?? [])
  const stores = { base: [ALL, ...firsts], special: [ALL, ...own.map(({ id }) => id)] }
  ledger.lists.priceStores.store(stores)
  return ok(stores)
}
