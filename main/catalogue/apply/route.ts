import type { Consumers, Route } from '../../store/routes.ts'

/** Fewer products than this are not worth a list of their own. */
const LEAST = 20

/** A save by the consumer takes this much of one over HTTP: 0.35 for a new product, 0.5 for a change (recorded 2.4.7). */
const CONSUMER_SHARE = 0.5

/** A cron starts the consumer at each full minute. */
const USUAL_LAG_MS = 60_000

/** A consumer that begins later than this is busy with other things. */
export const LONGEST_LAG_MS = 30 * 60_000

export type Known = {
  /** Products that are still to be sent. */
  readonly left: number
  /** Milliseconds for one product, saved directly; null: not measured. */
  readonly directMs: number | null
  /** The same by the consumer. */
  readonly bulkMs: number | null
  /** Null: not asked, or too long ago. */
  readonly consumers: Consumers | null
  /** Products that the consumer still has before it comes to the next one; 0 while it is not at work. */
  readonly before: number
}

/** The direct route, as long as there is nothing to choose. */
type Unchosen = { readonly route: 'direct'; readonly why: 'few' | 'not-measured' | 'unasked' }
export type Choice = Route | Unchosen

/**
 * Whether the products that are left are all saved directly, or some of them handed in and worked off by the shop itself.
 *
 * Nothing is waited for meanwhile, so the bulk route pays once what it saves is more than the time until the consumer
 * begins with them.
 */
export function chooseRoute({ left, directMs, bulkMs, consumers, before }: Known): Choice {
  if (left < LEAST) return direct('few')
  if (directMs === null) return direct('not-measured')
  const each = bulkMs ?? directMs * CONSUMER_SHARE
  if (each >= directMs) return direct('slower')
  const lagMs = consumers?.state === 'run' ? consumers.lagMs : USUAL_LAG_MS
  if (lagMs > LONGEST_LAG_MS) return direct('behind')
  if (left * (directMs - each) <= Math.max(0, lagMs - before * each)) return direct('few')
  if (consumers === null) return direct('unasked')
  return consumers.state === 'run' ? { route: 'bulk', why: 'faster' } : direct(consumers.state)
}

const direct = <Why extends Choice['why']>(why: Why) => ({ route: 'direct', why }) as const

/** Whether there was something to choose. */
export const isChosen = (choice: Choice): choice is Route =>
  choice.why !== 'few' && choice.why !== 'not-measured' && choice.why !== 'unasked'

/** A list is some seconds of work, so that what became of it is known soon; never more than the shop takes in one call. */
export function listSize(each: number | null, most: number): number {
  const wanted = Math.round(LIST_MS / Math.max(1, each ?? 0))
  return Math.min(Math.max(wanted, SHORTEST_LIST), LONGEST_LIST, most)
}

const LIST_MS = 20_000
const SHORTEST_LIST = 50
const LONGEST_LIST = 200

/**
 * So many products may be in the queue: enough for the consumer until the next ones count, as it begins with each only at
 * the next full minute, and no more than it does while the others are saved directly beside it.
 *
 * @param open products that are left, in the queue and out of it
 */
export function roomOf(open: number, directMs: number | null, bulkMs: number | null): number {
  const direct = Math.max(1, directMs ?? 1)
  const each = Math.max(1, bulkMs ?? direct * CONSUMER_SHARE)
  const share = Math.floor((open * direct) / (direct + each))
  return Math.min(Math.max(2 * LONGEST_LIST, Math.ceil(AHEAD_MS / each)), MOST_AHEAD, share)
}

const AHEAD_MS = 2 * 60_000
const MOST_AHEAD = 2000

/** Products that are saved directly before the shop is asked again what it has done meanwhile. */
export const stretchOf = (directMs: number | null): number =>
  directMs === null
    ? LEAST
    : Math.min(Math.max(Math.round(STRETCH_MS / Math.max(1, directMs)), SHORTEST_STRETCH), LONGEST_LIST)

const STRETCH_MS = 5_000
const SHORTEST_STRETCH = 5
