import { expect, test } from 'vitest'
import { resolveSku as resolve } from '../../main/catalogue/sku.ts'
import { ItemId } from '../../shared/ids.ts'
import { defaultRules, type MatrixSku, type SkuChoice } from '../../shared/rules.ts'

const codes = {
  itemId: ItemId.parse('1'),
  name: 'Brass bell',
  customSku: '',
  systemSku: '210000000001',
  manufacturerSku: 'M-1',
  upc: '0614121182479',
}

const resolveSku = (
  one: typeof codes,
  skuRule: readonly SkuChoice[],
  matrixSku: MatrixSku = defaultRules.matrixSku,
) => resolve(one, { skuRule: [...skuRule], matrixSku })

test('the first code of the rule that is filled is the SKU', () => {
  expect(resolveSku(codes, ['custom', 'manufacturer', 'system'])).toMatchObject({ sku: 'M-1' })
})

test('a SKU of blanks is no SKU', () => {
  expect(resolveSku({ ...codes, customSku: '  ' }, ['custom'])).toEqual({ ok: false, kind: 'sku-missing' })
})

test('blanks around a SKU are cut', () => {
  expect(resolveSku({ ...codes, customSku: ' A/B, C ' }, ['custom'])).toMatchObject({ sku: 'A/B, C' })
})

test('a SKU of 65 characters is a problem and not another SKU', () => {
  const text = 'x'.repeat(65)
  expect(resolveSku({ ...codes, customSku: text }, ['custom', 'system'])).toEqual({
    ok: false,
    kind: 'sku-too-long',
    text,
  })
})

test('a SKU with an emoji is a problem', () => {
  expect(resolveSku({ ...codes, customSku: 'BELL🔔' }, ['custom'])).toMatchObject({ kind: 'sku-unsendable' })
})

test.each([
  ['its number', { from: 'number', prefix: 'MATRIX-' }, { ok: true, sku: 'MATRIX-20', choice: 'matrix' }],
  ['its number alone', { from: 'number', prefix: '' }, { ok: true, sku: '20', choice: 'matrix' }],
  ['its name', { from: 'name', prefix: '' }, { ok: true, sku: 'Trail tee', choice: 'matrix' }],
] as const)('a matrix has no code: its SKU is made of %s', (_what, matrixSku, sku) => {
  const matrix = { ...codes, itemId: ItemId.parse('-20'), name: ' Trail tee ' }
  expect(resolveSku(matrix, ['custom', 'system'], matrixSku)).toEqual(sku)
})

test('a matrix whose name is too long for a SKU says so', () => {
  const matrix = { ...codes, itemId: ItemId.parse('-20'), name: 'x'.repeat(65) }
  expect(resolveSku(matrix, ['custom'], { from: 'name', prefix: '' })).toMatchObject({ kind: 'sku-too-long' })
})
