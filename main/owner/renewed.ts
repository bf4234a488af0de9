import type { Core, CoreEvent } from '../../shared/contract.ts'
import type { Failure } from '../../shared/message.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Built } from '../core.ts'

/**
 * A core that is built anew when its ledger turns out to be damaged: whoever asks in between waits, and whoever listens
 * is told what the new one tells.
 */
export async function openRenewed(
  build: () => Promise<Result<Built, Failure>>,
): Promise<Result<Built, Failure>> {
  const first = await build()
  if (!first.ok) return first
  const listeners = new Set<(event: CoreEvent) => void>()
  let current: Promise<Result<Built, Failure>> = Promise.resolve(first)
  let following = false
  let closing = false

  const tell = (event: CoreEvent): void => {
    for (const listener of listeners) listener(event)
  }

  function watch(built: Built): void {
    built.core.listen(tell)
    void built.damaged.then(() => {
      if (closing) return
      current = renew(built)
      // Whoever asks is told why; a process that only follows the schedule has nobody to tell.
      void current.catch(() => {})
    })
  }

  async function renew(old: Built): Promise<Result<Built, Failure>> {
    await old.close()
    const next = await build()
    if (!next.ok) return next
    watch(next.value)
    if (following) next.value.startSchedule()
    tell({ kind: 'settings-changed' })
    tell({ kind: 'lists-changed' })
    const status = await next.value.core.ask('status', {})
    if (status.ok) tell({ kind: 'status', status: status.value })
    return next
  }

  const core: Core = {
    async ask(key, input) {
      const built = await current
      return built.ok ? built.value.core.ask(key, input) : err(built.error)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  watch(first.value)
  return ok({
    core,
    mended: first.value.mended,
    damaged: new Promise(() => {}),
    startSchedule() {
      following = true
      first.value.startSchedule()
    },
    async close() {
      closing = true
      const built = await current
      if (built.ok) await built.value.close()
    },
  })
}
