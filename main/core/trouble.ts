import type { Run } from '../../shared/job.ts'
import type { NewProblem, ProblemKind, Subject } from '../../shared/problem.ts'
import type { Ledger } from '../store/ledger.ts'

/** What is not about one item. */
export type GeneralSubject = Exclude<Subject, { kind: 'item' }>

type Trouble = NewProblem & { readonly subject: GeneralSubject }

export type Service = 'lightspeed' | 'magento'

/** What a failure of a service means for its connection, by the key of its sentence. */
const connectionTrouble: Readonly<Record<string, ProblemKind>> = {
  'lightspeed.not-connected': 'reconnect-needed',
  'lightspeed.token-refused': 'reconnect-needed',
  'lightspeed.forbidden': 'permission-missing',
  'lightspeed.unreachable': 'unreachable',
  'lightspeed.another-answers': 'unreachable',
  'lightspeed.certificate': 'certificate',
  'lightspeed.answer-lost': 'unreachable',
  'lightspeed.token-service.unreachable': 'unreachable',
  'lightspeed.token-service.no-service': 'unreachable',
  'lightspeed.token-service.key-refused': 'token-service',
  'lightspeed.token-service.certificate': 'token-service',
  'lightspeed.token-service.not-connected': 'token-service',
  // the vault holds the keys of both sides, and the till's are wanted first
  'vault.other-cipher': 'vault-locked',
  'vault.unavailable': 'vault-locked',
  'vault.undecryptable': 'vault-locked',
  'vault.from-newer-program': 'vault-locked',
  'vault.unreadable': 'vault-locked',
  'magento.not-connected': 'reconnect-needed',
  'magento.refused-keys': 'refused-keys',
  'magento.permission-missing': 'permission-missing',
  'magento.unreachable': 'unreachable',
  'magento.certificate': 'certificate',
  'magento.answer-lost': 'unreachable',
  'magento.busy': 'unreachable',
  'magento.maintenance': 'unreachable',
  'magento.redirected': 'unreachable',
  'magento.not-magento': 'unreachable',
}

/** Kinds that only the merchant can end; the others are tried again by themselves. */
export const needsMerchant: ReadonlySet<ProblemKind> = new Set([
  'reconnect-needed',
  'token-service',
  'refused-keys',
  'permission-missing',
  'vault-locked',
])

/** The problem behind a run that could not go on: about a connection where its sentence says so, else about the job. */
export function troubleOf(run: Run): Trouble | null {
  const outcome = run.outcome
  if (outcome?.kind === 'stopped-by-guard') {
    return {
      kind: 'source-broken',
      subject: { kind: 'job', job: run.job },
      params: outcome.reason.params,
      details: null,
    }
  }
  if (outcome?.kind !== 'failed') return null
  const { key, params } = outcome.reason
  const details = outcome.details ?? null
  const kind = connectionTrouble[key] ?? connectionTrouble[key.split('.').slice(0, 2).join('.')]
  if (kind === undefined) {
    return {
      kind: 'run-failed',
      subject: { kind: 'job', job: run.job },
      params: { ...params, reason: key },
      details,
    }
  }
  const service: Service = key.startsWith('magento.') ? 'magento' : 'lightspeed'
  return { kind, subject: { kind: 'connection', service }, params: { ...params, reason: key }, details }
}

/** Whether what a run failed over ends without the merchant: after a power cut, and while a service is away. */
export function endsByItself(run: Run): boolean {
  if (run.outcome?.kind !== 'failed') return false
  const trouble = troubleOf(run)
  return (
    run.outcome.reason.key === 'failure.interrupted' ||
    (trouble?.subject.kind === 'connection' && !needsMerchant.has(trouble.kind))
  )
}

/** What a run means for the problems that were known before it. */
export type Kept = {
  /** The problem that it ended with; null when it went well, or was cancelled. */
  readonly problem: { readonly id: number; readonly subject: GeneralSubject } | null
  /** What it proved to work again, whether or not it was in trouble before. */
  readonly over: readonly GeneralSubject[]
}

/** Writes down what a run ended with, and ends the trouble with whatever it proved to work. */
export function keepTrouble(ledger: Ledger, run: Run): Kept {
  const trouble = troubleOf(run)
  const services = answeredIn(run, trouble).map((service) => ({ kind: 'connection', service }) as const)
  for (const connection of services) ledger.problems.close(connection)
  if (trouble !== null) {
    const { id } = ledger.problems.report(trouble)
    return { problem: { id, subject: trouble.subject }, over: services }
  }
  if (run.outcome?.kind === 'cancelled') return { problem: null, over: services }
  const job = { kind: 'job', job: run.job } as const
  ledger.problems.close(job, ['run-failed', 'source-broken'])
  return { problem: null, over: [...services, job] }
}

/** A service that does not answer, and since when. */
export type Away = { readonly service: Service; readonly since: string }

/** The services that have not answered for longer than `ms`. */
export const awayFor = (ledger: Ledger, ms: number, now: number): readonly Away[] =>
  (['lightspeed', 'magento'] as const).flatMap((service) =>
    ledger.problems
      .of({ kind: 'connection', service })
      .filter(({ kind, since }) => kind === 'unreachable' && now - Date.parse(since) > ms)
      .map(({ since }) => ({ service, since })),
  )

/** A run over all that changed after which the shop is known to be in step, but for what was said. */
export const isSuccess = ({ outcome, mode }: Run): boolean =>
  mode.scope.kind !== 'items' &&
  !mode.dryRun &&
  ['done', 'done-with-problems', 'held-by-guard', 'watched'].includes(outcome?.kind ?? '')

/** A name for a subject: `connection:magento`, `job:stock`. */
export const nameOf = (subject: GeneralSubject): string =>
  subject.kind === 'job' ? `job:${subject.job}` : `connection:${subject.service}`

/** The shop did not answer lately, and this run had nothing to ask it. */
export function mayBeBack(ledger: Ledger, { outcome, counts }: Run): boolean {
  if (outcome === null || outcome.kind === 'failed' || counts.magentoRequests > 0) return false
  return ledger.problems
    .of({ kind: 'connection', service: 'magento' })
    .some(({ kind }) => kind === 'unreachable')
}

/**
 * The services that a run has really spoken with, and that let it go on. One that had nothing to send has not asked the
 * shop, and says nothing about it.
 */
export function answeredIn({ counts, outcome }: Run, trouble: Trouble | null): Service[] {
  if (outcome === null || outcome.kind === 'cancelled') return []
  const asked: Service[] = []
  if (counts.lightspeedRequests > 0) asked.push('lightspeed')
  if (counts.magentoRequests > 0) asked.push('magento')
  if (outcome.kind !== 'failed') return asked
  // The till is read before the shop is written.
  const isShop = trouble?.subject.kind === 'connection' && trouble.subject.service === 'magento'
  return asked.filter((service) => isShop && service === 'lightspeed')
}
