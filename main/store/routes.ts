import { z } from 'zod'

/** How long so many saves took: a mean that is added to. */
export const SaveTime = z.object({ saves: z.number(), ms: z.number() })
export type SaveTime = z.infer<typeof SaveTime>

/** Saves that a mean remembers at most; older ones fade. */
const REMEMBERED = 300

/** A mean with newer saves taken in. */
export function remember(before: SaveTime, more: SaveTime): SaveTime {
  const weight = Math.max(0, Math.min(1, (REMEMBERED - more.saves) / Math.max(1, before.saves)))
  return { saves: more.saves + before.saves * weight, ms: more.ms + before.ms * weight }
}

/** Milliseconds for one save; null: not measured. */
export const eachMs = ({ saves, ms }: SaveTime): number | null => (saves < 1 ? null : ms / saves)

export const nothingMeasured: SaveTime = { saves: 0, ms: 0 }

const BothRoutes = z.object({ direct: SaveTime, bulk: SaveTime })

/** What a product costs on both routes, as the clock on the wall has it: waits and whatever runs side by side included. */
export const RouteTimes = z.object({ create: BothRoutes, update: BothRoutes })
export type RouteTimes = z.infer<typeof RouteTimes>

export const noRouteTimes: RouteTimes = {
  create: { direct: nothingMeasured, bulk: nothingMeasured },
  update: { direct: nothingMeasured, bulk: nothingMeasured },
}

/**
 * Who works off what the shop is given to do later.
 *
 * `run`: somebody does, and begins so long after it was handed in. `silent`: what was handed in stays as it is. `missing`:
 * this shop takes nothing for later. `forbidden`: the integration may not ask what became of it. `untold`: somebody works,
 * and the shop does not say so.
 */
export const Consumers = z.discriminatedUnion('state', [
  z.object({ state: z.literal('run'), lagMs: z.number() }),
  z.object({ state: z.enum(['silent', 'missing', 'forbidden', 'untold']) }),
])
export type Consumers = z.infer<typeof Consumers>

/** The route that many products last took, and why: a key below `route` of the text catalogue. */
export const Route = z.object({
  route: z.enum(['direct', 'bulk']),
  why: z.enum(['faster', 'slower', 'behind', 'silent', 'missing', 'forbidden', 'untold']),
})
export type Route = z.infer<typeof Route>
