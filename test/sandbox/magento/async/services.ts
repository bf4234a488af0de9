import type { Route } from '../resources/route.ts'

/** The service behind a route: its topic's middle part, and the class and method that a success names. */
export type Service = { topic: string; success: string; isVoid?: true }

const product = 'magento.catalog.api.productrepositoryinterface'
const products = 'Magento\\Catalog\\Model\\ProductRepository\\Interceptor'
const price = (name: string): Service => ({
  topic: `magento.catalog.api.${name.toLowerCase()}storageinterface.update`,
  success: `Magento\\Catalog\\Model\\Product\\Price\\${name}Storage::update`,
})

const services: Readonly<Record<string, Service>> = {
  'POST /V1/products': { topic: `${product}.save`, success: `${products}::save` },
  'PUT /V1/products/:sku': { topic: `${product}.save`, success: `${products}::save` },
  'DELETE /V1/products/:sku': { topic: `${product}.deletebyid`, success: `${products}::deleteById` },
  'POST /V1/products/base-prices': price('BasePrice'),
  'POST /V1/products/special-price': price('SpecialPrice'),
  'POST /V1/products/tier-prices': price('TierPrice'),
  'POST /V1/inventory/source-items': {
    topic: 'magento.inventoryapi.api.sourceitemssaveinterface.execute',
    success: 'Magento\\Inventory\\Model\\SourceItem\\Command\\SourceItemsSave\\Interceptor::execute',
    isVoid: true,
  },
  'POST /V1/inventory/source-items-delete': {
    topic: 'magento.inventoryapi.api.sourceitemsdeleteinterface.execute',
    success: 'Magento\\Inventory\\Model\\SourceItem\\Command\\SourceItemsDelete\\Interceptor::execute',
    isVoid: true,
  },
}

/** Of a route whose service was never recorded, a name made from its path. */
export function serviceOf({ method, template }: Route): Service {
  const named = template
    .split('/')
    .filter((step) => step !== '' && step !== 'V1' && !step.startsWith(':'))
    .join('.')
  return (
    services[`${method} ${template}`] ?? {
      topic: `magento.${named.replace(/[^a-z.]/gi, '').toLowerCase()}`,
      success: `Magento\\Service\\Interceptor::execute`,
    }
  )
}

/** The name under which a route's requests are queued. */
export function topicOf(route: Route): string {
  return `async.${serviceOf(route).topic}.${route.method.toLowerCase()}`
}

/** A route's address for lists of requests: `/V1/products/:sku` becomes `/V1/products/bySku`. */
export function bulkTemplate(template: string): string {
  return template.replace(
    /:(\w)(\w*)/g,
    (_all, first: string, rest: string) => `by${first.toUpperCase()}${rest}`,
  )
}
