import { type Priority, priorities } from './api.ts'

/** What decides whose turn it is. */
export type Place = { readonly priority: Priority; readonly since: number }

/** A request that has waited this long is treated as one step more urgent. */
export const AGES_EVERY_MS = 10_000

/** Share of the bucket that the work of each step leaves free, so that more urgent work never has to wait. */
const leavesFree = [0, 0.05, 0.1, 0.15, 0.2] as const

/** 0 is the most urgent. Waiting makes a request more urgent, so that nothing starves. */
export const rankOf = (place: Place, now: number): number =>
  Math.max(0, priorities.indexOf(place.priority) - Math.floor((now - place.since) / AGES_EVERY_MS))

/** The one whose turn it is: the most urgent, and of equals the one that waits longest. */
export function nextInLine<T extends Place>(waiting: readonly T[], now: number): T | undefined {
  const [first, ...rest] = waiting
  if (first === undefined) return undefined
  return rest.reduce((best, other) => {
    const difference = rankOf(other, now) - rankOf(best, now)
    return difference < 0 || (difference === 0 && other.since < best.since) ? other : best
  }, first)
}

/** Units of a bucket of this size that a request leaves free. */
export const freeShare = (place: Place, now: number): number => leavesFree[rankOf(place, now)] ?? 0
