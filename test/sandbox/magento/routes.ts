import { attributeOptionRoutes } from './resources/attribute-options.ts'
import { attributeSetRoutes } from './resources/attribute-sets.ts'
import { attributeRoutes } from './resources/attributes.ts'
import { bulkRoutes } from './resources/bulks.ts'
import { categoryRoutes } from './resources/categories.ts'
import { categoryAttributeRoutes } from './resources/category-attributes.ts'
import { categoryProductRoutes } from './resources/category-products.ts'
import { configurableRoutes } from './resources/configurable.ts'
import { countryRoutes } from './resources/countries.ts'
import { emptyListRoutes } from './resources/empty-lists.ts'
import { legacyStockRoutes } from './resources/legacy-stock.ts'
import { mediaRoutes } from './resources/media.ts'
import { basePriceRoutes } from './resources/prices-base.ts'
import { specialPriceRoutes } from './resources/prices-special.ts'
import { tierPriceRoutes } from './resources/prices-tier.ts'
import { productRoutes } from './resources/products.ts'
import type { Route } from './resources/route.ts'
import { salableRoutes } from './resources/salable.ts'
import { sourceItemRoutes } from './resources/source-items.ts'
import { sourceRoutes } from './resources/sources.ts'
import { stockRoutes } from './resources/stocks.ts'
import { storeRoutes } from './resources/stores.ts'
import { unmodelledRoutes } from './resources/unmodelled.ts'
import type { State } from './state/model.ts'
import { hasMsi, traitsOf } from './state/traits.ts'

const modelled: readonly Route[] = [
  ...attributeOptionRoutes,
  ...attributeRoutes,
  ...attributeSetRoutes,
  ...basePriceRoutes,
  ...bulkRoutes,
  ...categoryAttributeRoutes,
  ...categoryProductRoutes,
  ...categoryRoutes,
  ...configurableRoutes,
  ...countryRoutes,
  ...emptyListRoutes,
  ...legacyStockRoutes,
  ...mediaRoutes,
  ...productRoutes,
  ...salableRoutes,
  ...sourceItemRoutes,
  ...sourceRoutes,
  ...specialPriceRoutes,
  ...stockRoutes,
  ...storeRoutes,
  ...tierPriceRoutes,
]

const shape = ({ method, template }: Route): string => `${method} ${template.replace(/:\w+/g, ':')}`

/** Whether the shop has a route: its version, and what was switched off. */
export function hasRoute(state: State, { method, template }: Route): boolean {
  if (template.startsWith('/V1/inventory/')) return hasMsi(state)
  if (template.startsWith('/V1/bulk')) return traitsOf(state).async !== 'none'
  if (method === 'PUT' && template.includes('/options/:optionId')) return traitsOf(state).changesOptions
  return true
}

/** Every route the sandbox knows: what it models, and what it says is missing. */
export function allRoutes(): Route[] {
  const known = new Set(modelled.map(shape))
  return [...modelled, ...unmodelledRoutes().filter((route) => !known.has(shape(route)))]
}
