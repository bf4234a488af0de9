import { expect, test } from 'vitest'
import { z } from 'zod'
import { ItemMatrix } from '../../main/lightspeed/resource/matrices.ts'
import {
  decimal,
  flag,
  id,
  instant,
  laterFlag,
  many,
  maybeDecimal,
  maybeInstant,
  number,
  one,
  reference,
  text,
} from '../../main/lightspeed/wire.ts'

const bad = Symbol('unreadable')
const read = (schema: z.ZodType, value: unknown): unknown => {
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : bad
}

test.each([
  ['39.95', '39.95'],
  ['20.50', '20.5'],
  ['45', '45'],
  ['0', '0'],
  ['-0.0', '0'],
  ['-1.10', '-1.1'],
  ['007.5', '7.5'],
  ['.5', '0.5'],
  ['1.0E-8', '0.00000001'],
  ['1.25E+3', '1250'],
  ['-2.5e1', '-25'],
  ['11.4860025', '11.4860025'],
  [19.95, '19.95'],
  ['', bad],
  ['abc', bad],
  ['1,50', bad],
  ['.', bad],
  [undefined, bad],
])('the amount %j is read as %j', (value, expected) => expect(read(decimal, value)).toBe(expected))

test('an amount that Lightspeed leaves empty is no amount, never zero', () => {
  expect(['', undefined, null].map((value) => read(maybeDecimal, value))).toEqual([null, null, null])
})

test.each([
  ['3', 3],
  ['-1', -1],
  ['2.5', 2.5],
  [4, 4],
  ['', bad],
  [undefined, bad],
  ['many', bad],
  [' ', bad],
])('the quantity %j is read as %j: absence is never zero', (value, expected) =>
  expect(read(number, value)).toBe(expected),
)

test('flags come as text, and some accounts lack the newer ones', () => {
  expect(['true', 'false', true, '0', '', undefined].map((value) => read(flag, value))).toEqual([
    true,
    false,
    true,
    false,
    bad,
    bad,
  ])
  expect(['true', '', undefined].map((value) => read(laterFlag, value))).toEqual([true, false, false])
})

test('a reference to nothing is null', () => {
  expect(['12', '0', '', undefined, 'x'].map((value) => read(reference, value))).toEqual([
    '12',
    null,
    null,
    null,
    bad,
  ])
  expect(['12', 12, '', undefined].map((value) => read(id, value))).toEqual(['12', '12', bad, bad])
})

test('text that is missing is empty', () => {
  expect(['Tee', '', undefined, null, 5].map((value) => read(text, value))).toEqual(['Tee', '', '', '', '5'])
})

test('moments are told in UTC', () => {
  expect(read(instant, '2026-01-31T08:00:00+00:00')).toBe('2026-01-31T08:00:00.000Z')
  expect(read(instant, '2026-01-31T08:00:00-05:00')).toBe('2026-01-31T13:00:00.000Z')
  expect(read(instant, 'yesterday')).toBe(bad)
  expect(read(maybeInstant, '')).toBeNull()
})

test.each([
  ['many members', { Shop: [{ id: '1' }, { id: '2' }] }, ['1', '2']],
  ['one member is an object', { Shop: { id: '1' } }, ['1']],
  ['an array of wrappers', [{ Shop: { id: '1' } }, { Shop: { id: '2' } }], ['1', '2']],
  ['nothing at all', undefined, []],
  ['the empty text', '', []],
  ['an empty member', { Shop: '' }, []],
  ['attributes alone', { '@attributes': { count: '0' } }, []],
  ['an empty array', [], []],
])('a collection with %s', (_title, container, ids) => {
  const shops = z.object({ Shops: many('Shop', z.object({ id })) }).parse({ Shops: container })
  expect(shops.Shops.map((shop) => shop.id)).toEqual(ids)
})

test('a collection of plain texts collapses like any other', () => {
  expect(read(many('tag', text), { '@attributes': { count: '1' }, tag: 'webstore' })).toEqual(['webstore'])
  expect(read(many('tag', text), { tag: ['a', 'b'] })).toEqual(['a', 'b'])
})

test('a relation to one record may be missing, empty, or wrapped once more', () => {
  const note = one(z.object({ note: text }), 'Note')
  expect(
    [undefined, '', {}, { note: 'x' }, { Note: { note: 'x' } }].map((value) => read(note, value)),
  ).toEqual([null, null, null, { note: 'x' }, { note: 'x' }])
})

test('the values of a matrix are one text, several, or none', () => {
  const matrix = {
    itemMatrixID: '20',
    description: 'Trail Tee',
    archived: 'false',
    tax: 'true',
    timeStamp: '2026-01-12T16:40:55+00:00',
    attribute1Values: 'Moss',
    attribute2Values: ['S', 'M'],
    attribute3Values: '',
  }
  expect(ItemMatrix.parse(matrix)).toMatchObject({
    attribute1Values: ['Moss'],
    attribute2Values: ['S', 'M'],
    attribute3Values: [],
  })
})
