import { describe, expect, test } from 'vitest'
import { planCatalogue } from '../../main/catalogue/plan/catalogue.ts'
import { fingerprint } from '../../main/catalogue/plan/fingerprint.ts'
import type { InShop } from '../../main/catalogue/plan/plan.ts'
import { type Held, nothingHeld } from '../../main/catalogue/plan/write.ts'
import type { FacetName, FacetValue } from '../../shared/facet.ts'
import { Sku } from '../../shared/ids.ts'
import { absent, aPlanInput, projection } from './builders.ts'

const link = { sku: Sku.parse('BELL-1'), itemSku: Sku.parse('BELL-1') }
const unasked: InShop = { kind: 'unasked' }

const AT = '2026-01-31T08:00:00.000Z'

/** What the ledger holds of an item that was brought over as it is now. */
function acknowledged(of = projection()): (facet: FacetName) => Held {
  return (facet) => {
    if (facet === 'stock') {
      const value = of.stock.ok ? of.stock.value[0]?.value : undefined
      return value === undefined
        ? nothingHeld
        : { ...nothingHeld, value, fingerprint: fingerprint('stock', value), acknowledgedAt: AT }
    }
    const projected = of[facet]
    if (!projected.ok) return nothingHeld
    const value = projected.value.kept
    return { ...nothingHeld, value, fingerprint: fingerprint(facet, value), acknowledgedAt: AT }
  }
}

const holding = (values: Partial<Record<FacetName, FacetValue>>): InShop => ({
  kind: 'product',
  sku: Sku.parse('BELL-1'),
  holds: (facet) => values[facet] ?? null,
})

const brief = (plan: ReturnType<typeof planCatalogue>) =>
  plan.changes.map(({ kind, facet, value }) => ({ kind, facet, value }))

test('an item that the shop does not have is created with everything, stock last', () => {
  expect(brief(planCatalogue(aPlanInput()))).toEqual([
    {
      kind: 'create',
      facet: 'details',
      value: { name: 'Brass bell', attribute_set_id: '4', tax_class_id: '2' },
    },
    { kind: 'create', facet: 'status', value: { status: '1', visibility: '4' } },
    { kind: 'create', facet: 'price', value: { price: '19.95' } },
    { kind: 'stock', facet: 'stock', value: { quantity: '3', in_stock: '1' } },
  ])
})

test('an item without a price is not created, and says so', () => {
  const raw = { Prices: '' }
  const plan = planCatalogue(aPlanInput({ projection: projection({ raw }) }))
  expect(plan).toMatchObject({ changes: [], problem: { kind: 'price-missing' } })
})

test('nothing changed, nothing planned', () => {
  expect(planCatalogue(aPlanInput({ link, held: acknowledged(), shop: unasked })).changes).toEqual([])
})

test('a new name is written together with the details, and with nothing else', () => {
  const renamed = projection({ raw: { description: 'Copper bell' } })
  const plan = planCatalogue(aPlanInput({ link, held: acknowledged(), shop: unasked, projection: renamed }))
  expect(brief(plan)).toEqual([{ kind: 'update', facet: 'details', value: { name: 'Copper bell' } }])
})

test('a description that was taken out at the till is emptied only where we had filled it', () => {
  const written = projection({ raw: { ItemECommerce: { longDescription: 'Rings.' } } })
  const held = acknowledged(written)
  const plan = planCatalogue(aPlanInput({ link, held, shop: unasked }))
  expect(brief(plan)).toEqual([
    { kind: 'update', facet: 'details', value: { name: 'Brass bell', description: null } },
  ])
})

test('a product that already equals its item is adopted without a write', () => {
  const shop = holding({
    details: { name: 'Brass bell', description: 'Written in the shop.' },
    status: { status: '1', visibility: '4' },
    price: { price: '19.950000' },
    stock: { quantity: '3', in_stock: '1' },
  })
  expect(planCatalogue(aPlanInput({ shop })).changes.map(({ kind }) => kind)).toEqual(
    Array.from({ length: 4 }, () => 'adopt'),
  )
})

test('a product that differs is written over, and what it held is known', () => {
  const shop = holding({
    details: { name: 'Bell, brass' },
    status: { status: '1', visibility: '4' },
    price: { price: '25' },
  })
  const updates = planCatalogue(aPlanInput({ shop })).changes.filter(({ kind }) => kind === 'update')
  expect(updates.map(({ facet, before, value }) => ({ facet, before, value }))).toEqual([
    { facet: 'details', before: { name: 'Bell, brass' }, value: { name: 'Brass bell' } },
    { facet: 'price', before: { price: '25' }, value: { price: '19.95' } },
  ])
})

