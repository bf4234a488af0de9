import { randomBytes } from 'node:crypto'

/** Chance as a parameter: nonces, verifiers, jitter. */
export type Random = {
  bytes(count: number): Uint8Array
  /** 0 ≤ n < 1 */
  fraction(): number
}

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  fraction: () => Math.random(),
}
