import type { Route } from '../resources/route.ts'
import type { JsonObject } from '../web/json.ts'

/** 1 done, 2 can be tried again, 3 failed for good, 4 open, 5 rejected. */
export type OperationStatus = 1 | 2 | 3 | 4 | 5

/** One request among those that were handed in together, or alone. */
export type Operation = {
  bulk: Bulk
  index: number
  /** Its row in the database. */
  row: number
  route: Route
  /** The path's own values; a bulk has them among the arguments. */
  params: ReadonlyMap<string, string>
  body: JsonObject
  pathWins: boolean
  storeId: number
  /** Milliseconds since the epoch. */
  submittedAt: number
  status: OperationStatus
  message: string | null
  errorCode: number | null
  /** JSON of what the service answered. */
  result: string | null
  /** JSON of what was asked; gone once it is done. */
  asked: string | null
}

export type Bulk = {
  uuid: string
  topic: string
  /** UTC, `YYYY-MM-DD HH:MM:SS`. */
  startTime: string
  userId: number | null
  operations: Operation[]
}
