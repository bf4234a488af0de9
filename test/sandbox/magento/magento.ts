import type { Faults } from '../faults.ts'
import { createFaults } from '../faults.ts'
import type { SandboxClock, SandboxRequest, SandboxResponse } from '../types.ts'
import { answerAtDoor, html, internalMessage } from './door.ts'
import { createShopRequests, type ShopRequests } from './requests.ts'
import { allRoutes } from './routes.ts'
import type { Shop } from './shop.ts'
import { createShop } from './shop.ts'
import { freshState } from './state/fresh.ts'
import type { Settings } from './state/model.ts'
import { encodeJson } from './web/json.ts'
import { maintenancePage, notFoundPage } from './web/pages.ts'
import { Refusal } from './web/refusal.ts'
import { createRouter } from './web/router.ts'
import { readTarget } from './web/scope.ts'

/** A stand-in of a Magento Open Source 2.4.7 shop. */
export type MagentoSandbox = {
  handle(request: SandboxRequest): SandboxResponse
  /** Looks into the shop and changes it by hand. */
  shop: Shop
  /** Troubles by route, such as `POST /V1/products` or `PUT /V1/products/:sku`. */
  faults: Faults
  requests: ShopRequests
}

/**
 * A shop just installed, in memory: `handle` is a function of the request, the shop's state and the clock.
 *
 * @param options what differs from a fresh shop's settings
 */
export function createMagento({
  clock,
  options = {},
}: {
  clock: SandboxClock
  options?: Partial<Settings>
}): MagentoSandbox {
  const state = freshState(clock, options)
  const requests = createShopRequests()
  const withMsi = createRouter(allRoutes())
  const withoutMsi = createRouter(allRoutes().filter((route) => !route.template.startsWith('/V1/inventory/')))
  const faults = createFaults((status) => {
    if (status === 503) return html(503, maintenancePage('shop.example'))
    const message = status >= 500 ? internalMessage(state) : (refusals[status] ?? 'Request refused')
    return {
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: encodeJson({ message }),
    }
  })
  const isScope = (code: string): boolean =>
    code === 'all' || state.stores.some((store) => store.id !== 0 && store.code === code)

  function handle(request: SandboxRequest): SandboxResponse {
    const mark = request.url.indexOf('?')
    const path = mark < 0 ? request.url : request.url.slice(0, mark)
    const query = mark < 0 ? '' : request.url.slice(mark + 1)
    const target = readTarget(path, isScope)
    const router = state.settings.msi ? withMsi : withoutMsi
    const matched = target.kind === 'sync' ? router(request.method, target.segments) : undefined
    const route =
      matched === undefined || matched instanceof Refusal
        ? `${request.method} ${path}`
        : `${request.method} ${matched.route.template}`
    const response = faults.through(route, () =>
      target.kind === 'outside'
        ? outsideRest(path)
        : answerAtDoor(state, request, { target, matched, query }),
    )
    requests.add({
      at: clock.now(),
      route,
      method: request.method,
      path: request.url,
      status: 'status' in response ? response.status : 0,
      bodySize: request.body.length,
    })
    return response
  }

  function outsideRest(path: string): SandboxResponse {
    if (path !== '/magento_version') return html(404, notFoundPage())
    if (state.settings.maintenance) return html(503, maintenancePage('shop.example'))
    return html(200, `Magento/2.4 (${state.settings.edition})`)
  }

  return { handle, shop: createShop(state), faults, requests }
}

/** What a shop says with a status that a fault asks for without a body. */
const refusals: Record<number, string> = {
  400: 'Database deadlock found when trying to get lock',
  401: 'The signature is invalid. Verify and try again.',
  429: 'Too Many Requests',
}
