import { describe, expect, test } from 'vitest'
import type { Ledger } from '../../main/store/ledger.ts'
import { itemId, MINUTE, START, withItems } from './support.ts'

describe('problems', () => {
  const item = (id: number, name = 'Helmet') =>
    ({ kind: 'item', itemId: itemId(id), sku: `TB-${id}`, name }) as const
  const about = (subject: Parameters<Ledger['problems']['report']>[0]['subject']) =>
    ({ kind: 'refused-by-shop', subject, params: { words: 'no' }, details: null }) as const

  test('of one kind about one item are one problem, however often they are met', () => {
    const { ledger, clock } = withItems()
    const first = ledger.problems.report(about(item(1)))
    clock.forward(MINUTE)
    const again = ledger.problems.report({ ...about(item(1, 'Renamed')), details: 'PUT\0 products' })
    expect(again).toEqual({
      id: first.id,
      kind: 'refused-by-shop',
      subject: item(1, 'Renamed'),
      params: { words: 'no' },
      details: 'PUT products',
      since: START,
      lastSeen: '2026-03-02T09:01:00.000Z',
    })
    expect([ledger.problems.count(), ledger.problems.get(first.id)]).toEqual([1, again])
  })

  test('stand in the order of what they cost: connections, jobs, items, the newest first', () => {
    const { ledger } = withItems()
    ledger.problems.report(about(item(1)))
    ledger.problems.report({ ...about({ kind: 'job', job: 'stock' }), kind: 'run-failed' })
    ledger.problems.report(about(item(2)))
    ledger.problems.report({ ...about({ kind: 'connection', service: 'magento' }), kind: 'unreachable' })
    const kinds = ledger.problems
      .list(0, 10)
      .map(({ subject }) => ('itemId' in subject ? subject.itemId : subject.kind))
    expect(kinds).toEqual(['connection', 'job', '2', '1'])
    expect(ledger.problems.list(1, 1).map((problem) => problem.kind)).toEqual(['run-failed'])
  })

  test('close by themselves when it went well', () => {
    const { ledger } = withItems()
    ledger.problems.report(about(item(1)))
    ledger.problems.report({ ...about(item(1)), kind: 'price-missing' })
    ledger.problems.report({ ...about(item(1)), kind: 'name-missing' })
    ledger.problems.report(about(item(2)))
    const one = { kind: 'item', itemId: itemId(1) } as const
    expect(ledger.problems.close(one, ['price-missing', 'stock-missing'])).toBe(1)
    expect(ledger.problems.of(one).map((problem) => problem.kind)).toEqual([
      'name-missing',
      'refused-by-shop',
    ])
    expect(ledger.problems.close(one)).toBe(2)
    expect(ledger.problems.count()).toBe(1)
  })
})

describe('decisions', () => {
  const question = (products: number) => ({ kind: 'disable' as const, products, linked: 100, examples: [] })

  test('are one question per kind, whose numbers follow the plan', () => {
    const { ledger, clock } = withItems()
    const { id } = ledger.decisions.ask(question(30))
    clock.forward(MINUTE)
    expect(ledger.decisions.ask(question(40))).toEqual({
      ...question(40),
      id,
      askedAt: START,
      answer: null,
      answeredAt: null,
    })
    expect([ledger.decisions.count(), ledger.decisions.unanswered().map((decision) => decision.id)]).toEqual([
      1,
      [id],
    ])
  })

  test('keep their answer until they are carried out, then the next one is a new question', () => {
    const { ledger } = withItems()
    const { id } = ledger.decisions.ask(question(30))
    expect(ledger.decisions.answer(id, 'yes')).toBe(true)
    expect(ledger.decisions.current('disable')).toMatchObject({ id, answer: 'yes', answeredAt: START })
    expect(ledger.decisions.unanswered()).toEqual([])
    ledger.decisions.close(id)
    expect(ledger.decisions.current('disable')).toBeNull()
    expect(ledger.decisions.answer(id, 'no')).toBe(false)
    expect(ledger.decisions.ask(question(5)).id).not.toBe(id)
    expect(ledger.decisions.get(id)).toMatchObject({ products: 30, answer: 'yes' })
  })

  test('can be asked again when the answer does not fit any more', () => {
    const { ledger } = withItems()
    const { id } = ledger.decisions.ask(question(30))
    ledger.decisions.answer(id, 'no')
    ledger.decisions.askAgain(id)
    expect(ledger.decisions.unanswered()).toEqual([
      { ...question(30), id, askedAt: START, answer: null, answeredAt: null },
    ])
  })
})
