import { scheduleJob } from 'node-schedule'

/** Rings once at a moment (milliseconds since the epoch). Returns the way to silence it. */
export type Bell = (at: number, ring: () => void) => () => void

/** node-schedule rings; when and for what is decided elsewhere, by pure functions. */
export const systemBell: Bell = (at, ring) => {
  const job = scheduleJob(new Date(at), ring)
  return () => job?.cancel()
}
