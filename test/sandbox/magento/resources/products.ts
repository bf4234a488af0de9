import type { Product } from '../state/model.ts'
import { productBySku } from '../state/products.ts'
import { argument, int, object, text } from '../web/input.ts'
import { isObject } from '../web/json.ts'
import { noEntity, noProduct, refuse } from '../web/refusal.ts'
import { refusePoisoned } from './configurable-save.ts'
import { deleteProduct } from './product-delete.ts'
import { productReader, saveOptionsReader } from './product-input.ts'
import { saveProduct } from './product-save.ts'
import { searchProducts } from './product-search.ts'
import { productView } from './product-view.ts'
import type { Call, Route } from './route.ts'
import { criteria, need, storeOf, withPathValue } from './route.ts'

const RIGHT = 'Magento_Catalog::products'
const STOCK_RIGHT = 'Magento_CatalogInventory::cataloginventory'

export function productOf(call: Call, sku = call.param('sku')): Product {
  const product = productBySku(call.state, sku)
  if (product === undefined) throw noProduct()
  refusePoisoned(call.state, product)
  return product
}

function save(call: Call, sentSku: unknown) {
  const input = need(call, 'product', productReader)
  argument(call.body, 'saveOptions', saveOptionsReader)
  const product = saveProduct(call.state, input, call.storeId, call.now)
  return productView(call.state, product, call.storeId, {
    stockItem: call.can(STOCK_RIGHT),
    linksAndTiers: sentSku !== product.sku,
  })
}

function sentSku(call: Call): unknown {
  return isObject(call.body.product) ? call.body.product.sku : undefined
}

function remove(call: Call): true {
  deleteProduct(call.state, productOf(call))
  return true
}

const websiteLink = object('\\Magento\\Catalog\\Api\\Data\\ProductWebsiteLinkInterface', {
  sku: text,
  website_id: int,
})

function addWebsite(call: Call): true {
  const link = need(call, 'productWebsiteLink', websiteLink)
  const product = productOf(call, link.sku ?? '')
  const id = link.website_id ?? 0
  if (id === 0 || !call.state.websites.some((website) => website.id === id))
    throw refuse(400, 'Could not assign product "%1" to websites "%2"', [String(product.id), id])
  setWebsites(call, product, [...new Set([...product.websiteIds, id])])
  return true
}

function removeWebsite(call: Call): true {
  const product = productOf(call)
  const id = Number(call.param('websiteId'))
  if (!call.state.websites.some((website) => website.id === id)) throw noEntity('website_id', id)
  setWebsites(
    call,
    product,
    product.websiteIds.filter((each) => each !== id),
  )
  return true
}

function setWebsites(call: Call, product: Product, websiteIds: number[]): void {
  saveProduct(
    call.state,
    { id: product.id, sku: product.sku, extension_attributes: { website_ids: websiteIds } },
    0,
    call.now,
  )
}

export const productRoutes: Route[] = [
  {
    method: 'GET',
    template: '/V1/products',
    resource: RIGHT,
    answer: (call) => searchProducts(call.state, criteria(call), call.storeId),
  },
  {
    method: 'GET',
    template: '/V1/products/:sku',
    resource: RIGHT,
    answer: (call) =>
      productView(call.state, productOf(call), storeOf(call), {
        stockItem: call.can(STOCK_RIGHT),
        linksAndTiers: true,
      }),
  },
  {
    method: 'POST',
    template: '/V1/products',
    resource: RIGHT,
    takes: [['product', productReader]],
    answer: (call) => save(call, sentSku(call)),
  },
  {
    method: 'PUT',
    template: '/V1/products/:sku',
    resource: RIGHT,
    takes: [['product', productReader]],
    answer: (call) => save(withPathValue(call, 'sku', call.param('sku')), sentSku(call)),
  },
  {
    method: 'DELETE',
    template: '/V1/products/:sku',
    resource: RIGHT,
    takes: [['sku', text]],
    answer: remove,
  },
  { method: 'POST', template: '/V1/products/:sku/websites', resource: RIGHT, answer: addWebsite },
  { method: 'PUT', template: '/V1/products/:sku/websites', resource: RIGHT, answer: addWebsite },
  {
    method: 'DELETE',
    template: '/V1/products/:sku/websites/:websiteId',
    resource: RIGHT,
    answer: removeWebsite,
  },
]
