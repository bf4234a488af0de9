import type { ProblemKind } from '../../../shared/problem.ts'
import type { Facet } from '../../store/facets.ts'
import type { Link } from '../../store/links.ts'
import { toldValue } from '../told-value.ts'
import { calledOf, subjectOf } from '../view.ts'
import type { Work } from '../work.ts'
import type { Difference, Drift } from './drift.ts'

/** How one linked product was found, with all that was known of it. */
export type Found = { readonly link: Link; readonly facets: readonly Facet[]; readonly drift: Drift }

const tellable: readonly ProblemKind[] = ['drift', 'product-gone']

/**
 * Writes down what a page of products was found to be, in one transaction.
 *
 * @param part what the page was compared by: only a look at the whole product ends what was told of it
 * @returns how many problems were told
 */
export function take(work: Work, found: readonly Found[], part: 'whole' | 'stock'): number {
  const { ledger, policy, context } = work
  const differing = found.filter(({ drift }) => drift.kind !== 'same')
  const repairs = policy.rules.drift === 'repair'
  const told = repairs ? [] : differing.filter(({ drift }) => drift.kind !== 'unclear')
  const mistrusted = differing.filter((one) => !told.includes(one))
  if (part === 'stock' && differing.length === 0) return 0
  ledger.transaction(() => {
    if (part === 'whole') {
      const over = found.filter((one) => !told.includes(one)).map(({ link }) => link.itemId)
      ledger.problems.closeForItems(over, tellable)
    }
    for (const one of told) report(work, one)
    mistrust(work, mistrusted)
  })
  context.count({ drifted: differing.length, held: told.length })
  return told.length
}

/** Facets at once. */
const ROWS = 500

function mistrust({ ledger }: Work, found: readonly Found[]): void {
  const facets = found.flatMap((one) => (one.drift.kind === 'changed' ? one.drift.facets : one.facets))
  for (let at = 0; at < facets.length; at += ROWS) ledger.facets.mistrust(facets.slice(at, at + ROWS))
  const itemIds = found.map(({ link }) => link.itemId)
  ledger.items.markDue('catalogue', itemIds)
  ledger.items.markDue('stock', itemIds)
}

function report({ ledger, context }: Work, { link, drift }: Found): void {
  const item = ledger.items.get(link.itemId)
  if (item === null) return
  const common = { name: calledOf(item), sku: link.sku }
  context.problem(
    drift.kind === 'changed'
      ? {
          kind: 'drift',
          subject: subjectOf(item),
          params: { ...common, values: drift.differences.map(inWords).join('; ') },
          details: null,
        }
      : { kind: 'product-gone', subject: subjectOf(item), params: common, details: null },
  )
}

/** Long texts are told by their beginning. */
const inWords = ({ facet, code, sent, present }: Difference): string => {
  const told = (value: string): string => short(toldValue(facet, value) ?? '')
  return `${code}: ${told(sent)} → ${told(present)}`
}

const MOST = 40
const short = (text: string): string =>
  text === '' ? '–' : text.length > MOST ? `${text.slice(0, MOST)}…` : text
