import type { CoreEvent } from '../../shared/contract.ts'
import type { Status } from '../../shared/status.ts'
import type { Clock } from '../support/clock.ts'
import type { Log } from '../support/log.ts'

export type Events = ReturnType<typeof createEvents>

/** Faces are told a new status at most this often. */
const BETWEEN_STATUS_MS = 250

/** Tells the faces what has already happened. A listener that throws does not stop the others. */
export function createEvents(clock: Clock, log: Log, status: () => Status) {
  const listeners = new Set<(event: CoreEvent) => void>()
  let pending = false
  let open = true

  function tell(event: CoreEvent): void {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (cause) {
        log.error('listener broke', { event: event.kind, cause: String(cause) })
      }
    }
  }

  return {
    tell,
    /** Something that the status shows has changed. */
    statusChanged(): void {
      if (pending || !open) return
      pending = true
      void clock.sleep(BETWEEN_STATUS_MS).then(() => {
        pending = false
        if (open && listeners.size > 0) tell({ kind: 'status', status: status() })
      })
    },
    listen(listener: (event: CoreEvent) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close(): void {
      open = false
      listeners.clear()
    },
  }
}
