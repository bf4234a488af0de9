import { int, object, text } from '../web/input.ts'
import { refuse } from '../web/refusal.ts'
import { CATEGORY_RIGHT, categoryOf } from './categories.ts'
import { productOf } from './products.ts'
import type { Call, Route } from './route.ts'
import { need } from './route.ts'

const linkReader = object('\\Magento\\Catalog\\Api\\Data\\CategoryProductLinkInterface', {
  sku: text,
  position: int,
  category_id: text,
})

function put(call: Call): true {
  const link = need(call, 'productLink', linkReader)
  const sent = link.category_id ?? call.param('categoryId')
  const category = categoryOf(call, Number(sent), sent)
  productOf(call, link.sku ?? '').categories.set(category.id, link.position ?? 0)
  return true
}

function remove(call: Call): true {
  const category = categoryOf(call, Number(call.param('categoryId')))
  if (!productOf(call).categories.delete(category.id))
    throw refuse(400, "The category doesn't contain the specified product.")
  return true
}

const PRODUCTS = '/V1/categories/:categoryId/products'

export const categoryProductRoutes: Route[] = [
  {
    method: 'GET',
    template: PRODUCTS,
    resource: CATEGORY_RIGHT,
    // The list comes from an index, which no cron fills here.
    answer: (call) => {
      categoryOf(call, Number(call.param('categoryId')))
      return []
    },
  },
  { method: 'POST', template: PRODUCTS, resource: CATEGORY_RIGHT, answer: put },
  { method: 'PUT', template: PRODUCTS, resource: CATEGORY_RIGHT, answer: put },
  { method: 'DELETE', template: `${PRODUCTS}/:sku`, resource: CATEGORY_RIGHT, answer: remove },
]
