import type { SandboxRequest } from '../types.ts'
import type { Answer } from './answers.ts'
import { answered, html, refused, reportNumber } from './answers.ts'
import { work } from './async/consumer.ts'
import { submit } from './async/submit.ts'
import { momentOf } from './state/fresh.ts'
import type { State } from './state/model.ts'
import { ADMIN_STORE } from './state/model.ts'
import { beginSave, endSave } from './state/saves.ts'
import { traitsOf } from './state/traits.ts'
import type { Caller } from './web/authorize.ts'
import { authorize } from './web/authorize.ts'
import { readBody } from './web/body.ts'
import { applyFields } from './web/fields.ts'
import type { Json, JsonObject } from './web/json.ts'
import { isObject } from './web/json.ts'
import { negotiate } from './web/negotiate.ts'
import { errorPage, maintenancePage } from './web/pages.ts'
import { parseQuery } from './web/php.ts'
import { Refusal, refuse } from './web/refusal.ts'
import type { Matched } from './web/router.ts'
import type { Target } from './web/scope.ts'

/** What was found out about a request before anything is done. */
export type Arrived = { target: Target; matched: Matched<State> | Refusal | undefined; query: string }

type Done = { status: 200 | 202; value: Json; latencyMs?: number }

/** Answers one request: negotiation, route, rights, body, in Magento's order. */
export function answerAtDoor(state: State, request: SandboxRequest, arrived: Arrived): Answer {
  if (state.settings.maintenance) return html(503, maintenancePage(request.host))
  const format = negotiate(request.headers.accept)
  if (format === undefined) return html(500, errorPage(request.host, reportNumber(state, 64)))
  try {
    const query = parseQuery(arrived.query)
    const { status, value, latencyMs } = perform(state, request, arrived, query)
    const answer = answered(state, format, status, applyFields(value, query.fields))
    return latencyMs === undefined ? answer : { ...answer, latencyMs }
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    return refused(state, format, cause.trouble, request.method)
  }
}

function perform(state: State, request: SandboxRequest, arrived: Arrived, query: JsonObject): Done {
  const { route, params, target } = routeOf(state, request, arrived)
  const caller = callerOf(state, request, route.resource)
  if (route.resource !== 'anonymous' && !caller.can(route.resource))
    throw refuse(401, "The consumer isn't authorized to access %resources.", { resources: route.resource })
  const hasBody = ['POST', 'PUT'].includes(request.method) || target.kind === 'async'
  const body = hasBody ? readBody(request) : {}
  const storeId = storeIdOf(state, target.scope)
  if (target.kind === 'async') {
    const { isBulk } = target
    const { answer, bulk } = submit(state, { route, params, isBulk, body, storeId, userId: caller.id })
    if (state.settings.publishesFirst) workUnseen(state, bulk.operations.length)
    return { status: 202, value: answer }
  }
  const own = isObject(body) ? body : {}
  const latencyMs = beginSave(state, route, own)
  try {
    const value = route.answer({
      state,
      storeId,
      now: momentOf(state.clock),
      param: (name) => params.get(name) ?? '',
      origin: `${request.scheme}://${request.host}`,
      query,
      body: own,
      can: caller.can,
      maxItems: traitsOf(state).limits?.items ?? state.settings.maxItems,
      pathWins: true,
    })
    return latencyMs === 0 ? { status: 200, value } : { status: 200, value, latencyMs }
  } catch (cause) {
    endSave(state)
    throw cause
  }
}

type Routed = Matched<State> & { target: Extract<Target, { kind: 'sync' | 'async' }> }

function routeOf(state: State, { method }: SandboxRequest, { target, matched }: Arrived): Routed {
  const { async, unknownScope } = traitsOf(state)
  const noRoute = () => refuse(404, 'Request does not match any route.')
  const notNow = () => refuse(400, 'Specified request cannot be processed.')
  if (target.kind === 'async' && async === 'none') throw noRoute()
  if (target.kind === 'async' && method === 'GET') throw notNow()
  if ((target.kind !== 'sync' && target.kind !== 'async') || matched === undefined)
    throw unknownScope === 404 ? noRoute() : notNow()
  if (matched instanceof Refusal) throw matched
  return { ...matched, target }
}

/** A consumer that is faster than the row of its own operation: the work is done, the row stays open. */
function workUnseen(state: State, count: number): void {
  for (const operation of state.queue.splice(-count, count)) {
    work(state, operation, state.clock.now())
    Object.assign(operation, { status: 4, message: null, errorCode: null, result: null })
  }
}

/** Anonymous routes do not look at the header at all. */
function callerOf(state: State, request: SandboxRequest, resource: string): Caller {
  if (resource === 'anonymous') return { id: null, can: () => false }
  const { bearer, sha1 } = traitsOf(state)
  return authorize(
    { ...request, authorization: request.headers.authorization },
    state.credentials,
    { bearer: bearer || state.settings.bearerTokens, sha1 },
    Math.floor(state.clock.now() / 1000),
  )
}

/** No scope is the default store view. */
function storeIdOf(state: State, scope: string | undefined): number {
  if (scope === 'all') return ADMIN_STORE
  if (scope !== undefined) return state.stores.find((store) => store.code === scope)?.id ?? ADMIN_STORE
  const website = state.websites.find(({ id }) => id !== 0)
  return state.groups.find(({ id }) => id === website?.defaultGroupId)?.defaultStoreId ?? ADMIN_STORE
}
