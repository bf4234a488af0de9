import { setTimeout as realTime } from 'node:timers/promises'
import type { Clock } from '../../main/support/clock.ts'

type Sleeper = { readonly at: number; wake(): void }

/** Time that passes only while nobody has anything to do: then it jumps to the next sleeper. */
export type SimulatedClock = Clock & {
  /** Lets time pass until the work has ended. */
  during<T>(work: Promise<T>): Promise<T>
}

/** Bottleneck goes on by timers of no length; this many in a row, and it has come to rest. */
const HOPS = 10

export function simulatedClock(startMs = Date.UTC(2026, 0, 31, 8)): SimulatedClock {
  let now = startMs
  let sleepers: readonly Sleeper[] = []

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const leave = (): void => {
        sleepers = sleepers.filter((each) => each !== sleeper)
        signal?.removeEventListener('abort', cancel)
      }
      const cancel = (): void => {
        leave()
        reject(signal?.reason)
      }
      const sleeper: Sleeper = {
        at: now + Math.max(0, ms),
        wake: () => {
          leave()
          resolve()
        },
      }
      signal?.addEventListener('abort', cancel)
      sleepers = [...sleepers, sleeper]
    })

  return {
    now: () => now,
    sleep,
    during: async (work) => {
      let ended = false
      const end = (): void => {
        ended = true
      }
      work.then(end, end)
      while (!ended) {
        for (let hop = 0; hop < HOPS && !ended; hop += 1) await realTime(0)
        const next = sleepers.toSorted((a, b) => a.at - b.at)[0]
        if (ended || next === undefined) continue
        now = Math.max(now, next.at)
        next.wake()
      }
      return work
    },
  }
}
