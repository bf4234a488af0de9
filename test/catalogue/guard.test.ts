import { describe, expect, test } from 'vitest'
import {
  type AskedBefore,
  feedLooksBroken,
  guard,
  stockLooksBroken,
} from '../../main/catalogue/plan/guard.ts'
import type { DecisionKind } from '../../shared/problem.ts'
import { defaultRules } from '../../shared/rules.ts'

const limits = defaultRules.guard

function verdict(
  kind: DecisionKind,
  planned: number,
  over: { recent?: number; linked?: number; expected?: boolean; asked?: AskedBefore[] } = {},
) {
  const [only] = guard({
    counts: [{ kind, planned, recent: over.recent ?? 0 }],
    linked: over.linked ?? 100,
    limits,
    createsExpected: over.expected ?? false,
    asked: over.asked ?? [],
  })
  return only?.verdict
}

test.each<[string, DecisionKind, number, Parameters<typeof verdict>[2], string | undefined]>([
  ['20 products of 100 go offline', 'disable', 20, {}, 'pass'],
  ['21 products of 100 go offline', 'disable', 21, {}, 'hold'],
  ['21 products of 1,000 go offline', 'disable', 21, { linked: 1000 }, 'pass'],
  ['501 products of 100,000 go offline', 'disable', 501, { linked: 100_000 }, 'hold'],
  ['one more goes offline after 20 in the last 24 hours', 'disable', 1, { recent: 20 }, 'hold'],
  ['30 of 100 go to zero', 'zero-stock', 30, {}, 'hold'],
  ['5 prices fall', 'price-fall', 5, {}, 'pass'],
  ['6 prices fall', 'price-fall', 6, { linked: 10_000 }, 'hold'],
  ['30 new products appear though the selection is as it was', 'create', 30, {}, 'hold'],
  ['3,000 new products in a first sync', 'create', 3000, { expected: true, linked: 0 }, 'pass'],
  ['nothing of the kind is planned', 'disable', 0, { recent: 50 }, undefined],
])('%s', (_title, kind, planned, over, said) => {
  expect(verdict(kind, planned, over)).toBe(said)
})

describe('a decision', () => {
  const asked = (answer: AskedBefore['answer'], products = 30): AskedBefore[] => [
    { kind: 'disable', products, answer },
  ]

  test('without an answer keeps its changes back', () => {
    expect(verdict('disable', 30, { asked: asked(null) })).toBe('hold')
  })

  test('answered with yes lets them go', () => {
    expect(verdict('disable', 30, { asked: asked('yes') })).toBe('pass')
  })

  test('answered with no keeps them back without asking again', () => {
    expect(verdict('disable', 30, { asked: asked('no') })).toBe('refused')
  })

  test('is asked anew when more products are meant than were shown', () => {
    expect(verdict('disable', 31, { asked: asked('yes') })).toBe('hold')
    expect(verdict('disable', 31, { asked: asked('no') })).toBe('hold')
  })
})

test('an empty feed where there were items is no news but a fault', () => {
  expect(feedLooksBroken(0, 3, limits)).toBe(true)
  expect(feedLooksBroken(0, 0, limits)).toBe(false)
  expect(feedLooksBroken(1000, 20, limits)).toBe(false)
  expect(feedLooksBroken(100, 60, limits)).toBe(true)
})

test('stock rows that are missing on a scale stop everything, a few do not', () => {
  expect(stockLooksBroken(5, 10, limits)).toBe(false)
  expect(stockLooksBroken(60, 100, limits)).toBe(true)
})
