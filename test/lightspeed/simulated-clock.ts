import { setImmediate as immediate } from 'node:timers/promises'
import { onTestFinished, vi } from 'vitest'
import type { Clock } from '../../main/support/clock.ts'

type Sleeper = { readonly at: number; wake(): void }

/** Time that passes only while nobody has anything to do: then it jumps to the next sleeper. */
export type SimulatedClock = Clock & {
  /** Lets time pass until the work has ended. */
  during<T>(work: Promise<T>): Promise<T>
  pass(ms: number): Promise<void>
}

/** Bottleneck hands on by timers of no length: nobody has anything to do once none is left. */
async function atRest(): Promise<void> {
  do {
    await vi.advanceTimersByTimeAsync(1)
    await immediate()
  } while (vi.getTimerCount() > 0)
}

export function simulatedClock(startMs = Date.UTC(2026, 0, 31, 8)): SimulatedClock {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
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

  const during = async <T>(work: Promise<T>): Promise<T> => {
    let ended = false
    const end = (): void => {
      ended = true
    }
    work.then(end, end)
    while (!ended) {
      await atRest()
      const next = sleepers.toSorted((a, b) => a.at - b.at)[0]
      if (ended || next === undefined) continue
      now = Math.max(now, next.at)
      next.wake()
    }
    return work
  }

  return { now: () => now, sleep, during, pass: (ms) => during(sleep(ms)) }
}
