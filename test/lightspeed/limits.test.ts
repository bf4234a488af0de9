import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Priority } from '../../main/lightspeed/api.ts'
import {
  type Bucket,
  corrected,
  levelAt,
  poured,
  readLimits,
  untilItFits,
} from '../../main/lightspeed/bucket.ts'
import { burstLimit, untilBurstAllows } from '../../main/lightspeed/burst.ts'
import { type Priced, requestCost } from '../../main/lightspeed/cost.ts'
import { nextInLine, type Place } from '../../main/lightspeed/queue.ts'

const read = (path: string, relations: readonly string[] = []): Priced => ({ method: 'GET', path, relations })

test.each<[string, Priced, number]>([
  ['a page of stock rows', read('ItemShop'), 1],
  ['one shop', read('Shop/1'), 1],
  [
    'a page of items with four relations',
    read('Item', ['ItemShops', 'ItemVendorNums', 'TagRelations', 'TagRelations.Tag']),
    2.4,
  ],
  ['one item with its category and its stock', read('Item/12', ['Category', 'ItemShops']), 1.3],
  [
    'one item with its tags, a relation below one to many',
    read('Item/12', ['TagRelations', 'TagRelations.Tag']),
    1.4,
  ],
  [
    'a draft sale with three lines',
    {
      method: 'POST',
      path: 'Sale',
      relations: [],
      body: {
        employeeID: 12,
        completed: false,
        SaleLines: { SaleLine: [{ itemID: 1 }, { itemID: 2 }, { itemID: 3 }] },
      },
    },
    3.5,
  ],
  [
    'completing a sale with one payment',
    {
      method: 'PUT',
      path: 'Sale/5101',
      relations: [],
      body: { completed: true, SalePayments: { SalePayment: { amount: '96.49', paymentTypeID: 7 } } },
    },
    5.5,
  ],
  ['a new category', { method: 'POST', path: 'Category', relations: [], body: { name: 'Tees' } }, 10],
  ['a refund', { method: 'POST', path: 'Sale/5101/refund', relations: [] }, 10],
])('%s', (_title, request, cost) => expect(requestCost(request)).toBeCloseTo(cost, 10))

const bucket: Bucket = { level: 80, size: 90, dripPerSecond: 2, at: 10_000 }

test('the bucket drains while nobody asks, down to nothing', () => {
  expect([10_000, 15_000, 60_000].map((now) => levelAt(bucket, now))).toEqual([80, 70, 0])
  expect(poured(bucket, 5, 15_000)).toEqual({ level: 75, size: 90, dripPerSecond: 2, at: 15_000 })
})

test('a request waits until it fits, and leaves free what is kept for others', () => {
  expect(untilItFits(bucket, 10, 0, 10_000)).toBe(0)
  expect(untilItFits(bucket, 10, 9, 10_000)).toBe(4500)
  expect(untilItFits(bucket, 10, 9, 12_500)).toBe(2000)
  // Dearer than the whole bucket: it goes when the bucket is empty.
  expect(untilItFits(bucket, 500, 9, 10_000)).toBe(40_000)
})

test('an answer puts the level right, and what is still on its way is added', () => {
  const told = readLimits({ 'x-ls-api-bucket-level': '17.4/90', 'x-ls-api-drip-rate': '1.5' })
  expect(corrected(bucket, told, 2.4, 11_000)).toEqual({
    level: 19.799999999999997,
    size: 90,
    dripPerSecond: 1.5,
    at: 11_000,
  })
  expect(corrected(bucket, readLimits({}), 2.4, 11_000)).toBe(bucket)
})

test.each([
  ['75.898271799086/90', { level: 75.898271799086, size: 90 }],
  ['1/60', { level: 1, size: 60 }],
  ['1.0E-5/90', { level: 0.00001, size: 90 }],
  ['92.3/90', { level: 92.3, size: 90 }],
  ['', { level: null, size: null }],
  ['full', { level: null, size: null }],
  ['3/0', { level: null, size: null }],
])('the header "%s" is read as %j', (header, expected) =>
  expect(readLimits({ 'x-ls-api-bucket-level': header })).toMatchObject(expected),
)

test('a pause is read in seconds', () => {
  expect(readLimits({ 'retry-after': '12' }).retryAfterMs).toBe(12_000)
  expect(readLimits({ 'retry-after': 'soon' }).retryAfterMs).toBeNull()
})

test('however requests come, no second takes more than the burst limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 80 }),
      fc.integer({ min: 1, max: 40 }),
      (gaps, size) => {
        const limit = burstLimit(size)
        const sent: number[] = []
        let now = 0
        for (const gap of gaps) {
          now += gap
          now += untilBurstAllows(sent, limit, now)
          sent.push(now)
        }
        return sent.every((start) => sent.filter((at) => at >= start && at < start + 1000).length <= size)
      },
    ),
  )
})

const place = (priority: Priority, since: number): Place => ({ priority, since })

test('the most urgent goes first, and of equals the one that waits longest', () => {
  const waiting = [place('lists', 0), place('catalogue', 2), place('stock', 5), place('stock', 3)]
  expect(nextInLine(waiting, 10)).toEqual(place('stock', 3))
  expect(nextInLine([...waiting, place('user', 9)], 10)).toEqual(place('user', 9))
  expect(nextInLine([], 10)).toBeUndefined()
})

test('whoever waits long enough goes before newer work that is more urgent', () => {
  expect(nextInLine([place('lists', 0), place('user', 39_999)], 39_999)).toEqual(place('user', 39_999))
  expect(nextInLine([place('lists', 0), place('user', 40_000)], 40_000)).toEqual(place('lists', 0))
})
