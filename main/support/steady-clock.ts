import type { Clock } from './clock.ts'

/** The same clock for whoever measures how long something takes: when it is set back, it goes on from where it was. */
export function steadyClock(clock: Clock): Clock {
  let ahead = 0
  let latest = Number.NEGATIVE_INFINITY
  return {
    now() {
      const now = clock.now() + ahead
      if (now < latest) ahead += latest - now
      latest = Math.max(latest, now)
      return latest
    },
    sleep: clock.sleep,
  }
}
