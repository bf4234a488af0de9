import { type Outcome, watchedChanges } from '../../shared/job.ts'
import { type Message, message } from '../../shared/message.ts'

/** How a run ended, in words. */
export function outcomeMessage(outcome: Outcome | null): Message {
  if (outcome === null) return message('outcome.running')
  switch (outcome.kind) {
    case 'done-with-problems':
      return message('outcome.done-with-problems', { count: outcome.problems })
    case 'held-by-guard':
      return message('outcome.held-by-guard', { count: outcome.decisions })
    case 'watched':
      return message('outcome.watched', { count: watchedChanges(outcome) })
    case 'failed':
    case 'stopped-by-guard':
      return outcome.reason
    default:
      return message(`outcome.${outcome.kind}`)
  }
}
