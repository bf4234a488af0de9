import { expect, test } from 'vitest'
import { message } from '../../shared/message.ts'
import { createWords } from '../../shared/say.ts'

const now = Date.parse('2026-11-24T19:02:00Z')
const before = (seconds: number) => new Date(now - seconds * 1000).toISOString()
const place = { timeZone: 'America/Toronto' }
const english = createWords({ language: 'en', ...place })
const french = createWords({ language: 'fr', ...place })

/** No-break spaces made visible. */
const seen = (text: string) => text.replaceAll('\u00a0', '~')

test('an age under a day is said in words, an older one as a day', () => {
  const ages = [1, 40, 180, 7200, 86_400 * 12].map((seconds) => english.age(before(seconds), now))
  expect(ages).toEqual(['now', '40 seconds ago', '3 minutes ago', '2 hours ago', 'Nov 12'])
  expect(french.age(before(180), now)).toBe('il y a 3 minutes')
})

test('a clock that runs behind never makes an age of the future', () => {
  expect(english.age(before(-30), now)).toBe('now')
})

test('what is to come is said with its end, from an hour on as a time', () => {
  const soon = [20, 2280, 7200, 46_680].map((seconds) => english.soon(before(-seconds), now))
  expect(soon).toEqual(['in 20 seconds', 'in 38 minutes', '16:02', 'tomorrow, 03:00'])
})

test('a time of another day carries its day', () => {
  expect(english.time('2026-11-24T18:22:00Z', now)).toBe('13:22')
  expect(english.time('2026-11-23T18:22:00Z', now)).toBe('yesterday, 13:22')
  expect(french.time('2026-11-23T18:22:00Z', now)).toBe('hier, 13 h 22')
  expect(english.time('2026-11-12T18:22:00Z', now)).toBe('Nov 12, 13:22')
  expect(english.time('2025-11-12T18:22:00Z', now)).toBe('Nov 12, 2025, 13:22')
})

test('money is written as the language writes it, and as a plain number where the currency is not known', () => {
  expect([english.money('229.95', 'CAD'), english.money('229.95', null)]).toEqual(['$229.95', '229.95'])
  expect(seen(french.money('1549.9', 'CAD'))).toBe('1~549,90~$')
  expect(english.money('on request', 'CAD')).toBe('on request')
})

test('a sentence agrees with its number in both languages', () => {
  const told = [0, 1, 2].map((count) => english.say(message('count.items', { count }), now))
  expect(told).toEqual(['0 items', '1 item', '2 items'])
  const dit = [0, 1, 2].map((count) => french.say(message('count.items', { count }), now))
  expect(dit).toEqual(['0 article', '1 article', '2 articles'])
})

test('French in Canada has its no-break spaces without anybody typing them', () => {
  const sentence = french.say(message('problem.sku-missing.title', { name: 'Tente « Nuit »' }), now)
  expect(seen(sentence)).toBe('Tente «~Nuit~»~: sans UGS')
})

test('a name that looks like our own markup is shown as it is', () => {
  const name = '$t(app.name) {{sku}} <b> & "quotes"'
  expect(english.say(message('problem.sku-missing.title', { name }), now)).toBe(`${name}: no SKU`)
})

test('an end that is not known yet leaves no gap in the sentence', () => {
  const sentence = (endsAt: string | null) =>
    english.say(message('status.workingOf.stock.send', { done: 1240, total: 3000, endsAt }), now)
  expect(sentence(before(-120))).toBe('Sending stock: 1,240 of 3,000, about 2 minutes left.')
  expect(sentence(null)).toBe('Sending stock: 1,240 of 3,000.')
})

test('a key without a text gives a plain sentence, never the key', () => {
  expect(english.say(message('no.such.key'), now)).toBe('Something did not work. The log has the details.')
})

test('the language can change while the program runs', () => {
  const words = createWords({ language: 'en', ...place })
  words.use('fr')
  expect([words.language(), words.say(message('state.up-to-date'), now)]).toEqual(['fr', 'À jour'])
})

test('rights whose names hold a colon have a text', () => {
  expect(english.say(message('permission.employee:inventory_read'), now)).toBe('Read items and stock')
})
