import { scheduleJob } from 'node-schedule'
import { systemClock } from './clock.ts'

/** Rings once at a moment (milliseconds since the epoch). Returns the way to silence it. */
export type Bell = (at: number, ring: () => void) => () => void

/** The second bell rings so much later, and only where the first did not. */
const GRACE_MS = 1_000

/**
 * node-schedule rings; when and for what is decided elsewhere, by pure functions.
 *
 * It waits until the clock on the wall shows the moment, which may be hours when the clock is set back, and never rings
 * for a moment that has just passed: so a plain timer stands behind it.
 */
export const systemBell: Bell = (at, ring) => {
  const late = new AbortController()
  const silence = (): void => {
    job?.cancel()
    late.abort()
  }
  const once = (): void => {
    silence()
    ring()
  }
  const job = scheduleJob(new Date(at), once)
  const waitMs = Math.max(0, at - systemClock.now()) + GRACE_MS
  systemClock.sleep(waitMs, late.signal).then(once, () => {})
  return silence
}
