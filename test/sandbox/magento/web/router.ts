import type { Reader } from './input.ts'
import type { Json, JsonObject } from './json.ts'
import { urlDecode } from './php.ts'
import type { Refusal } from './refusal.ts'
import { refuse } from './refusal.ts'

/** One request that has passed the door: who may what, where, with which arguments. */
export type Call<State> = {
  state: State
  /** The store view's id; 0 is scope `all`. */
  storeId: number
  /** UTC, `YYYY-MM-DD HH:MM:SS`, as Magento writes times. */
  now: string
  /** A decoded path parameter. */
  param(name: string): string
  /** Scheme and host as the request named them. */
  origin: string
  query: JsonObject
  body: JsonObject
  can(resource: string): boolean
  /** The longest list that is taken in a body. */
  maxItems: number | undefined
  /** Whether what the path says is put into the body; a list of requests has nothing in its path. */
  pathWins: boolean
}

export type Route<State> = {
  method: string
  template: string
  /** The right it needs; `anonymous` needs none, and no signature is looked at. */
  resource: string
  /** The arguments of its service and how each is read; a list of requests is checked by them before it is taken. */
  takes?: readonly (readonly [name: string, reader: Reader<unknown>])[]
  answer(call: Call<State>): Json
}

export type Matched<State> = { route: Route<State>; params: Map<string, string> }

/**
 * Finds the route of a request; literal segments win over parameters.
 *
 * @param address where a route is found, its own template if not said
 */
export function createRouter<State>(
  routes: readonly Route<State>[],
  address: (route: Route<State>) => string = ({ template }) => template,
) {
  const byShape = new Map<string, { route: Route<State>; steps: string[] }[]>()
  for (const route of routes) {
    const steps = address(route).split('/').slice(1)
    const shape = `${route.method} ${steps.length}`
    byShape.set(shape, [...(byShape.get(shape) ?? []), { route, steps }])
  }
  for (const entries of byShape.values()) entries.sort((a, b) => literals(b.steps) - literals(a.steps))

  return (method: string, segments: readonly string[]): Matched<State> | Refusal => {
    if (!['GET', 'POST', 'PUT', 'DELETE'].includes(method))
      return refuse(405, `The ${method} HTTP method is not supported.`)
    for (const { route, steps } of byShape.get(`${method} ${segments.length}`) ?? []) {
      if (!steps.every((step, at) => step.startsWith(':') || step === segments[at])) continue
      const params = steps.flatMap((step, at): [string, string][] =>
        step.startsWith(':') ? [[step.slice(1), urlDecode(segments[at] ?? '')]] : [],
      )
      return { route, params: new Map(params) }
    }
    return refuse(404, 'Request does not match any route.')
  }
}

const literals = (steps: readonly string[]): number => steps.filter((step) => !step.startsWith(':')).length
