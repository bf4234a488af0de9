import { z } from 'zod'
import { type ControlRoutes, route } from '../control.ts'
import type { MagentoSandbox } from './magento.ts'

const Fields = z.record(z.string(), z.json())
const OneProduct = z.object({ sku: z.string() })

/** What the shop holds, seen by its administrator. */
export function shopRoutes({ shop }: MagentoSandbox): ControlRoutes {
  return {
    'GET /shop/count': () => shop.count(),
    'GET /shop/skus': () => shop.skus(),
    'POST /shop/product': route(OneProduct, ({ sku }) => shop.product(sku)),
    'POST /shop/addProduct': route(z.looseObject({ sku: z.string() }), ({ sku, ...fields }) =>
      shop.addProduct({ ...Fields.parse(fields), sku }),
    ),
    'POST /shop/edit': route(z.object({ sku: z.string(), change: Fields }), ({ sku, change }) =>
      shop.edit(sku, change),
    ),
    'POST /shop/overrideInView': route(
      z.object({ sku: z.string(), view: z.string(), change: Fields }),
      ({ sku, view, change }) => shop.overrideInView(sku, view, change),
    ),
    'POST /shop/addSource': route(z.object({ code: z.string() }), ({ code }) => shop.addSource(code)),
    'POST /shop/addStock': route(
      z.object({ name: z.string(), sources: z.array(z.string()), websites: z.array(z.string()) }),
      ({ name, sources, websites }) => ({ stockId: shop.addStock(name, sources, websites) }),
    ),
    'POST /shop/sourceItems': route(OneProduct, ({ sku }) => shop.sourceItems(sku)),
  }
}
