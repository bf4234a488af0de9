import type { Bulk, Operation } from '../async/bulk.ts'
import type { State } from '../state/model.ts'
import { traitsOf } from '../state/traits.ts'
import type { Json, JsonObject } from '../web/json.ts'
import { refuse } from '../web/refusal.ts'
import { searchTable } from '../web/table.ts'
import type { Call, Route } from './route.ts'
import { criteria } from './route.ts'

const INTEGRATION = 1
const GUEST = 4

function bulkOf(call: Call): Bulk {
  const bulkUuid = call.param('bulkUuid')
  const bulk = call.state.bulks.get(bulkUuid)
  if (bulk === undefined) throw refuse(404, 'Bulk uuid %bulkUuid not exist', { bulkUuid })
  return bulk
}

const idOf = (state: State, operation: Operation): number =>
  traitsOf(state).operationId === 'index' ? operation.index : operation.row

function shortView(state: State, operation: Operation): JsonObject {
  const { status, message, errorCode } = operation
  return { id: idOf(state, operation), status, result_message: message, error_code: errorCode }
}

function fullView(state: State, operation: Operation): JsonObject {
  const { id: _id, ...outcome } = shortView(state, operation)
  return {
    id: idOf(state, operation),
    bulk_uuid: operation.bulk.uuid,
    topic_name: operation.bulk.topic,
    serialized_data: operation.asked,
    result_serialized_data: operation.result,
    ...outcome,
  }
}

function status(call: Call, show: (state: State, operation: Operation) => JsonObject): Json {
  const bulk = bulkOf(call)
  return {
    operations_list: bulk.operations.map((operation) => show(call.state, operation)),
    user_type: bulk.userId === null ? GUEST : INTEGRATION,
    bulk_id: bulk.uuid,
    description: `Topic ${bulk.topic}`,
    start_time: bulk.startTime,
    user_id: bulk.userId,
    operation_count: bulk.operations.length,
  }
}

/** How many operations have a status; 0 for a bulk or a status that nobody knows. */
function count(call: Call): number {
  const operations = call.state.bulks.get(call.param('bulkUuid'))?.operations ?? []
  return operations.filter((operation) => String(operation.status) === call.param('status')).length
}

function search(call: Call): Json {
  const rows = [...call.state.bulks.values()].flatMap((bulk) => bulk.operations)
  return searchTable(rows, criteria(call), {
    columns: {
      id: (operation) => operation.row,
      bulk_uuid: (operation) => operation.bulk.uuid,
      topic_name: (operation) => operation.bulk.topic,
      start_time: (operation) => operation.bulk.startTime,
      status: (operation) => operation.status,
      error_code: (operation) => operation.errorCode,
    },
    show: (operation) => ({
      extension_attributes: { start_time: operation.bulk.startTime },
      ...fullView(call.state, operation),
    }),
  })
}

const RIGHT = 'Magento_Logging::system_magento_logging_bulk_operations'
const ONE = '/V1/bulk/:bulkUuid'

export const bulkRoutes: Route[] = [
  { method: 'GET', template: '/V1/bulk', resource: RIGHT, answer: search },
  { method: 'GET', template: `${ONE}/status`, resource: RIGHT, answer: (call) => status(call, shortView) },
  {
    method: 'GET',
    template: `${ONE}/detailed-status`,
    resource: RIGHT,
    answer: (call) => status(call, fullView),
  },
  { method: 'GET', template: `${ONE}/operation-status/:status`, resource: RIGHT, answer: count },
]
