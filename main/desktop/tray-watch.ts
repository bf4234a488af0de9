import type { Clock } from '../support/clock.ts'
import type { TrayLook } from './tray-host.ts'

/** An icon that was just made needs a moment to be registered. */
const MOMENT_MS = 500
const MOMENTS = 6
const WHILE_ABSENT_MS = 10_000
const WHILE_THERE_MS = 60_000

export type TrayWatch = {
  /** Looks whether the icon stands in the tray and answers, and mends what can be mended. */
  isThere(): Promise<boolean>
  close(): void
}

/**
 * Watches whether the icon stands in the tray. A panel that starts after the program, or once more, gets the icon anew:
 * Electron registers it once and never again.
 */
export function watchTray(parts: {
  readonly look: () => Promise<TrayLook>
  readonly rebuild: () => void
  readonly clock: Clock
}): TrayWatch {
  const { look, rebuild, clock } = parts
  const stop = new AbortController()
  let rebuilt = false
  let under: Promise<boolean> | null = null

  /** A look that gives the icon time to get there. */
  async function settled(): Promise<TrayLook> {
    for (let moment = 1; ; moment += 1) {
      const seen = await look()
      if (seen !== 'not-there' || moment === MOMENTS) return seen
      await clock.sleep(MOMENT_MS, stop.signal)
    }
  }

  async function check(): Promise<boolean> {
    const seen = await settled()
    if (seen !== 'not-there') rebuilt = false
    if (seen !== 'not-there' || rebuilt) return seen === 'there'
    // a panel that refuses the icon is given it once, and not at every look
    rebuilt = true
    rebuild()
    return (await settled()) === 'there'
  }

  function isThere(): Promise<boolean> {
    under ??= check().finally(() => {
      under = null
    })
    return under
  }

  async function watch(): Promise<void> {
    for (;;) await clock.sleep((await isThere()) ? WHILE_THERE_MS : WHILE_ABSENT_MS, stop.signal)
  }

  watch().catch((cause: unknown) => {
    if (!stop.signal.aborted) throw cause
  })
  return { isThere, close: () => stop.abort() }
}
