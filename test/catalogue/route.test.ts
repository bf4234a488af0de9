import { describe, expect, test } from 'vitest'
import { chooseRoute, type Known, listSize, roomOf, stretchOf } from '../../main/catalogue/apply/route.ts'

const chosen = (over: Partial<Known>) =>
  chooseRoute({
    left: 2000,
    directMs: 250,
    bulkMs: 125,
    consumers: { state: 'run', lagMs: 40_000 },
    before: 0,
    ...over,
  }).why

describe('the faster route', () => {
  test('is the queue for many products, where a consumer runs', () => {
    expect(chosen({})).toBe('faster')
    expect(chosen({ bulkMs: null })).toBe('faster')
  })

  test('is the direct one where the queue is not faster, whatever else is known', () => {
    expect([chosen({ bulkMs: 250 }), chosen({ bulkMs: 900, consumers: null })]).toEqual(['slower', 'slower'])
  })

  test('is the direct one while what the queue saves is less than the time until it begins', () => {
    // each saves 125 ms, and 40 seconds pass before it begins
    expect([chosen({ left: 320 }), chosen({ left: 321 }), chosen({ left: 19 })]).toEqual([
      'few',
      'faster',
      'few',
    ])
  })

  test('is the queue for the next ones too while the consumer is busy with the first', () => {
    expect([chosen({ left: 100, before: 300 }), chosen({ left: 100, before: 10 })]).toEqual(['faster', 'few'])
  })

  test('is the direct one where nobody works, nobody may look, or other things come first', () => {
    const states = ['silent', 'missing', 'forbidden', 'untold'] as const
    expect(states.map((state) => chosen({ consumers: { state } }))).toEqual([...states])
    expect(chosen({ consumers: { state: 'run', lagMs: 3_600_000 } })).toBe('behind')
  })

  test('is asked and measured before it is believed', () => {
    expect([chosen({ directMs: null }), chosen({ consumers: null })]).toEqual(['not-measured', 'unasked'])
  })
})

test('a list is twenty seconds of work, 50 to 200 products, and never more than the shop takes in one call', () => {
  expect([listSize(125, 500), listSize(5000, 500), listSize(10, 500), listSize(125, 20)]).toEqual([
    160, 50, 200, 20,
  ])
})

test('the queue gets two minutes of work, and no more than it does while the rest is saved directly', () => {
  expect([roomOf(5000, 250, 125), roomOf(300, 250, 125), roomOf(9000, 250, 10)]).toEqual([960, 200, 2000])
})

test('the shop is asked again after some seconds of direct saves', () => {
  expect([stretchOf(250), stretchOf(9000), stretchOf(1), stretchOf(null)]).toEqual([20, 5, 200, 20])
})
