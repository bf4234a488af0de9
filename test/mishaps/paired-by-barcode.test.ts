import { readdirSync, rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { damage } from './damage.ts'
import { openProgram } from './program.ts'

const EAN = '4006381333931'

test('a lost ledger without a backup finds products that were paired by barcode again, and makes none anew', async () => {
  const program = await openProgram()
  const { shop } = program.web
  shop.addTextAttribute('ean', 'EAN')
  shop.addProduct({
    sku: 'WS-012',
    name: 'Old bell',
    custom_attributes: [{ attribute_code: 'ean', value: EAN }],
  })
  const rules = await program.ask('rules', {})
  await program.ask('setRules', { rules: { ...rules, barcodeAttribute: 'ean' } })
  program.till.addItem({
    description: 'Brass bell',
    customSku: 'BELL-1',
    ean: EAN,
    publishToEcom: true,
    prices: [{ useTypeID: 1, amount: 19.95 }],
    stock: { 1: 3 },
  })
  await program.sync()
  expect(shop.product('WS-012')?.views.all?.name).toBe('Brass bell')
  const before = shop.skus()
  await program.quit()
  for (const name of readdirSync(program.folder))
    if (name.includes('.backup-')) rmSync(`${program.folder}/${name}`)
  damage(program.ledgerFile, 0, 0.9)
  program.writes()

  await program.start()
  await program.sync()
  expect([program.writes(), shop.skus()]).toEqual([0, before])
})
