import type { Stop } from '../work.ts'

export type Pace = ReturnType<typeof createPace>

/** Two saves at once halve the time of each, four bring little more (measured on Magento 2.4.7 with two cores). */
const WIDEST = 4

const CALM_AFTER = 50

/** How many writes run at once: one at first, one more after each stretch without failure, half after a failure. */
export function createPace() {
  let width = 1
  let good = 0
  let sinceBad = Number.POSITIVE_INFINITY
  return {
    width: (): number => width,
    /** Nothing failed for long enough to go on beside somebody else who saves. */
    isCalm: (): boolean => sinceBad >= CALM_AFTER,
    good(): void {
      good += 1
      sinceBad += 1
      if (good < width * 5 || width === WIDEST) return
      width += 1
      good = 0
    },
    /** One that ran alone says nothing of several at once. */
    goodAlone(): void {
      sinceBad += 1
    },
    /** A deadlock, or the shop is overloaded. */
    bad(): void {
      width = Math.max(1, Math.floor(width / 2))
      good = 0
      sinceBad = 0
    },
  }
}

/** Does the work for each, as many at once as the pace allows; the first stop ends it once what runs has ended. */
export async function eachPaced<T>(
  pace: Pace,
  items: readonly T[],
  work: (item: T) => Promise<Stop | null>,
): Promise<Stop | null> {
  const running = new Set<Promise<void>>()
  let stop: Stop | null = null
  try {
    for (const item of items) {
      while (running.size >= pace.width()) await Promise.race(running)
      if (stop !== null) break
      const one: Promise<void> = work(item).then((ended) => {
        stop ??= ended
        running.delete(one)
      })
      running.add(one)
    }
    await Promise.all(running)
  } finally {
    await Promise.allSettled(running)
  }
  return stop
}
