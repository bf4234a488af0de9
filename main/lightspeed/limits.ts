import Bottleneck from 'bottleneck'
import type { Result } from '../../shared/result.ts'
import type { Clock } from '../support/clock.ts'
import type { HttpResponse } from '../support/http.ts'
import type { Log } from '../support/log.ts'
import { type Bucket, corrected, levelAt, poured, readLimits, roomAt, untilItFits } from './bucket.ts'
import { burstLimit, untilBurstAllows } from './burst.ts'
import { freeShare, type Place } from './queue.ts'

export type Limits = {
  /** Milliseconds until a request may go; 0 when it may go now. */
  untilOpen(request: Place & { readonly cost: number }): Promise<number>
  /**
   * Sends a request that may go now. Resolves when it is on its way.
   *
   * @param send is told the request's number, by which `learn` knows it
   */
  start(cost: number, send: (number: number) => Promise<void>): Promise<void>
  /** Learns from an answer; true when it was a 429. */
  learn(number: number, answer: Result<HttpResponse, unknown>): boolean
  /** The bucket as it should be now; null before the first answer. */
  bucket(): Bucket | null
}

/** When a 429 does not say how long, doubled each time. */
const FIRST_BACK_OFF_MS = 2000
const LONGEST_BACK_OFF_MS = 60_000
/** Bottleneck compares floats that were added up: this is far below any cost. */
const ROUNDING = 0.001

/**
 * What Lightspeed allows, as far as its answers told.
 *
 * 1. The pause that a 429 asked for, for every request.
 * 2. The burst limiter, so many requests a second.
 * 3. The bucket: Bottleneck's reservoir is the room in it, a request's weight its cost. Our clock drips into the
 *    reservoir, each answer puts it right. Before the first answer nothing is known, so one request goes alone.
 *
 * Source: https://developers.lightspeedhq.com/retail/introduction/ratelimits/
 */
export function createLimits({ clock, log }: { clock: Clock; log: Log }): Limits {
  const limiter = new Bottleneck({ reservoir: 0 })
  /** Costs of the requests whose answer is not here yet, by their number. */
  const inFlight = new Map<number, number>()
  let reservoir = 0
  let bucket: Bucket | null = null
  let burstSize: number | null = null
  let sentAt: readonly number[] = []
  let sends = 0
  let newestTold = 0
  let pausedUntil = 0
  let backOffMs = FIRST_BACK_OFF_MS

  return {
    bucket: () => bucket && { ...bucket, level: levelAt(bucket, clock.now()), at: clock.now() },

    untilOpen: async (request) => {
      const now = clock.now()
      const pausedMs = Math.max(0, pausedUntil - now, untilBurstAllows(sentAt, burstLimit(burstSize), now))
      // The first answer ends this wait, not the clock.
      if (bucket === null) return inFlight.size === 0 ? pausedMs : LONGEST_BACK_OFF_MS
      const free = bucket.size * freeShare(request, now)
      const missingMs = untilItFits(bucket, request.cost, free, now)
      reservoir = await limiter.incrementReservoir(roomAt(bucket, now) + ROUNDING - reservoir)
      const fits = await limiter.check(Math.min(bucket.size, request.cost + free))
      return Math.max(pausedMs, fits ? 0 : Math.max(1, missingMs))
    },

    start: (cost, send) => {
      const now = clock.now()
      const weight = bucket === null ? 0 : Math.min(bucket.size, cost)
      sends += 1
      const number = sends
      inFlight.set(number, cost)
      sentAt = [...sentAt, now].slice(-burstLimit(burstSize))
      if (bucket !== null) bucket = poured(bucket, cost, now)
      reservoir -= weight
      return new Promise((resolve, reject) => {
        limiter
          .schedule({ weight }, () => {
            resolve()
            return send(number)
          })
          .catch(reject)
      })
    },

    learn: (number, answer) => {
      inFlight.delete(number)
      if (!answer.ok) return false
      const now = clock.now()
      const told = readLimits(answer.value.headers)
      // An answer that comes after that of a later request tells an older level.
      if (number > newestTold) {
        const underWay = [...inFlight.values()].reduce((sum, cost) => sum + cost, 0)
        bucket = corrected(bucket, told, underWay, now)
        newestTold = number
      }
      burstSize = told.burstSize ?? burstSize
      if (answer.value.status !== 429) {
        backOffMs = FIRST_BACK_OFF_MS
        return false
      }
      const pauseMs = told.retryAfterMs ?? backOffMs
      if (told.retryAfterMs === null) backOffMs = Math.min(LONGEST_BACK_OFF_MS, backOffMs * 2)
      pausedUntil = Math.max(pausedUntil, now + pauseMs)
      log.warn('lightspeed rate limited', { pauseMs, level: told.level })
      return true
    },
  }
}
