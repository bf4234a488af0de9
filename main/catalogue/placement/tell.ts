import type { Sending } from '../apply/sending.ts'
import type { Fault } from './fault.ts'

const job = { kind: 'job', job: 'catalogue' } as const

/** A category that the shop refuses, or every category: a problem of the job, as it is about no single item. */
export function tellFault(
  { context }: Pick<Sending, 'context'>,
  fault: Exclude<Fault, { kind: 'stop' }>,
  name: string,
): void {
  if (fault.kind === 'forbidden') {
    const { resources } = fault
    context.problem({ kind: 'categories-forbidden', subject: job, params: { resources }, details: null })
    return
  }
  const { reason, details } = fault
  context.problem({ kind: 'category-refused', subject: job, params: { name, reason }, details })
}

/** What was told of categories is over once none is refused any more. */
export function closeFaults({ ledger }: Pick<Sending, 'ledger'>): void {
  const isRefused = [...ledger.places.all().values()].some(({ refused }) => refused !== null)
  if (!isRefused) ledger.problems.close(job, ['category-refused'])
}

/** Categories can be written: the right is there. */
export function closeForbidden({ ledger }: Pick<Sending, 'ledger'>): void {
  ledger.problems.close(job, ['categories-forbidden'])
}
