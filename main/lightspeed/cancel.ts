import { err, type Result } from '../../shared/result.ts'
import type { Clock } from '../support/clock.ts'

type Cancelled = { readonly kind: 'cancelled' }

/** The work's result, or `cancelled` at once; the work itself goes on, as others may wait for it too. */
export function unlessCancelled<T, E>(
  work: Promise<Result<T, E>>,
  signal: AbortSignal,
): Promise<Result<T, E | Cancelled>> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => resolve(err({ kind: 'cancelled' }))
    if (signal.aborted) cancel()
    signal.addEventListener('abort', cancel, { once: true })
    const done = (): void => signal.removeEventListener('abort', cancel)
    work.then(resolve, reject).finally(done)
  })
}

/** False when the wait was cancelled. */
export async function slept(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  try {
    await clock.sleep(ms, signal)
    return true
  } catch (cause) {
    if (signal.aborted) return false
    throw cause
  }
}
