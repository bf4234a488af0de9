import { expect, test } from 'vitest'
import type { MagentoError } from '../../main/magento/error.ts'
import { type Attempt, type Next, nextAttempt } from '../../main/magento/next-attempt.ts'

const call = 'POST /V1/products'
const lost: MagentoError = { kind: 'answer-lost', call, reason: 'ECONNRESET' }
const unreachable: MagentoError = { kind: 'unreachable', call, reason: 'ECONNREFUSED' }
const deadlock: MagentoError = { kind: 'busy', call, message: 'deadlock', retryAfterMs: null }
const tooMany: MagentoError = { kind: 'busy', call, message: 'HTTP 429', retryAfterMs: 7000 }
const tooLong: MagentoError = { kind: 'busy', call, message: 'HTTP 429', retryAfterMs: 3_600_000 }
const broken: MagentoError = { kind: 'internal-error', call, message: 'Internal Error.' }
const giveUp: Next = { kind: 'give-up' }
const after = (afterMs: number): Next => ({ kind: 'repeat', afterMs })

test.each<[string, Attempt, Next]>([
  ['a read whose answer was lost', { effect: 'read', error: lost, attempt: 1 }, after(750)],
  ['the same, again', { effect: 'read', error: lost, attempt: 2 }, after(1500)],
  ['the same, a third time', { effect: 'read', error: lost, attempt: 3 }, giveUp],
  ['a write whose answer was lost: look first', { effect: 'write', error: lost, attempt: 1 }, giveUp],
  ['a write that never left', { effect: 'write', error: unreachable, attempt: 1 }, after(750)],
  ['no way to the shop at all', { effect: 'read', error: unreachable, attempt: 3 }, giveUp],
  ['a write that a deadlock undid', { effect: 'write', error: deadlock, attempt: 1 }, after(750)],
  ['a deadlock, four times', { effect: 'write', error: deadlock, attempt: 4 }, after(6000)],
  ['a deadlock, five times', { effect: 'write', error: deadlock, attempt: 5 }, giveUp],
  ['a shop that says when', { effect: 'write', error: tooMany, attempt: 1 }, after(7000)],
  ['a shop that says in an hour', { effect: 'read', error: tooLong, attempt: 1 }, after(30_000)],
  ['a read that broke Magento', { effect: 'read', error: broken, attempt: 1 }, after(750)],
  ['a read that breaks Magento again', { effect: 'read', error: broken, attempt: 2 }, giveUp],
  ['a write that broke Magento', { effect: 'write', error: broken, attempt: 1 }, giveUp],
  ['maintenance', { effect: 'read', error: { kind: 'maintenance', call }, attempt: 1 }, giveUp],
  ['a cancelled call', { effect: 'read', error: { kind: 'cancelled' }, attempt: 1 }, giveUp],
  [
    'refused keys',
    { effect: 'read', error: { kind: 'refused-keys', call, fault: 'token', message: '' }, attempt: 1 },
    giveUp,
  ],
  [
    'a missing right',
    { effect: 'read', error: { kind: 'permission-missing', call, resources: [] }, attempt: 1 },
    giveUp,
  ],
  [
    'a refused product',
    { effect: 'write', error: { kind: 'rejected', call, status: 400, message: '' }, attempt: 1 },
    giveUp,
  ],
  [
    'a taken URL key',
    { effect: 'write', error: { kind: 'url-key-taken', call, message: '' }, attempt: 1 },
    giveUp,
  ],
  [
    'too many rows',
    { effect: 'write', error: { kind: 'over-limit', call, limit: 'rows', most: 20 }, attempt: 1 },
    giveUp,
  ],
  ['a redirect', { effect: 'read', error: { kind: 'redirected', call, to: null }, attempt: 1 }, giveUp],
  ['a web page', { effect: 'read', error: { kind: 'not-magento', call, status: 404 }, attempt: 1 }, giveUp],
  [
    'an answer that cannot be read',
    { effect: 'write', error: { kind: 'unreadable', call, issues: [] }, attempt: 1 },
    giveUp,
  ],
])('%s', (_title, attempt, next) => {
  expect(nextAttempt(attempt, 0.5)).toEqual(next)
})

test('calls that failed together do not come back together', () => {
  const first = { effect: 'read', error: lost, attempt: 1 } as const
  expect([nextAttempt(first, 0), nextAttempt(first, 0.999)]).toEqual([after(500), after(1000)])
})
