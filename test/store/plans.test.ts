import { describe, expect, test } from 'vitest'
import type { Ledger } from '../../main/store/ledger.ts'
import type { NewPlanChange } from '../../main/store/plans.ts'
import { aRun, price, print, START, sku, stock, withItems } from './support.ts'

describe('plans', () => {
  const planned = (id: number, more: Partial<NewPlanChange> = {}): NewPlanChange => ({
    ...price(id),
    sku: sku(`TB-${id}`),
    kind: 'update',
    before: null,
    value: { price: '5', special_price: null },
    fingerprint: print('a'),
    danger: null,
    ...more,
  })

  function aPlan(ledger: Ledger, ...changes: NewPlanChange[]) {
    const id = ledger.runs.begin(aRun)
    ledger.plans.begin(id)
    ledger.plans.add(id, changes)
    return id
  }

  test('are read as they were made, page by page', () => {
    const { ledger } = withItems(1, 2)
    const id = aPlan(ledger, planned(1), planned(2, { before: { price: '9' } }))
    expect(ledger.plans.page(id, 1, 10)).toEqual([
      {
        ...planned(2, { before: { price: '9' } }),
        seq: 2,
        name: 'Trail helmet 2',
        heldBy: null,
        byBarcode: false,
        done: false,
      },
    ])
    expect(ledger.plans.count(id)).toBe(2)
  })

  test('hand out what is neither done nor held, so that a run that was cut off goes on', () => {
    const { ledger } = withItems(1, 2, 3)
    const id = aPlan(ledger, planned(1), planned(2, { danger: 'price-fall' }), planned(3), {
      ...planned(3),
      ...stock(3, 'main'),
      kind: 'stock',
    })
    const { id: decision } = ledger.decisions.ask({
      kind: 'price-fall',
      products: 1,
      linked: 3,
      examples: [],
    })
    ledger.plans.hold(id, 'price-fall', decision)
    const open = (after = 0) => ledger.plans.open(id, 'update', after, 10).map((change) => change.itemId)
    expect(open()).toEqual(['1', '3'])
    ledger.plans.done([1])
    expect(open()).toEqual(['3'])
    expect(open(3)).toEqual([])
    expect(ledger.plans.page(id, 0, 10).map((change) => change.heldBy)).toEqual([null, decision, null, null])
    expect(ledger.plans.doneCounts(id)).toEqual([{ kind: 'update', changes: 1, products: 1 }])
  })

  test('are summed up in products, stock in rows, once they are whole', () => {
    const { ledger } = withItems(1, 2, 3, 4)
    const id = aPlan(
      ledger,
      planned(1, { kind: 'create', danger: 'create' }),
      planned(1, { kind: 'create', facet: 'status', danger: 'create' }),
      planned(2),
      planned(2, { facet: 'details' }),
      planned(3, { kind: 'disable', facet: 'status', danger: 'disable' }),
      { ...planned(4), ...stock(4, 'a'), kind: 'stock' },
      { ...planned(4), ...stock(4, 'b'), kind: 'stock' },
    )
    expect(ledger.plans.summary(id)).toBeNull()
    ledger.plans.finish(id, { selected: 9, unchanged: 5, overwrites: 1 })
    const { id: decision } = ledger.decisions.ask({ kind: 'disable', products: 1, linked: 3, examples: [] })
    ledger.plans.hold(id, 'disable', decision)
    expect(ledger.plans.summary(id)).toEqual({
      runId: id,
      madeAt: START,
      selected: 9,
      create: 1,
      update: 1,
      adopt: 0,
      disable: 1,
      stock: 2,
      unchanged: 5,
      held: 1,
      overwrites: 1,
      byBarcode: 0,
      pictures: 0,
    })
    const danger = ledger.plans.danger(id, 'create', 1)
    expect([danger.products, danger.examples.map((change) => change.itemId)]).toEqual([1, ['1']])
  })

  test('of older runs are forgotten page by page', () => {
    const { ledger } = withItems(1)
    const old = aPlan(ledger, planned(1), planned(1), planned(1))
    const kept = aPlan(ledger, planned(1))
    const prune = () => ledger.plans.prune(1, 2)
    expect([prune(), prune(), prune()]).toEqual([2, 1, 0])
    expect([ledger.plans.count(old), ledger.plans.count(kept)]).toEqual([0, 1])
    expect(() => ledger.plans.add(old, [planned(1)])).toThrow('FOREIGN KEY')
  })
})
