import type { State } from './model.ts'

/**
 * What was written by a save that still runs: other requests do not see it yet, which is how two saves that overlap
 * create the same thing twice.
 */
export function isInFlight(state: State, thing: object): boolean {
  if (state.inFlight.size === 0) return false
  const until = state.inFlight.get(thing)
  if (until === undefined) return false
  if (until > state.clock.now()) return true
  state.inFlight.delete(thing)
  return false
}

/** Hides what a save creates until the save is over; a shop whose saves take no time hides nothing. */
export function createdBySave(state: State, thing: object): void {
  if (state.savingUntil > state.clock.now()) state.inFlight.set(thing, state.savingUntil)
}
