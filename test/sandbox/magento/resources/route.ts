import type { State } from '../state/model.ts'
import { traitsOf } from '../state/traits.ts'
import type { Criteria } from '../web/criteria.ts'
import { readCriteria } from '../web/criteria.ts'
import type { Reader } from '../web/input.ts'
import { argument, limitItems, snakeCase } from '../web/input.ts'
import type { JsonObject } from '../web/json.ts'
import { isObject } from '../web/json.ts'
import { required } from '../web/refusal.ts'
import type { Call as AnyCall, Route as AnyRoute } from '../web/router.ts'

export type Call = AnyCall<State>
export type Route = AnyRoute<State>

/** A member of the body that must be there. */
export function need<T>(call: Call, name: string, reader: Reader<T>): T {
  const value = argument(call.body, name, reader)
  if (value === undefined) throw required(name)
  return value
}

/** A list in the body that must be there, no longer than the shop's input limit. */
export function needList<T>(call: Call, name: string, reader: Reader<T[]>): T[] {
  const raw = call.body[name] ?? call.body[snakeCase(name)]
  if (Array.isArray(raw)) limitItems(raw, reader, call.maxItems)
  return need(call, name, reader)
}

/** On PUT the path's own value wins over the body's, but only where the body has one member alone. */
export function withPathValue(call: Call, member: string, value: string): Call {
  if (!call.pathWins) return call
  const names = Object.keys(call.body)
  const [name] = names
  const inner = name === undefined ? undefined : call.body[name]
  if (name === undefined || names.length !== 1 || !(isObject(inner) || isEmptyList(inner))) return call
  const kept: JsonObject = isObject(inner) ? inner : {}
  return { ...call, body: { [name]: { ...kept, [member]: value } } }
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

export function criteria(call: Call, optional = false): Criteria {
  const { beyondLast, lateConditions, limits } = traitsOf(call.state)
  return readCriteria(call.query, {
    optional,
    maxPageSize: limits?.pageSize ?? call.state.settings.maxPageSize,
    usualPageSize: limits?.defaultPageSize,
    repeatsLast: beyondLast === 'repeat',
    lateConditions,
  })
}

/** The store view whose values are meant; a `storeId` in the query counts like a store code in the path. */
export function storeOf(call: Call): number {
  const asked = Number(call.query.storeId ?? Number.NaN)
  return call.state.stores.some((store) => store.id === asked) ? asked : call.storeId
}
