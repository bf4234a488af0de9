import { setImmediate as immediate } from 'node:timers/promises'

/** Who waits: the computer's timers stop with it, the world's go on. */
export type Waiting = { readonly name: string }

type Entry = { at: number; readonly order: number; readonly owner: Waiting; act(): void }

/** Time that stands while anybody in this process has something to do, and then jumps to whoever waits for it next. */
export type Time = ReturnType<typeof createTime>

/**
 * Whether somebody still has something to do. Nothing here waits for a disk or a network: services and ledger answer
 * at once, so all that can be under way is a promise or an immediate.
 */
const isBusy = (): boolean => process.getActiveResourcesInfo().includes('Immediate')

export function createTime(startMs: number) {
  let now = startMs
  let order = 0
  /** In the order in which they come. */
  let entries: Entry[] = []

  function insert(entry: Entry): void {
    let place = entries.length
    while (place > 0 && isLater(entries[place - 1], entry)) place -= 1
    entries.splice(place, 0, entry)
  }

  /** Does something at a moment; returns the way to leave it. */
  function at(owner: Waiting, moment: number, act: () => void): () => void {
    order += 1
    const entry = { at: Math.max(now, moment), order, owner, act }
    insert(entry)
    return () => {
      const place = entries.indexOf(entry)
      if (place >= 0) entries.splice(place, 1)
    }
  }

  /** Returns once nobody has anything left to do but to wait. */
  async function rest(): Promise<void> {
    do await immediate()
    while (isBusy())
  }

  return {
    now: () => now,
    at,
    sleep: (owner: Waiting, ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const leave = at(owner, now + Math.max(0, ms), () => {
          signal?.removeEventListener('abort', cancel)
          resolve()
        })
        const cancel = (): void => {
          leave()
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', cancel, { once: true })
      }),
    rest,
    /** Lets time pass, with everything that happens in it. */
    async until(moment: number): Promise<void> {
      for (;;) {
        await rest()
        const next = entries[0]
        if (next === undefined || next.at > moment) break
        entries.shift()
        now = next.at
        next.act()
      }
      now = moment
    },
    /** What this one waits for never comes. */
    forget(owner: Waiting): void {
      entries = entries.filter((entry) => entry.owner !== owner)
    },
    /** What this one waits for comes so much later. */
    delay(owner: Waiting, ms: number): void {
      const late = entries.filter((entry) => entry.owner === owner)
      entries = entries.filter((entry) => entry.owner !== owner)
      for (const entry of late) {
        entry.at += ms
        insert(entry)
      }
    },
    waiting: (): number => entries.length,
  }
}

const isLater = (one: Entry | undefined, other: Entry): boolean =>
  one !== undefined && (one.at > other.at || (one.at === other.at && one.order > other.order))

/**
 * Bottleneck hands on by timers of no length. They become immediates, so that time need not pass for them; a timer that
 * has a length would be one that the core was not given, and is refused.
 *
 * @returns the way back
 */
export function withoutTimers(): () => void {
  const { setTimeout: usualSet, clearTimeout: usualClear } = globalThis
  const set = (act: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) => {
    if (ms > 0) throw new Error(`a timer of ${ms} ms beside the clock`)
    return setImmediate(act, ...args)
  }
  const clear = (timer: NodeJS.Immediate): void => clearImmediate(timer)
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear })
  return () => {
    Object.assign(globalThis, { setTimeout: usualSet, clearTimeout: usualClear })
  }
}
