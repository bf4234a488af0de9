import type { Finding } from '../../../shared/check-up.ts'
import { type Message, message } from '../../../shared/message.ts'
import { defaultLimits } from '../../magento/limits.ts'
import type { ShopFacts } from './facts.ts'
import { good, know, mend } from './verdicts.ts'

/** What the web shop is and how it is set up, whatever the merchant's own settings say. */
export const judgeShop = (shop: ShopFacts): Finding[] => [
  ...judgeWarnings(shop),
  ...judgeOverrides(shop),
  ...judgeSlashes(shop),
  judgeLimits(shop),
  judgeConsumers(shop),
]

/** What connecting warns of, each with its cure; where it does not, all is well. */
function judgeWarnings({ connected: { warnings, currency, multiSource } }: ShopFacts): Finding[] {
  const warned = (key: string): Message | undefined => warnings.find((warning) => warning.key === key)
  const currencies = warned('magento.warning.currencies')
  const shared = warned('magento.warning.shared-source')
  const reservations = warned('magento.warning.reservations')
  return [
    currencies === undefined
      ? good('currency', message('checkUp.currency.good', { currency: currency ?? '–' }))
      : mend('currency', currencies, message('checkUp.currency.cure')),
    shared === undefined
      ? good('sources', message(multiSource ? 'checkUp.sources.several' : 'checkUp.sources.one'))
      : mend('sources', shared, message('checkUp.sources.sharedCure')),
    reservations === undefined
      ? good('reservations', message('checkUp.reservations.good'))
      : mend('reservations', reservations, message('checkUp.reservations.cure')),
  ]
}

/** The merchant may want them (a translation), so they are named, and cleared only where the merchant says so. */
function judgeOverrides({ overrides }: ShopFacts): Finding[] {
  if (overrides === null) return []
  const { rows, products, allProducts, views, allViews } = overrides
  const looked = { products, views }
  const part = products < allProducts || views < allViews
  if (rows.length === 0)
    return [
      good('overrides', message(part ? 'checkUp.overrides.goodSoFar' : 'checkUp.overrides.good', looked)),
    ]
  const count = new Set(rows.map(({ sku }) => sku)).size
  const places = [...new Set(rows.map(({ sku, view }) => `${sku} (${view})`))]
  const names = places.map((place) => {
    const own = rows.filter(({ sku, view }) => `${sku} (${view})` === place)
    return `${place}: ${own.map(({ attribute }) => attribute).join(', ')}`
  })
  const key = part ? 'checkUp.overrides.foundSoFar' : 'checkUp.overrides.found'
  return [know('overrides', message(key, { count, ...looked }), message('checkUp.overrides.cure'), names)]
}

/** Tillbridge never puts such a SKU into an address, so this is for whoever else does. */
function judgeSlashes({ slashesArrive }: ShopFacts): Finding[] {
  if (slashesArrive === null) return []
  return slashesArrive
    ? [good('slashes', message('checkUp.slashes.good'))]
    : [know('slashes', message('checkUp.slashes.blocked'), message('checkUp.slashes.cure'))]
}

function judgeLimits({ limits }: ShopFacts): Finding {
  const { rows, pageSize } = limits
  const cure = message('checkUp.limits.cure')
  if (rows < defaultLimits.rows) return know('limits', message('checkUp.limits.small', { rows }), cure)
  if (pageSize < defaultLimits.pageSize)
    return know('limits', message('checkUp.limits.smallPages', { pageSize }), cure)
  return good('limits', message('checkUp.limits.good'))
}

/** Consumers that stand still mean that the shop's cron does, and much else of it with that. */
function judgeConsumers({ consumers }: ShopFacts): Finding {
  switch (consumers?.state) {
    case undefined:
      return know('consumers', message('checkUp.consumers.asked'))
    case 'run':
    case 'untold':
      return good('consumers', message('checkUp.consumers.good'))
    case 'silent':
      return mend('consumers', message('checkUp.consumers.silent'), message('checkUp.consumers.cure'))
    case 'missing':
      return know('consumers', message('checkUp.consumers.missing'))
    case 'forbidden':
      return know('consumers', message('checkUp.consumers.forbidden'), message('checkUp.consumers.right'))
  }
}