describe('an item that leaves the selection', () => {
  const archived = projection({ archived: true })

  test('is disabled when it is linked', () => {
    const plan = planCatalogue(
      aPlanInput({ link, held: acknowledged(), shop: unasked, projection: archived }),
    )
    expect(plan.changes).toMatchObject([
      { kind: 'disable', before: { status: '1' }, value: { status: '2' }, danger: 'disable' },
    ])
  })

  test('touches nothing when it never was', () => {
    expect(planCatalogue(aPlanInput({ projection: archived }))).toMatchObject({
      changes: [],
      deselected: 'archived',
    })
  })

  test('is enabled again when it comes back', () => {
    const held = (facet: FacetName): Held =>
      facet === 'status'
        ? {
            ...nothingHeld,
            value: { status: '2' },
            fingerprint: fingerprint('status', { status: '2' }),
            acknowledgedAt: AT,
          }
        : acknowledged()(facet)
    const plan = planCatalogue(aPlanInput({ link, held, shop: unasked }))
    expect(brief(plan)).toEqual([
      { kind: 'update', facet: 'status', value: { status: '1', visibility: '4' } },
    ])
  })
})

test('a changed SKU of a linked item is a problem and writes nothing', () => {
  const plan = planCatalogue(
    aPlanInput({ link: { sku: Sku.parse('BELL-0'), itemSku: Sku.parse('BELL-0') }, shop: unasked }),
  )
  expect(plan).toMatchObject({ changes: [], problem: { kind: 'sku-changed' } })
})

test('a SKU that differs from the linked one in case only goes on under the linked one', () => {
  const plan = planCatalogue(
    aPlanInput({ link: { sku: Sku.parse('bell-1'), itemSku: Sku.parse('bell-1') }, shop: unasked }),
  )
  expect(plan.changes[0]?.sku).toBe('bell-1')
})

test.each<[string, Partial<Parameters<typeof aPlanInput>[0]>]>([
  ['sku-duplicate', { claim: 'contested' }],
  ['product-doubled', { shop: { kind: 'doubled' } }],
  ['product-type', { shop: { kind: 'other-type', type: 'configurable', sku: 'BELL-1' } }],
])('an item is held back with the problem %s', (kind, over) => {
  expect(planCatalogue(aPlanInput(over))).toMatchObject({ changes: [], problem: { kind } })
})

test('what the shop refused is not sent again before it changes, or is sent again by hand', () => {
  const refused = (facet: FacetName): Held => ({ ...nothingHeld, refused: acknowledged()(facet).fingerprint })
  expect(planCatalogue(aPlanInput({ held: refused }))).toMatchObject({ changes: [], standing: true })
  expect(planCatalogue(aPlanInput({ held: refused, force: true })).changes).not.toEqual([])
  const renamed = projection({ raw: { description: 'Copper bell' } })
  expect(planCatalogue(aPlanInput({ held: refused, projection: renamed })).changes).not.toEqual([])
})

test('a re-send writes what equals as well', () => {
  const plan = planCatalogue(aPlanInput({ link, held: acknowledged(), shop: unasked, force: true }))
  expect(plan.changes.map(({ kind, facet }) => [kind, facet])).toEqual([
    ['update', 'details'],
    ['update', 'status'],
    ['update', 'price'],
  ])
})

test('a linked product that is gone from the shop is created again', () => {
  const plan = planCatalogue(aPlanInput({ link, held: acknowledged(), shop: absent }))
  expect(plan.changes.map(({ kind }) => kind)).toEqual(['create', 'create', 'create', 'stock'])
})

test.each<[string, string, string | null, string | null]>([
  ['falls a little', '15', null, null],
  ['falls by more than half', '9.97', null, 'price-fall'],
  ['falls below cost', '18', '18.5', 'price-fall'],
  ['rises', '30', '40', null],
])('a price that %s is told to the guard as such', (_title, amount, cost, danger) => {
  const raw = { Prices: { ItemPrice: { amount, useTypeID: '1' } } }
  const input = aPlanInput({ link, held: acknowledged(), shop: unasked, projection: projection({ raw }) })
  const plan = planCatalogue({ ...input, cost: cost as typeof input.cost })
  expect(plan.changes).toMatchObject([{ facet: 'price', danger }])
})
