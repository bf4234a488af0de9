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
  'picture-missing': 'show-item',
  'picture-broken': 'show-item',
  'picture-type': 'show-item',
  'picture-too-large': 'show-item',
  'picture-away': 'send-again',
  'pictures-not-kept': 'send-again',
  'not-placed': 'send-again',
  'category-gone': 'send-again',
  'variant-equal': 'show-item',
  'variant-value-missing': 'show-item',
  'variant-attribute-missing': 'show-item',
  'variant-attribute-unfit': 'show-item',
  'variant-attribute-set': 'show-item',
  'product-doubled': 'send-again',
  'barcode-doubled': 'send-again',
  'product-taken': 'send-again',
  drift: 'send-again',
  'product-gone': 'send-again',
  'reconnect-needed': 'connect',
  'token-service': 'connect',
  'refused-keys': 'connect',
  'permission-missing': 'connect',
  certificate: 'connect',
  unreachable: 'connect',
  'vault-locked': 'connect',
  'run-failed': 'sync',
  'source-broken': 'sync',
  'queue-stopped': 'sync',
  'category-refused': 'sync',
  'categories-forbidden': 'sync',
  'ledger-damaged': 'show-log',
}

export const wayOf = (problem: Problem): Way => ways[problem.kind]

export const itemIdOf = ({ subject }: Problem): string | null =>
  subject.kind === 'item' ? subject.itemId : null

/** Problems of one cause together, in the order in which the causes first appear: the most expensive first. */
export function groupByCause(problems: readonly Problem[]): readonly (readonly Problem[])[] {
  const groups = new Map<string, Problem[]>()
  for (const problem of problems) {
    const cause = causeOf(problem)
    groups.set(cause, [...(groups.get(cause) ?? []), problem])
  }
  return [...groups.values()]
}

/** What the shop said, or what it did not keep, is the cause; not that it was a refusal. */
const causeOf = ({ kind, params: { reason, attribute } }: Problem): string =>
  [kind, reason ?? '', attribute ?? ''].join('\n')
