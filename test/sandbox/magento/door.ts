import { createHash } from 'node:crypto'
import type { SandboxRequest, SandboxResponse } from '../types.ts'
import type { Route } from './resources/route.ts'
import { momentOf } from './state/fresh.ts'
import type { State } from './state/model.ts'
import { ADMIN_STORE } from './state/model.ts'
import { authorize } from './web/authorize.ts'
import { applyFields } from './web/fields.ts'
import type { Json, JsonObject } from './web/json.ts'
import { isObject, parseJson } from './web/json.ts'
import type { Format } from './web/negotiate.ts'
import { negotiate, render } from './web/negotiate.ts'
import { errorPage, maintenancePage } from './web/pages.ts'
import { parseQuery } from './web/php.ts'
import type { Trouble } from './web/refusal.ts'
import { Refusal, refuse } from './web/refusal.ts'
import type { Matched } from './web/router.ts'
import type { Target } from './web/scope.ts'

type Answer = Exclude<SandboxResponse, { dropConnection: true }>

/** What was found out about a request before anything is done. */
export type Arrived = { target: Target; matched: Matched<State> | Refusal | undefined; query: string }

/** Answers one request: negotiation, route, rights, body, in Magento's order. */
export function answerAtDoor(state: State, request: SandboxRequest, arrived: Arrived): Answer {
  if (state.settings.maintenance) return html(503, maintenancePage(request.host))
  const format = negotiate(request.headers.accept)
  if (format === undefined) return html(500, errorPage(request.host, reportNumber(state, 64)))
  try {
    const query = parseQuery(arrived.query)
    const result = perform(state, request, arrived, query)
    return rendered(state, format, 200, applyFields(result, query.fields))
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    return refused(state, format, cause.trouble, request.method)
  }
}

function perform(
  state: State,
  request: SandboxRequest,
  { target, matched }: Arrived,
  query: JsonObject,
): Json {
  if (target.kind === 'async')
    throw new Refusal({ kind: 'not-modelled', what: `${request.method} ${request.url}` })
  if (target.kind !== 'sync' || matched === undefined)
    throw refuse(400, 'Specified request cannot be processed.')
  if (matched instanceof Refusal) throw matched
  const { route, params } = matched
  const can = rightsOf(state, request, route)
  if (route.resource !== 'anonymous' && !can(route.resource))
    throw refuse(401, "The consumer isn't authorized to access %resources.", { resources: route.resource })
  return route.answer({
    state,
    storeId: storeIdOf(state, target.scope),
    now: momentOf(state.clock),
    param: (name) => params.get(name) ?? '',
    origin: `${request.scheme}://${request.host}`,
    query,
    body: request.method === 'POST' || request.method === 'PUT' ? readBody(request) : {},
    can,
  })
}

/** Anonymous routes do not look at the header at all. */
function rightsOf(state: State, request: SandboxRequest, route: Route): (resource: string) => boolean {
  if (route.resource === 'anonymous') return () => false
  return authorize(
    { ...request, authorization: request.headers.authorization },
    state.credentials,
    state.settings.bearerTokens,
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

/** A body that is no object counts as an empty one. */
function readBody({ body, headers }: SandboxRequest): JsonObject {
  if (body === '') return {}
  const header = headers['content-type'] ?? ''
  if (header === '') throw refuse(400, 'Content-Type header is empty.')
  const [type = '', ...options] = header.split(';').map((part) => part.trim())
  const charset = options.find((option) => /^charset=/i.test(option))
  if (charset !== undefined && !/^charset="?utf-8"?$/i.test(charset))
    throw refuse(400, 'UTF-8 is the only supported charset.')
  if (type === 'application/x-www-form-urlencoded') throw new Refusal({ kind: 'internal' })
  if (type === 'application/xml' || type === 'text/xml') return {}
  if (type !== 'application/json')
    throw refuse(400, `Server cannot understand Content-Type HTTP header media type ${type}`)
  // Bytes that are no UTF-8 have become U+FFFD on the way in.
  const value = body.includes('\uFFFD') ? undefined : parseJson(body)
  if (value === undefined) throw refuse(400, 'Decoding error.')
  return isObject(value) ? value : {}
}

function refused(state: State, format: Format, trouble: Trouble, method: string): Answer {
  switch (trouble.kind) {
    case 'type-error':
      return plain(500, 'An error has happened during application run. See exception log for details.\n')
    case 'internal':
      return rendered(state, format, 500, { message: internalMessage(state) })
    case 'mismatch':
      return rendered(state, format, 400, { message: trouble.details })
    case 'not-modelled':
      return plain(501, `the sandbox does not model ${trouble.what}\n`)
    case 'message': {
      const { message, errors, parameters, status } = trouble
      const body = {
        message,
        ...(errors === undefined ? {} : { errors }),
        ...(parameters === undefined ? {} : { parameters }),
      }
      const answer = rendered(state, format, status, body)
      return method === 'HEAD' ? { ...answer, body: '' } : answer
    }
  }
}

export function internalMessage(state: State): string {
  const id = `webapi-${reportNumber(state, 13)}`
  return `Internal Error. Details are available in Magento log file. Report ID: ${id}`
}

/** Lower-case hexadecimal digits, other ones each time. */
function reportNumber(state: State, length: number): string {
  const number = state.next.report++
  return createHash('sha256').update(`report ${number}`).digest('hex').slice(0, length)
}

function rendered(state: State, format: Format, status: number, value: Json): Answer {
  const { type, body } = render(format, value)
  const session = reportNumber(state, 26)
  return {
    status,
    headers: {
      'Content-Type': type,
      Expires: 'Thu, 19 Nov 1981 08:52:00 GMT',
      Pragma: 'no-cache',
      'Cache-Control': 'no-store',
      'Set-Cookie': `PHPSESSID=${session}; path=/; HttpOnly; SameSite=Lax`,
    },
    body,
  }
}

export function html(status: number, body: string): Answer {
  return { status, headers: { 'Content-Type': 'text/html; charset=UTF-8' }, body }
}

function plain(status: number, body: string): Answer {
  return { status, headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body }
}
