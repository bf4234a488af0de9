import { expect, test } from 'vitest'
import { type Attempt, type Next, nextAttempt } from '../../main/lightspeed/attempt.ts'

const answer = (status: number, message = '', readable = true) =>
  ({ kind: 'answer', status, message, readable }) as const
const lost = { kind: 'lost', reason: 'ECONNRESET' } as const
const unreachable = { kind: 'unreachable', reason: 'ENOTFOUND' } as const
const busy = 'The server is busy. Please try again later.'

const first = (method: Attempt['method'], came: Attempt['came']): Attempt => ({
  method,
  came,
  number: 1,
  refreshed: false,
})
const soon: Next = { kind: 'repeat', afterMs: 1000 }
const lookUp: Next = { kind: 'look-up-first' }
const giveUp: Next = { kind: 'give-up' }

test.each<[string, Attempt, Next]>([
  ['a good answer', first('GET', answer(200)), { kind: 'take' }],
  ['a proxy page instead of records', first('GET', answer(200, '', false)), soon],
  ['a proxy page after a sale was sent', first('POST', answer(200, '', false)), lookUp],
  ['a read whose answer was lost', first('GET', lost), soon],
  ['a sale whose answer was lost', first('POST', lost), lookUp],
  ['a read without a network', first('GET', unreachable), soon],
  ['a sale that surely did not arrive', first('POST', unreachable), soon],
  ['a read that met a gateway error', first('GET', answer(502, '', false)), soon],
  ['a sale that met a gateway error', first('PUT', answer(504, '', false)), lookUp],
  ['a read that Lightspeed is too busy for', first('GET', answer(400, busy)), soon],
  ['a sale that Lightspeed is too busy for', first('POST', answer(400, busy)), lookUp],
  ['a read that is refused', first('GET', answer(400, 'sort is not allowed')), giveUp],
  ['a right that is missing', first('GET', answer(403)), giveUp],
  ['a record that does not exist', first('GET', answer(404)), giveUp],
  ['a redirect, which is never followed', first('GET', answer(302)), giveUp],
  ['a call that the service does not know', first('GET', answer(501)), giveUp],
  ['a dead token', first('GET', answer(401)), { kind: 'refresh-token' }],
  ['a dead token on a sale, which was not looked at', first('POST', answer(401)), { kind: 'refresh-token' }],
  ['a token that is dead though just refreshed', { ...first('GET', answer(401)), refreshed: true }, giveUp],
  ['a cancelled read', first('GET', { kind: 'cancelled' }), giveUp],
  ['the third attempt', { ...first('GET', lost), number: 3 }, { kind: 'repeat', afterMs: 4000 }],
  ['the last attempt', { ...first('GET', lost), number: 5 }, giveUp],
])('%s', (_title, attempt, next) => expect(nextAttempt(attempt)).toEqual(next))
