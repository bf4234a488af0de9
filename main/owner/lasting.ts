import type { Core, CoreEvent } from '../../shared/contract.ts'
import type { Failure } from '../../shared/message.ts'
import { ok, type Result } from '../../shared/result.ts'
import type { Opened } from './owner.ts'

/**
 * A core that outlives its owner. The app may have been started while a command line held the folder: when that has done
 * its work, the app takes its place and goes on.
 *
 * @returns as `openOwner`; `ownerGone` settles only when nobody could take the owner's place
 */
export async function openLasting(
  open: () => Promise<Result<Opened, Failure>>,
): Promise<Result<Opened, Failure>> {
  const first = await open()
  if (!first.ok || first.value.owns) return first
  const listeners = new Set<(event: CoreEvent) => void>()
  let current = first.value
  let following = false
  let closing = false

  const tell = (event: CoreEvent): void => {
    for (const listener of listeners) listener(event)
  }
  current.core.listen(tell)

  /** Resolves when there is no owner any more and none to be had. */
  async function keepOpen(): Promise<void> {
    for (;;) {
      await current.ownerGone
      const next = closing ? null : await open()
      if (closing || next === null) {
        if (next?.ok) await next.value.close()
        return new Promise(() => {})
      }
      if (!next.ok) return
      current = next.value
      current.core.listen(tell)
      if (following) current.startSchedule()
      tell({ kind: 'settings-changed' })
      tell({ kind: 'lists-changed' })
      const status = await current.core.ask('status', {})
      if (status.ok) tell({ kind: 'status', status: status.value })
    }
  }

  const core: Core = {
    ask: (key, input) => current.core.ask(key, input),
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return ok({
    core,
    get owns() {
      return current.owns
    },
    get mended() {
      return current.mended
    },
    startSchedule() {
      following = true
      current.startSchedule()
    },
    close() {
      closing = true
      return current.close()
    },
    ownerGone: keepOpen(),
  })
}
