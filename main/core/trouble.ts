import type { Run } from '../../shared/job.ts'
import type { NewProblem, ProblemKind } from '../../shared/problem.ts'
import type { Ledger } from '../store/ledger.ts'

type Service = 'lightspeed' | 'magento'

/** What a failure of a service means for its connection, by the key of its sentence. */
const connectionTrouble: Readonly<Record<string, ProblemKind>> = {
  'lightspeed.not-connected': 'reconnect-needed',
  'lightspeed.token-refused': 'reconnect-needed',
  'lightspeed.forbidden': 'permission-missing',
  'lightspeed.unreachable': 'unreachable',
  'lightspeed.answer-lost': 'unreachable',
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
  'magento.answer-lost': 'unreachable',
  'magento.busy': 'unreachable',
  'magento.maintenance': 'unreachable',
  'magento.redirected': 'unreachable',
  'magento.not-magento': 'unreachable',
}

/** Kinds that only the merchant can end; the others are tried again by themselves. */
export const needsMerchant: ReadonlySet<ProblemKind> = new Set([
  'reconnect-needed',
  'refused-keys',
  'permission-missing',
  'vault-locked',
])

/** The problem behind a run that could not go on: about a connection where its sentence says so, else about the job. */
export function troubleOf(run: Run): NewProblem | null {
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
  const kind = connectionTrouble[key] ?? connectionTrouble[key.split('.').slice(0, 2).join('.')]
  if (kind === undefined) {
    return {
      kind: 'run-failed',
      subject: { kind: 'job', job: run.job },
      params: { ...params, reason: key },
      details: null,
    }
  }
  const service: Service = key.startsWith('magento.') ? 'magento' : 'lightspeed'
  return { kind, subject: { kind: 'connection', service }, params: { ...params, reason: key }, details: null }
}

/** A run that reached both services ends every trouble with them and with its job. */
export function keepTrouble(ledger: Ledger, run: Run): number | null {
  const trouble = troubleOf(run)
  if (trouble !== null) return ledger.problems.report(trouble).id
  if (run.outcome?.kind === 'cancelled') return null
  ledger.problems.close({ kind: 'connection', service: 'lightspeed' })
  ledger.problems.close({ kind: 'connection', service: 'magento' })
  ledger.problems.close({ kind: 'job', job: run.job }, ['run-failed', 'source-broken'])
  return null
}
