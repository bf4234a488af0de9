import type { Instant } from '../../shared/ids.ts'
import type { Result } from '../../shared/result.ts'
import type { LightspeedError, RequestSummary } from './errors.ts'

/** Whose work a request is, the most urgent first. Waiting requests age upwards, so that nothing starves. */
export const priorities = ['user', 'orders', 'stock', 'catalogue', 'lists'] as const
export type Priority = (typeof priorities)[number]

/** Filters and options by name, not yet encoded: `{ timeStamp: '>=,2026-01-31T08:00:00+00:00' }`. */
export type Query = Readonly<Record<string, string>>

export type Answer = {
  readonly request: RequestSummary
  /** The parsed JSON, nothing straightened yet. */
  readonly body: unknown
  /** The server's own time (`Date`), the only clock a watermark may be taken from; null when it told none. */
  readonly serverDate: Instant | null
  /** Units of the bucket, as told by the server or else as predicted. */
  readonly cost: number
}

/** Whose work an api is for. */
export type Use = {
  readonly priority: Priority
  readonly signal: AbortSignal
  /** Told when a request begins to wait for the budget, with the expected end, and null when it goes on. */
  onWait?(until: Instant | null): void
}

/** What was used of Lightspeed through one api, for the run's counts and report. */
export type Usage = {
  readonly requests: number
  /** Units of the bucket. */
  readonly cost: number
  /** Highest bucket level that an answer told. */
  readonly highestLevel: number
  /** Answers 429: the goal is none. */
  readonly rateLimited: number
  readonly waitedMs: number
}

/**
 * Lightspeed as one piece of work sees it: its urgency and its way to be cancelled are bound in.
 *
 * Waits for the bucket, repeats what may be repeated, refreshes the token; what it answers is final.
 */
export type LightspeedApi = {
  /** Reads one record, `get('/API/Session.json')`: the whole path under the service's address. */
  get(path: string): Promise<Result<Answer, LightspeedError>>
  /**
   * Reads the first page of a list of the account, with relations. A relation that Lightspeed refuses by name is left
   * out from then on.
   */
  list(resource: string, query: Query, relations: readonly string[]): Promise<Result<Answer, LightspeedError>>
  /** Reads a page whose address Lightspeed gave (`next`), at Lightspeed's own address whatever host it names. */
  follow(url: string): Promise<Result<Answer, LightspeedError>>
  usage(): Usage
}
