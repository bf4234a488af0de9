import { z } from 'zod'
import { type ControlRoutes, route } from '../control.ts'
import type { MagentoSandbox } from './magento.ts'

const OneProduct = z.object({ sku: z.string() })

/** What the shop holds, seen by its administrator. */
export function shopRoutes({ shop }: MagentoSandbox): ControlRoutes {
  return {
    'GET /shop/count': () => shop.count(),
    'GET /shop/skus': () => shop.skus(),
    'POST /shop/product': route(OneProduct, ({ sku }) => shop.product(sku)),
    'POST /shop/sourceItems': route(OneProduct, ({ sku }) => shop.sourceItems(sku)),
  }
}
