import type { Result } from '../../../shared/result.ts'
import type { MagentoError } from '../../magento/error.ts'
import type { Sending } from './sending.ts'

const MOST_ATTEMPTS = 5
const FIRST_WAIT_MS = 1_000

/**
 * An idempotent write, sent again while the shop is busy or its answer was lost, with growing waits.
 *
 * Deadlocks come with concurrency, so each one also slows the pace.
 */
export async function persist<T>(
  sending: Sending,
  write: () => Promise<Result<T, MagentoError>>,
): Promise<Result<T, MagentoError>> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await write()
    if (answer.ok) sending.pace.good()
    if (answer.ok || !isPassing(answer.error)) return answer
    sending.pace.bad()
    if (attempt === MOST_ATTEMPTS) return answer
    await pause(sending, attempt, answer.error)
  }
}

/** Whether the same call may go through a little later. */
export const isPassing = (error: MagentoError): boolean =>
  error.kind === 'busy' || error.kind === 'answer-lost'

export async function pause(sending: Sending, attempt: number, error: MagentoError): Promise<void> {
  const told = error.kind === 'busy' ? error.retryAfterMs : null
  await sending.clock.sleep(told ?? FIRST_WAIT_MS * 2 ** (attempt - 1), sending.context.signal)
}
