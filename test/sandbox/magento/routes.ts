import { attributeOptionRoutes } from './resources/attribute-options.ts'
import { attributeSetRoutes } from './resources/attribute-sets.ts'
import { attributeRoutes } from './resources/attributes.ts'
import { categoryRoutes } from './resources/categories.ts'
import { categoryProductRoutes } from './resources/category-products.ts'
import { configurableRoutes } from './resources/configurable.ts'
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

const modelled: readonly Route[] = [
  ...attributeOptionRoutes,
  ...attributeRoutes,
  ...attributeSetRoutes,
  ...basePriceRoutes,
  ...categoryProductRoutes,
  ...categoryRoutes,
  ...configurableRoutes,
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

/** Every route the sandbox knows: what it models, and what it says is missing. */
export function allRoutes(): Route[] {
  const known = new Set(modelled.map(shape))
  return [...modelled, ...unmodelledRoutes().filter((route) => !known.has(shape(route)))]
}
