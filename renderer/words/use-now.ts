import { useSyncExternalStore } from 'react'

const SECOND_MS = 1000

/** One clock for all ages on the page. It stands still while nobody shows an age. */
function createTicker() {
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  return {
    now: () => now,
    subscribe(listener: () => void) {
      listeners.add(listener)
      if (listeners.size === 1) {
        now = Date.now()
        timer = setInterval(tick, SECOND_MS)
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearInterval(timer)
      }
    },
  }
}

const ticker = createTicker()

/** Milliseconds since the epoch, new each second. */
export const useNow = (): number => useSyncExternalStore(ticker.subscribe, ticker.now)
