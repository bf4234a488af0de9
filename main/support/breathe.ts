import { setImmediate } from 'node:timers/promises'

/** Lets everything else that waits for the thread go first: after each page, so that it is never held long. */
export const breathe = (): Promise<void> => setImmediate()
