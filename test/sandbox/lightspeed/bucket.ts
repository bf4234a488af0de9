import type { SandboxClock } from '../types.ts'
import { type BurstWindow, createBurstLimiter } from './burst.ts'
import type { Options } from './options.ts'
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
  /** Puts units in, as one request of another installation would. */
  pour(units: number): void
  /**
   * Another installation with our client id begins to send so many requests of one unit a second, and goes on however
   * often it is refused; 0 ends it.
   */
  otherInstallation(unitsPerSecond: number): void
}

/** Every second further back than this has drained away in any bucket. */
const FORGOTTEN_MS = 600_000

/**
 * The leaky bucket of one account and client, drained continuously, and the limiter of requests per second beside it.
 *
 * The request that lifts the level over the size still passes; after it nothing does until the level is below the size.
 * https://developers.lightspeedhq.com/retail/introduction/ratelimits/
 */
export function createBucket(clock: SandboxClock, options: Options): Bucket {
  const { size, drip, windows } = limitsOf(options)
  const burst = createBurstLimiter(windows)
  let level = 0
  let drainedAt = clock.now()
  let others = 0

  const drainTo = (now: number): void => {
    level = Math.max(0, level - ((now - drainedAt) / 1000) * drip)
    drainedAt = now
  }

  const settle = (): number => {
    const now = clock.now()
    if (others > 0) {
      const every = 1000 / others
      const from = Math.max(drainedAt, now - FORGOTTEN_MS)
      for (let at = (Math.floor(from / every) + 1) * every; at <= now; at += every) {
        drainTo(at)
        if (level < size && burst.admit(at) === undefined) level += 1
      }
    }
    drainTo(now)
    return now
  }

  return {
    size,
    level: () => {
      settle()
      return level
    },
    pour: (units) => {
      settle()
      level += units
    },
    otherInstallation: (unitsPerSecond) => {
      settle()
      others = unitsPerSecond
    },
    admit: (cost) => {
      const now = settle()
      const crowded = burst.admit(now)
      if (crowded !== undefined) return { kind: 'blocked', limiter: 'api-burst-limiter', ...crowded }
      if (level >= size) {
        const wait = Math.floor((level - size) / drip) + 1
        return { kind: 'blocked', limiter: 'api-leaky-bucket', retryAfterSeconds: wait }
      }
      level += cost
      return { kind: 'admitted' }
    },
    headers: (cost) => {
      const now = settle()
      return {
        'X-Ls-Api-Bucket-Level': `${numberText(level)}/${size}`,
        'X-LS-API-Burst-Level': burst.level(now),
        'X-Ls-Api-Drip-Rate': numberText(drip),
        'x-ls-api-request-cost': numberText(cost),
      }
    },
  }
}

/**
 * Size 90 and 10 for each further register, drained by 1 a second and 0.5 for each further register. Until 2026 it was
 * 180 drained by 3 in quiet hours and 60 drained by 1 in busy ones, whatever the registers.
 */
function limitsOf({ registers, rateLimits, burstWindows }: Options): {
  size: number
  drip: number
  windows: readonly BurstWindow[]
} {
  const further = registers - 1
  const size = { current: 90 + 10 * further, 'old-quiet': 180, 'old-busy': 60 }[rateLimits]
  const drip = { current: 1 + 0.5 * further, 'old-quiet': 3, 'old-busy': 1 }[rateLimits]
  return { size, drip, windows: burstWindows ?? [{ seconds: 1, requests: Math.floor((size * 2) / 9) }] }
}

/** What a request costs: until 2026 one unit to read and ten to write. */
export function priceIn(rateLimits: Options['rateLimits'], method: string, cost: number): number {
  if (rateLimits === 'current' || cost === 0) return cost
  return method === 'GET' ? 1 : 10
}
