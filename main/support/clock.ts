import { setTimeout as wait } from 'node:timers/promises'

/** Time as a parameter: the system implements it once, a simulation once. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number
  /** Ends after `ms`; rejects with an AbortError when `signal` is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal === undefined ? {} : { signal }),
}

/** ISO 8601 in UTC, as everything that is stored or shown is dated. */
export const instant = (ms: number): string => new Date(ms).toISOString()
