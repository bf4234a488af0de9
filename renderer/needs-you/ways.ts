import type { Problem, ProblemKind } from '../../shared/problem.ts'

/** What the button of a problem does. */
export type Way = 'show-item' | 'send-again' | 'connect' | 'sync' | 'show-log'

const ways: Readonly<Record<ProblemKind, Way>> = {
  'sku-missing': 'show-item',
  'sku-too-long': 'show-item',
  'sku-unsendable': 'show-item',
  'sku-duplicate': 'show-item',
  'sku-changed': 'show-item',
  'name-missing': 'show-item',
  'price-missing': 'show-item',
  'stock-missing': 'show-item',
  'record-unreadable': 'show-item',
  'product-type': 'show-item',
  'refused-by-shop': 'send-again',
  'url-key-taken': 'send-again',
  'attribute-dropped': 'send-again',
  'product-doubled': 'send-again',
  'reconnect-needed': 'connect',
  'refused-keys': 'connect',
  'permission-missing': 'connect',
  unreachable: 'connect',
  'vault-locked': 'connect',
  'run-failed': 'sync',
  'source-broken': 'sync',
  'ledger-damaged': 'show-log',
}

export const wayOf = (problem: Problem): Way => ways[problem.kind]

export const itemIdOf = ({ subject }: Problem): string | null =>
  subject.kind === 'item' ? subject.itemId : null

/** Problems of one kind together, in the order in which the kinds first appear: the most expensive first. */
export function groupByKind(problems: readonly Problem[]): readonly (readonly Problem[])[] {
  const groups = new Map<ProblemKind, Problem[]>()
  for (const problem of problems) groups.set(problem.kind, [...(groups.get(problem.kind) ?? []), problem])
  return [...groups.values()]
}
