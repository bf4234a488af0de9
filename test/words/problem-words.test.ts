import { expect, test } from 'vitest'
import { Problem } from '../../shared/problem.ts'
import { problemMessage } from '../../shared/problem-words.ts'
import { createWords } from '../../shared/say.ts'

const words = createWords({ language: 'en' })
const since = '2026-11-24T19:02:00.000Z'
const problem = (part: object): Problem =>
  Problem.parse({ id: 1, params: {}, details: null, since, lastSeen: since, ...part })

test('a problem of an item names the item and ends the shop’s own words with a full stop', () => {
  const refused = problem({
    kind: 'refused-by-shop',
    subject: { kind: 'item', itemId: '1', sku: 'OR-F5302', name: 'Back-Roller' },
    params: { reason: 'The value is not valid' },
  })
  expect(words.say(problemMessage(refused, 'title'), 0)).toBe('Back-Roller: the web shop refused it')
  expect(words.say(problemMessage(refused, 'why'), 0)).toMatch(
    /^The web shop says: The value is not valid\. /,
  )
})

test('a problem of a connection names the service', () => {
  const away = problem({ kind: 'unreachable', subject: { kind: 'connection', service: 'magento' } })
  expect(words.say(problemMessage(away, 'title'), 0)).toBe('No answer from the web shop (Magento)')
})

test('a sync that could not finish says why in the words of what stopped it', () => {
  const failed = problem({
    kind: 'run-failed',
    subject: { kind: 'job', job: 'stock' },
    params: { reason: 'failure.no-answer' },
  })
  expect(words.say(problemMessage(failed, 'title'), 0)).toBe('Could not finish the stock sync')
  expect(words.say(problemMessage(failed, 'why'), 0)).toMatch(/^Tillbridge did not answer\./)
})
