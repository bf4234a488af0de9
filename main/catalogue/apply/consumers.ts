import { handedInStates, handInCanary } from '../../magento/bulk.ts'
import type { Bulk } from '../../store/bulks.ts'
import type { Consumers } from '../../store/routes.ts'
import type { Work } from '../work.ts'
import { LONGEST_LAG_MS } from './route.ts'

/** What the questions about consumers need of a run, or of a check-up. */
export type Asking = Pick<Work, 'ledger' | 'magento' | 'clock' | 'log'>

/** Handed in so long ago and nothing was done: nobody works. A cron begins each minute. */
export const SILENT_MS = 2 * 60_000

/** An answer counts so long; a consumer that is on time is believed until it is late. */
const BELIEVED_MS = 24 * 3_600_000
/** Another canary when the last one got no answer: it may have been lost with a consumer that died. */
const ASKED_AGAIN_MS = 3_600_000

/** What is known of the consumers; null: nothing, or what is known is old. */
export function knownConsumers({ ledger, clock }: Pick<Asking, 'ledger' | 'clock'>): Consumers | null {
  const known = ledger.lists.consumers.get()
  if (known === null) return null
  const onTime = known.value.state === 'run' && known.value.lagMs <= SILENT_MS
  return onTime || clock.now() - Date.parse(known.readAt) < BELIEVED_MS ? known.value : null
}

/**
 * Asks by a canary whether anybody works off what is handed in, unless one is under way.
 *
 * Nothing is written to the shop; the answer comes when the consumer does, and `lookAtCanary` finds it.
 */
export async function askConsumers(asking: Asking): Promise<void> {
  const { ledger, magento, clock } = asking
  const canary = canaryOf(asking)
  if (canary !== undefined) {
    if (clock.now() - Date.parse(canary.sentAt) < ASKED_AGAIN_MS) return
    ledger.bulks.forget(canary.id)
  }
  const id = ledger.bulks.begin('canary', [])
  const answer = await handInCanary(magento)
  if (answer.ok) {
    ledger.bulks.named(id, answer.value)
    return
  }
  ledger.bulks.forget(id)
  switch (answer.error.kind) {
    // no such route before 2.3; without its message broker the shop breaks over the call (2.3 to 2.4.5)
    case 'rejected':
    case 'internal-error':
      ledger.lists.consumers.store({ state: 'missing' })
      return
    case 'permission-missing':
      ledger.lists.consumers.store({ state: 'forbidden' })
      return
    default:
      asking.log.warn('consumers not asked', { error: answer.error.kind })
  }
}

/** Looks whether the canary was answered. Whatever the answer: that there is one tells that somebody works. */
export async function lookAtCanary(asking: Asking): Promise<void> {
  const { ledger, magento, clock } = asking
  const canary = canaryOf(asking)
  if (canary === undefined || canary.uuid === null) return
  const states = await handedInStates(magento, canary.uuid, 1)
  if (!states.ok) {
    if (states.error.kind !== 'permission-missing') return
    ledger.bulks.forget(canary.id)
    ledger.lists.consumers.store({ state: 'forbidden' })
    return
  }
  if (states.value === null) {
    ledger.bulks.forget(canary.id)
    return
  }
  if ((states.value.get(0) ?? 'open') === 'open') {
    ledger.bulks.looked(canary.id)
    if (clock.now() - Date.parse(canary.sentAt) < SILENT_MS) return
    const known = ledger.lists.consumers.get()?.value.state
    if (known !== 'silent') ledger.lists.consumers.store({ state: known === 'untold' ? 'untold' : 'silent' })
    return
  }
  ledger.bulks.forget(canary.id)
  somebodyWorks(asking, canary)
}

/**
 * The consumer came to what was handed in: it runs.
 *
 * @param first what it came to, if nothing of ours was before it: so late is the consumer. Null, or so late that it was
 * rather dead: how late it is now is to be asked anew
 */
export function somebodyWorks({ ledger, clock }: Asking, first: Bulk | null): void {
  const lagMs = first === null ? Number.POSITIVE_INFINITY : lagOf(first, clock.now())
  if (lagMs <= LONGEST_LAG_MS) ledger.lists.consumers.store({ state: 'run', lagMs })
  else if (first !== null || ledger.lists.consumers.get()?.value.state !== 'run')
    ledger.lists.consumers.forget()
  ledger.problems.close(queue, ['queue-stopped'])
}

/** When it began lies between the last look and this one. */
function lagOf({ sentAt, lookedAt }: Bulk, now: number): number {
  const sent = Date.parse(sentAt)
  return Math.max(0, Math.min(now - sent, Date.parse(lookedAt) - sent + CRON_MS))
}

const CRON_MS = 60_000

/** What was handed in stays as it is: the merchant is told what starts the consumers. */
export function nobodyWorks({ ledger, context }: Pick<Work, 'ledger' | 'context'>): void {
  ledger.lists.consumers.store({ state: 'silent' })
  context.problem({ kind: 'queue-stopped', subject: queue, params: {}, details: null })
}

/** What was handed in is done, and the shop does not say so: a consumer that is faster than the shop's own books. */
export function nobodyTells({ ledger }: Pick<Work, 'ledger'>): void {
  if (ledger.lists.consumers.get()?.value.state !== 'silent')
    ledger.lists.consumers.store({ state: 'untold' })
}

const queue = { kind: 'job', job: 'catalogue' } as const

const canaryOf = ({ ledger }: Pick<Asking, 'ledger'>): Bulk | undefined =>
  ledger.bulks.all().find(({ kind }) => kind === 'canary')
