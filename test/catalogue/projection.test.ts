import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprint } from '../../main/catalogue/plan/fingerprint.ts'
import { projectStock } from '../../main/catalogue/projection/stock.ts'
import { ShopId } from '../../shared/ids.ts'
import { defaultRules, type Rules } from '../../shared/rules.ts'
import { policy, projection } from './builders.ts'

const row = (shopId: string, qoh: number) => ({ shopId: ShopId.parse(shopId), qoh })

function stock(
  rows: readonly ReturnType<typeof row>[],
  over: { rules?: Partial<Rules>; claims?: { reserved: number; unexported: number }; itemType?: string } = {},
) {
  const projected = projectStock({
    itemType: over.itemType ?? 'default',
    rows,
    shops: policy.shops,
    rules: { ...defaultRules, ...over.rules },
    claims: () => over.claims ?? { reserved: 0, unexported: 0 },
  })
  return projected.ok ? projected.value.map((one) => [one.source, one.value.quantity]) : projected.reason.kind
}

describe('stock', () => {
  test('is the sum of the shops and never counts the total of shop 0', () => {
    expect(stock([row('0', 7), row('1', 3), row('2', 4)])).toEqual([['default', '7']])
  })

  test('below zero is sent as zero, but counts as what it is in the sum', () => {
    expect(stock([row('0', -1), row('1', -4), row('2', 3)])).toEqual([['default', '0']])
  })

  test('of a shop whose row is missing is not zero', () => {
    expect(stock([row('0', 5), row('2', 3)])).toBe('stock-missing')
  })

  test('of a shop without a row is nothing when the total says that the others are all', () => {
    expect(stock([row('0', 3), row('2', 3)])).toEqual([['default', '3']])
  })

  test('of an item that has no rows at all is not zero', () => {
    expect(stock([])).toBe('stock-missing')
  })

  test('goes to the source of each shop', () => {
    const shopSources = [
      { shopId: ShopId.parse('1'), source: 'north' },
      { shopId: ShopId.parse('2'), source: 'south' },
    ] as Rules['shopSources']
    expect(stock([row('0', 7), row('1', 3), row('2', 4)], { rules: { shopSources } })).toEqual([
      ['north', '3'],
      ['south', '4'],
    ])
  })

  test('of a service is none', () => {
    expect(stock([row('0', 0), row('1', 0)], { itemType: 'non_inventory' })).toBe('not-stocked')
  })

  test.each<[string, number, number, number, number]>([
    ['three ordered', 10, 3, 3, 10],
    ['exported to the till', 7, 3, 0, 10],
    ['shipped', 7, 0, 0, 7],
    ['refunded unshipped and returned', 10, 0, 0, 10],
  ])('follows the worked example: %s', (_title, onHand, reserved, unexported, push) => {
    const pushed = stock([row('0', onHand), row('1', onHand)], { claims: { reserved, unexported } })
    expect(pushed).toEqual([['default', String(push)]])
  })

  test('keeps the safety stock back, but never what is reserved', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(20), fc.nat(20), fc.nat(10), (onHand, reserved, unexported, safety) => {
        const claims = { reserved, unexported }
        const [[, quantity] = []] = stock([row('0', onHand), row('1', onHand)], {
          claims,
          rules: { safetyStock: safety },
        }) as string[][]
        const salable = Number(quantity) - reserved
        return Number(quantity) >= 0 && salable <= Math.max(0, onHand - unexported - safety)
      }),
    )
  })
})

test('a price of 0 is no price', () => {
  const raw = { Prices: { ItemPrice: { amount: '0', useTypeID: '1' } } }
  expect(projection({ raw }).price).toEqual({ ok: false, reason: { kind: 'price-missing', params: {} } })
})

test('new products can start disabled, and are then left to the merchant', () => {
  const { status } = projection({}, { newProducts: 'disabled' })
  expect(status).toMatchObject({
    ok: true,
    value: { kept: { visibility: '4' }, onCreate: { status: '2' } },
  })
})

test.each([
  ['archived', { archived: true }],
  ['not-published', { published: false }],
])('an item says that it is not online because: %s', (because, over) => {
  expect(projection(over).selected).toEqual({ selected: false, because })
})

describe('a fingerprint', () => {
  const value = fc.dictionary(fc.string(), fc.string())

  test('is the same whatever the order of the values', () => {
    fc.assert(
      fc.property(value, (one) => {
        const turned = Object.fromEntries(Object.entries(one).reverse())
        return fingerprint('details', one) === fingerprint('details', turned)
      }),
    )
  })

  test('differs where a value differs, and from one facet to the next', () => {
    expect(fingerprint('price', { price: '1' })).not.toBe(fingerprint('price', { price: '2' }))
    expect(fingerprint('price', { price: '1' })).not.toBe(fingerprint('details', { price: '1' }))
    expect(fingerprint('details', { ab: 'c' })).not.toBe(fingerprint('details', { a: 'bc' }))
  })
})
