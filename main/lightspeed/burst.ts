/**
 * The second limiter: so many requests in each second of the server's clock, whatever they cost.
 *
 * The server's seconds are not ours and the network shifts requests, so no stretch of a second and a quarter takes more
 * than four fifths of it. Source: https://developers.lightspeedhq.com/retail/introduction/ratelimits/
 */
export const BURST_WINDOW_MS = 1250

/** Before the first answer tells the size: what any account allows. */
const SMALLEST_BURST = 5

export const burstLimit = (told: number | null): number =>
  told === null ? SMALLEST_BURST : Math.max(1, Math.floor(told * 0.8))

/**
 * Milliseconds until one more request may go.
 *
 * @param sentAt when the last requests went, oldest first
 */
export function untilBurstAllows(sentAt: readonly number[], limit: number, now: number): number {
  const first = sentAt.at(-limit)
  return first === undefined ? 0 : Math.max(0, first + BURST_WINDOW_MS - now)
}
