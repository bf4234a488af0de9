/**
 * Our picture of Lightspeed's leaky bucket.
 *
 * `level` is in units at the instant `at` (milliseconds); the bucket loses `dripPerSecond` all the time. Size and drip
 * are as last told: they change with the merchant's subscription.
 * Source: https://developers.lightspeedhq.com/retail/introduction/ratelimits/
 */
export type Bucket = {
  readonly level: number
  readonly size: number
  readonly dripPerSecond: number
  readonly at: number
}

export const levelAt = (bucket: Bucket, now: number): number =>
  Math.max(0, bucket.level - (bucket.dripPerSecond * Math.max(0, now - bucket.at)) / 1000)

/** Units that fit in now; negative when it flows over. */
export const roomAt = (bucket: Bucket, now: number): number => bucket.size - levelAt(bucket, now)

/** The bucket after a request was sent, long before its answer tells. */
export const poured = (bucket: Bucket, cost: number, now: number): Bucket => ({
  ...bucket,
  level: levelAt(bucket, now) + cost,
  at: now,
})

/**
 * Milliseconds until a request fits.
 *
 * @param free units that must stay free after it, for more urgent work and other programs; a request that is dearer
 *   than the rest of the bucket waits until the bucket is empty
 */
export function untilItFits(bucket: Bucket, cost: number, free: number, now: number): number {
  const room = Math.min(bucket.size, cost + free)
  const missing = room - roomAt(bucket, now)
  return missing <= 0 ? 0 : Math.ceil((missing / bucket.dripPerSecond) * 1000)
}

/** What an answer tells about the limits; null where it does not. */
export type Told = {
  readonly level: number | null
  readonly size: number | null
  readonly dripPerSecond: number | null
  readonly cost: number | null
  readonly burstSize: number | null
  readonly retryAfterMs: number | null
}

/** The slowest drip there is, for answers that do not tell theirs (recorded before 2017). */
const SLOWEST_DRIP = 1

/**
 * Our picture corrected by an answer.
 *
 * @param inFlight cost of the requests that are still on their way, and perhaps not in the level told
 */
export function corrected(bucket: Bucket | null, told: Told, inFlight: number, now: number): Bucket | null {
  if (told.level === null || told.size === null) return bucket
  return {
    level: told.level + inFlight,
    size: told.size,
    dripPerSecond: told.dripPerSecond ?? bucket?.dripPerSecond ?? SLOWEST_DRIP,
    at: now,
  }
}

/** @param headers names in lower case: the service prints them in more than one casing */
export function readLimits(headers: Readonly<Record<string, string>>): Told {
  const bucket = fraction(headers['x-ls-api-bucket-level'])
  const drip = amount(headers['x-ls-api-drip-rate'])
  const retryAfter = amount(headers['retry-after'])
  return {
    level: bucket?.level ?? null,
    size: bucket?.size ?? null,
    dripPerSecond: drip !== null && drip > 0 ? drip : null,
    cost: amount(headers['x-ls-api-request-cost']),
    burstSize: fraction(headers['x-ls-api-burst-level'])?.size ?? null,
    retryAfterMs: retryAfter === null ? null : retryAfter * 1000,
  }
}

/** `17.4/90`; the level is a float. */
function fraction(text: string | undefined): { level: number; size: number } | null {
  const [level, size] = (text ?? '').split('/').map((part) => amount(part))
  return level == null || size == null || size <= 0 ? null : { level, size }
}

function amount(text: string | undefined): number | null {
  return text !== undefined && /^\s*\d+(\.\d*)?([eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : null
}
