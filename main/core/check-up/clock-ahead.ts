import type { Edge } from '../../support/edge.ts'
import type { Ahead } from './facts.ts'

const TIMEOUT_MS = 20_000

/**
 * How far this computer's clock is ahead of a service's, by the `Date` of an answer (RFC 9110: whole seconds).
 *
 * Asked without keys: whatever the service answers, it tells its time.
 */
export async function clockAhead({ http, clock }: Pick<Edge, 'http' | 'clock'>, url: string): Promise<Ahead> {
  const before = clock.now()
  const answer = await http({ method: 'GET', url, headers: {}, timeoutMs: TIMEOUT_MS })
  if (!answer.ok) return null
  const told = Date.parse(answer.value.headers.date ?? '')
  return Number.isNaN(told) ? null : (before + clock.now()) / 2 - told
}
