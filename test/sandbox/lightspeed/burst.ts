/** A limit on requests, whatever they cost, in windows of fixed length that begin at whole multiples of it. */
export type BurstWindow = { seconds: number; requests: number }

export type BurstLimiter = {
  /** Counts one request; answers undefined, or how long to wait where a window is full. */
  admit(now: number): { retryAfterSeconds: number } | undefined
  /** Requests in the first window, of how many. */
  level(now: number): string
}

/** @param windows each of them must have room */
export function createBurstLimiter(windows: readonly BurstWindow[]): BurstLimiter {
  const counted = windows.map(({ seconds, requests }) => ({
    ms: seconds * 1000,
    most: requests,
    number: 0,
    used: 0,
  }))
  const turn = (now: number): void => {
    for (const window of counted) {
      const number = Math.floor(now / window.ms)
      if (number !== window.number) window.used = 0
      window.number = number
    }
  }
  return {
    admit: (now) => {
      turn(now)
      const waits = counted
        .filter(({ used, most }) => used >= most)
        .map(({ ms, number }) => Math.ceil(((number + 1) * ms - now) / 1000))
      if (waits.length > 0) return { retryAfterSeconds: Math.max(...waits) }
      for (const window of counted) window.used += 1
      return undefined
    },
    level: (now) => {
      turn(now)
      return `${counted[0]?.used ?? 0}/${counted[0]?.most ?? 0}`
    },
  }
}
