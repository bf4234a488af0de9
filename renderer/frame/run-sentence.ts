import { type Run, verifiedMessage, watchedChanges } from '../../shared/job.ts'
import { type Message, message } from '../../shared/message.ts'

/** What runs that were started together have come to, in one sentence: the gravest end, else what was sent. */
export function runSentence(runs: readonly Run[]): Message {
  const outcomes = runs.map((run) => run.outcome).filter((outcome) => outcome !== null)
  for (const outcome of outcomes) {
    if (outcome.kind === 'failed' || outcome.kind === 'stopped-by-guard') return outcome.reason
  }
  for (const outcome of outcomes) {
    if (outcome.kind === 'cancelled') return message('outcome.cancelled')
    if (outcome.kind === 'previewed') return message('outcome.previewed')
    if (outcome.kind === 'awaiting-go') return message('outcome.awaiting-go')
    if (outcome.kind === 'watched') {
      const count = outcomes.reduce((sum, one) => sum + watchedChanges(one), 0)
      return message('outcome.watched', { count })
    }
    if (outcome.kind === 'held-by-guard')
      return message('outcome.held-by-guard', { count: outcome.decisions })
  }
  const compared = runs.find(({ job }) => job === 'verify')
  if (compared !== undefined) return verifiedMessage(compared.counts)
  const sent = runs.reduce((sum, { counts }) => sum + changesOf(counts), 0)
  return sent === 0 ? message('frame.result.nothing') : message('frame.result.sent', { count: sent })
}

/** What a run has written: products and stock rows. */
export const changesOf = (counts: Run['counts']): number =>
  counts.created + counts.updated + counts.disabled + counts.stock
