import { z } from 'zod'
import { type ControlRoutes, route } from '../control.ts'
import { readSwitches } from '../switches.ts'
import type { MagentoSandbox } from './magento.ts'

const Fields = z.record(z.string(), z.json())
const OneProduct = z.object({ sku: z.string() })

/** What the shop holds, seen by its administrator. */
export function shopRoutes({ shop, consumer }: MagentoSandbox): ControlRoutes {
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
    'POST /shop/settings': (body) =>
      Object.assign(shop.settings, readSwitches(JSON.stringify(body), shop.settings)),
    'POST /shop/reserve': route(
      z.object({ sku: z.string(), stockId: z.number(), quantity: z.number() }),
      ({ sku, stockId, quantity }) => shop.reserve(sku, stockId, quantity),
    ),
    'POST /shop/reindex': () => shop.reindex(),
    'POST /shop/cleanCache': () => shop.cleanCache(),
    'GET /consumer/waiting': () => consumer.waiting(),
    'POST /consumer/run': route(z.object({ most: z.number().optional() }), ({ most }) => consumer.run(most)),
    'POST /consumer/stop': () => consumer.stop(),
    'POST /consumer/start': () => consumer.start(),
    'POST /consumer/late': route(z.object({ ms: z.number() }), ({ ms }) => consumer.late(ms)),
    'POST /consumer/workers': route(z.object({ count: z.number() }), ({ count }) => consumer.workers(count)),
    'POST /consumer/lose': route(z.object({ count: z.number() }), ({ count }) => consumer.lose(count)),
    'POST /shop/sourceItems': route(OneProduct, ({ sku }) => shop.sourceItems(sku)),
  }
}
