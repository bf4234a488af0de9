import type { SandboxClock } from './types.ts'

/** The computer's own time. */
export const wallClock: SandboxClock = { now: () => Date.now() }

/** A clock that starts now and runs `speed` times as fast: buckets drain and tokens age in that time. */
export function fastClock(speed: number, from: SandboxClock = wallClock): SandboxClock {
  const start = from.now()
  return { now: () => start + (from.now() - start) * speed }
}

/** A clock that stands still until it is moved. */
export function standingClock(startMs: number): SandboxClock & { advance(ms: number): void } {
  let now = startMs
  return {
    now: () => now,
    advance: (ms) => {
      now += ms
    },
  }
}
