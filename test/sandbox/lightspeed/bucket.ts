import type { SandboxClock } from '../types.ts'
import { numberText } from './tree.ts'

/** Whether a request gets in. */
export type Admission =
  | { kind: 'admitted' }
  | { kind: 'blocked'; limiter: 'api-leaky-bucket' | 'api-burst-limiter'; retryAfterSeconds: number }

export type Bucket = {
  admit(cost: number): Admission
  /** What every answer says about the bucket. The service prints header names in a casing of its own. */
  headers(cost: number): Record<string, string>
  /** Units in the bucket now. */
  level(): number
  readonly size: number
  /** Puts units in, as another program of the same client would. */
  pour(units: number): void
}

/**
 * The leaky bucket of one account and client, and the limiter of requests per second beside it.
 *
 * Size 90 and 10 for each further register, drained by 1 a second and 0.5 for each further register, continuously. The
 * request that lifts the level over the size still passes; after it nothing does until the level is below the size.
 * https://developers.lightspeedhq.com/retail/introduction/ratelimits/
 */
export function createBucket(clock: SandboxClock, registers: number): Bucket {
  const size = 90 + 10 * (registers - 1)
  const drip = 1 + 0.5 * (registers - 1)
  const burst = Math.floor((size * 2) / 9)
  let level = 0
  let drainedAt = clock.now()
  let second = 0
  let inSecond = 0

  const drain = (): number => {
    const now = clock.now()
    level = Math.max(0, level - ((now - drainedAt) / 1000) * drip)
    drainedAt = now
    return level
  }

  const inThisSecond = (): number => {
    const now = Math.floor(clock.now() / 1000)
    if (now !== second) inSecond = 0
    second = now
    return inSecond
  }

  return {
    size,
    level: drain,
    pour: (units) => {
      level = drain() + units
    },
    admit: (cost) => {
      if (inThisSecond() >= burst)
        return { kind: 'blocked', limiter: 'api-burst-limiter', retryAfterSeconds: 1 }
      inSecond += 1
      if (drain() >= size) {
        const wait = Math.floor((level - size) / drip) + 1
        return { kind: 'blocked', limiter: 'api-leaky-bucket', retryAfterSeconds: wait }
      }
      level += cost
      return { kind: 'admitted' }
    },
    headers: (cost) => ({
      'X-Ls-Api-Bucket-Level': `${numberText(drain())}/${size}`,
      'X-LS-API-Burst-Level': `${inThisSecond()}/${burst}`,
      'X-Ls-Api-Drip-Rate': numberText(drip),
      'x-ls-api-request-cost': numberText(cost),
    }),
  }
}
