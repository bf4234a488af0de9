import { createHash } from 'node:crypto'
import type { Route } from '../resources/route.ts'
import { momentOf } from '../state/fresh.ts'
import type { State } from '../state/model.ts'
import { traitsOf } from '../state/traits.ts'
import { argument, limitItems } from '../web/input.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { encodeJson, isObject } from '../web/json.ts'
import { internalError, required } from '../web/refusal.ts'
import type { Bulk, Operation } from './bulk.ts'
import { topicOf } from './services.ts'

export type Submission = {
  route: Route
  params: ReadonlyMap<string, string>
  isBulk: boolean
  body: Json
  storeId: number
  userId: number | null
}

/**
 * Takes requests for later. Everything is checked for members and types first: one bad element refuses all of them.
 * What the shop's rules make of them is found out by the consumer. Source: recorded Magento 2.4.7.
 */
export function submit(state: State, submission: Submission): { answer: JsonObject; bulk: Bulk } {
  const { route, params, isBulk, body, storeId, userId } = submission
  const elements = isBulk ? (isObject(body) ? Object.values(body) : body) : [isObject(body) ? body : {}]
  const bodies = Array.isArray(elements) ? elements.map((each) => checked(state, route, each, isBulk)) : []
  const bulk: Bulk = {
    uuid: uuid(state.next.bulk++),
    topic: topicOf(route),
    startTime: momentOf(state.clock),
    userId,
    operations: [],
  }
  bulk.operations = bodies.map(
    (each, index): Operation => ({
      bulk,
      index,
      row: state.next.operation++,
      route,
      params,
      body: each,
      pathWins: !isBulk,
      storeId,
      submittedAt: state.clock.now(),
      status: 4,
      message: null,
      errorCode: null,
      result: null,
      asked: JSON.stringify({
        entity_id: null,
        entity_link: '',
        meta_information: encodeJson({ ...Object.fromEntries(params), ...each }),
        store_id: String(storeId),
      }),
    }),
  )
  state.bulks.set(bulk.uuid, bulk)
  state.queue.push(...bulk.operations)
  if (traitsOf(state).async === 'amqp' && !state.settings.amqp) {
    state.queue.splice(-bulk.operations.length || state.queue.length)
    throw internalError()
  }
  return { bulk, answer: accepted(bulk, bodies) }
}

function accepted(bulk: Bulk, bodies: readonly JsonObject[]): JsonObject {
  return {
    bulk_uuid: bulk.uuid,
    request_items: bodies.map((each, id) => ({
      id,
      data_hash: createHash('sha256').update(encodeJson(each)).digest('hex'),
      status: 'accepted',
    })),
    errors: false,
  }
}

function checked(state: State, route: Route, element: Json, isBulk: boolean): JsonObject {
  if (!isObject(element)) {
    if (Array.isArray(element)) return checked(state, route, {}, isBulk)
    throw internalError()
  }
  for (const [name, reader] of route.takes ?? []) {
    if (!isBulk && route.template.includes(`:${name}`)) continue
    const raw = element[name]
    if (Array.isArray(raw)) limitItems(raw, reader, maxItems(state))
    if (argument(element, name, reader) === undefined) throw required(name)
  }
  return element
}

function maxItems(state: State): number | undefined {
  const { limits } = traitsOf(state)
  if (limits !== undefined) return limits.items
  return state.settings.maxItems === undefined ? undefined : state.settings.maxAsyncItems
}

function uuid(number: number): string {
  const digits = createHash('sha256').update(`bulk ${number}`).digest('hex')
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `4${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
  ]
  return [...parts, digits.slice(20, 32)].join('-')
}
