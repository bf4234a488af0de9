import { DAY_MINUTES, type Story } from './story.ts'

/**
 * The smallest story found that still fails: fewer days, fewer items, fewer events.
 *
 * @param fails plays a story; called with smaller and smaller ones
 * @param mayGoOn asked before each try, as a long story takes its time
 */
export async function shrink(
  story: Story,
  fails: (story: Story) => Promise<boolean>,
  mayGoOn: () => boolean,
): Promise<Story> {
  let smallest = story

  async function tried(smaller: Story): Promise<boolean> {
    if (!mayGoOn() || !(await fails(smaller))) return false
    smallest = smaller
    return true
  }

  /** Leaves out ever smaller parts of the events. */
  async function fewerEvents(): Promise<void> {
    for (let size = Math.ceil(smallest.events.length / 2); size >= 1; size = Math.floor(size / 2)) {
      for (let from = 0; from < smallest.events.length; ) {
        const events = smallest.events.filter((_, index) => index < from || index >= from + size)
        const isSmaller = await tried({ ...smallest, events })
        if (isSmaller) await fewerDays()
        else from += size
      }
    }
  }

  /** Days in which nothing happens any more. */
  async function fewerDays(): Promise<void> {
    const first = Math.min(...smallest.events.map(({ at }) => at))
    const early = Number.isFinite(first) ? Math.max(0, Math.floor(first / DAY_MINUTES) - 1) : 0
    if (early === 0) return
    const events = smallest.events.map((event) => ({ ...event, at: event.at - early * DAY_MINUTES }))
    await tried({ ...smallest, days: smallest.days - early, events })
  }

  for (let days = Math.ceil(smallest.days / 2); days >= 1; days = Math.floor(days / 2)) {
    for (;;) {
      const left = smallest.days - days
      const events = smallest.events.filter(({ at }) => at < left * DAY_MINUTES)
      if (left < 1 || !(await tried({ ...smallest, days: left, events }))) break
    }
  }
  await fewerEvents()
  await tried({ ...smallest, items: Math.ceil(smallest.items / 4) })
  return smallest
}
