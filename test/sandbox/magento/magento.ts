import type { Faults } from '../faults.ts'
import { createFaults } from '../faults.ts'
import type { SandboxClock, SandboxRequest, SandboxResponse } from '../types.ts'
import { html, internalMessage } from './answers.ts'
import type { Consumer } from './async/consumer.ts'
import { createConsumer } from './async/consumer.ts'
import { bulkTemplate } from './async/services.ts'
import { answerAtDoor } from './door.ts'
import { createShopRequests, type ShopRequests } from './requests.ts'
import { allRoutes, hasRoute } from './routes.ts'
import type { Shop } from './shop.ts'
import { createShop } from './shop.ts'
import { freshState } from './state/fresh.ts'
import type { Settings, State } from './state/model.ts'
import { traitsOf } from './state/traits.ts'
import { encodeJson } from './web/json.ts'
import { maintenancePage, notFoundPage } from './web/pages.ts'
import { Refusal, refuse } from './web/refusal.ts'
import type { Matched } from './web/router.ts'
import { createRouter } from './web/router.ts'
import type { Target } from './web/scope.ts'
import { readTarget } from './web/scope.ts'

/** A stand-in of a Magento shop: Open Source 2.4.7, or what its settings say. */
export type MagentoSandbox = {
  handle(request: SandboxRequest): SandboxResponse
  /** Looks into the shop and changes it by hand. */
  shop: Shop
  /** Troubles by route, such as `POST /V1/products` or `PUT /V1/products/:sku`. */
  faults: Faults
  requests: ShopRequests
  /** Works off what was handed in asynchronously. */
  consumer: Consumer
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
  const routes = allRoutes()
  const routers = {
    one: createRouter(routes),
    many: createRouter(routes, ({ template }) => bulkTemplate(template)),
  }
  const consumer = createConsumer(state)
  const faults = createFaults((status, said) => {
    if (status === 503) return html(503, maintenancePage('shop.example'))
    const usual = status >= 500 ? internalMessage(state) : (refusals[status] ?? 'Request refused')
    const message = said ?? usual
    return {
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: encodeJson({ message }),
    }
  }, clock)
  const isScope = (code: string): boolean =>
    code === 'all' || state.stores.some((store) => store.id !== 0 && store.code === code)

  function handle(request: SandboxRequest): SandboxResponse {
    const mark = request.url.indexOf('?')
    const path = mark < 0 ? request.url : request.url.slice(0, mark)
    const query = mark < 0 ? '' : request.url.slice(mark + 1)
    const target = readTarget(path, isScope)
    const matched = match(request.method, target)
    const route =
      matched === undefined || matched instanceof Refusal
        ? `${request.method} ${path}`
        : `${request.method} ${prefixOf(target)}${matched.route.template}`
    consumer.catchUp()
    const response = faults.through(route, () =>
      target.kind === 'outside' || state.settings.redirectTo !== undefined
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

  function match(method: string, target: Target): Matched<State> | Refusal | undefined {
    if (target.kind !== 'sync' && target.kind !== 'async') return undefined
    const router = target.kind === 'async' && target.isBulk ? routers.many : routers.one
    const matched = router(method, target.segments)
    if (matched instanceof Refusal || hasRoute(state, matched.route)) return matched
    return refuse(404, 'Request does not match any route.')
  }

  function outsideRest(path: string): SandboxResponse {
    const { redirectTo } = state.settings
    if (redirectTo !== undefined)
      return {
        ...html(302, ''),
        headers: { Location: redirectTo, 'Content-Type': 'text/html; charset=UTF-8' },
      }
    if (path !== '/magento_version') return html(404, notFoundPage())
    if (state.settings.maintenance) return html(503, maintenancePage('shop.example'))
    return html(200, `Magento/${traitsOf(state).name} (${state.settings.edition})`)
  }

  return { handle, shop: createShop(state, consumer.catchUp), faults, requests, consumer }
}

/** Asynchronous routes are named by faults and the log as `POST /async/V1/products`. */
function prefixOf(target: Target): string {
  if (target.kind !== 'async') return ''
  return target.isBulk ? '/async/bulk' : '/async'
}

/** What a shop says with a status that a fault asks for without a body. */
const refusals: Record<number, string> = {
  400: 'Database deadlock found when trying to get lock',
  401: 'The signature is invalid. Verify and try again.',
  429: 'Too Many Requests',
}
