import { type Message, message } from './message.ts'
import type { Problem } from './problem.ts'
import { assertNever } from './result.ts'

/** The sentences of a problem: what happened to what, why and what happens next, and the verb of its button. */
export const problemMessage = (
  problem: Pick<Problem, 'kind' | 'subject' | 'params'>,
  part: 'title' | 'why' | 'action',
): Message =>
  message(`problem.${problem.kind}.${part}`, { ...subjectParams(problem.subject), ...problem.params })

function subjectParams(subject: Problem['subject']): Message['params'] {
  switch (subject.kind) {
    case 'item':
      return { name: subject.name, sku: subject.sku }
    case 'connection':
      return { service: subject.service }
    case 'job':
      return { job: subject.job }
    default:
      return assertNever(subject, 'problem subject')
  }
}
