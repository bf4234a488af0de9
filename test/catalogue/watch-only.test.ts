import { expect, test } from 'vitest'
import { defaultRules } from '../../shared/rules.ts'
import { openShop } from './shop.ts'

const watching = { ...defaultRules, watchOnly: true }

test('watching before go: everything is read and planned, nothing is written, and what would have been done is kept', async () => {
  const shop = await openShop({ go: false, rules: watching })
  shop.addItem()
  const first = await shop.run('catalogue')
  expect(first.outcome).toEqual({ kind: 'watched', create: 1, update: 0, disable: 0, stock: 1 })
  expect(shop.catalogue.planRows(first.id, 0, 10).rows.map(({ kind, sku }) => `${kind} ${sku}`)).toContain(
    'create BELL-1',
  )
  expect([shop.writes(), shop.web.shop.skus()]).toEqual([{}, []])
})

test('while nothing changes at the till, watching plans nothing anew and says the same', async () => {
  const shop = await openShop({ go: false, rules: watching })
  shop.addItem()
  const first = await shop.run('catalogue')
  const again = await shop.run('catalogue')
  expect([again.outcome, again.counts.planned]).toEqual([first.outcome, 0])
  shop.addItem({ customSku: 'LOCK-1', description: 'U-lock' })
  expect((await shop.run('catalogue')).outcome).toMatchObject({ kind: 'watched', create: 2 })
  expect(shop.writes()).toEqual({})
})

test('a shop that is in step is left alone while watching; switched off, what waited is sent', async () => {
  const shop = await openShop()
  const bell = Number(shop.addItem())
  await shop.sync()
  shop.forgetRequests()
  shop.ledger.rules.set(watching)
  shop.till.setPrice(bell, 25)
  shop.till.sell(bell, 1, 1)
  const [catalogue, stock] = await shop.sync()
  expect(catalogue?.outcome).toMatchObject({ kind: 'watched', update: 1 })
  expect(stock?.outcome).toMatchObject({ kind: 'watched', stock: 1 })
  expect([shop.writes(), shop.shown('BELL-1', 'price')]).toEqual([{}, { price: '19.950000' }])

  shop.ledger.rules.set(defaultRules)
  await shop.sync()
  expect([shop.shown('BELL-1', 'price'), shop.stockOf('BELL-1')]).toEqual([
    { price: '25.000000' },
    { default: 2 },
  ])
})
