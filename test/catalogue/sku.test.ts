import { expect, test } from 'vitest'
import { resolveSku } from '../../main/catalogue/sku.ts'

const codes = { customSku: '', systemSku: '210000000001', manufacturerSku: 'M-1', upc: '0614121182479' }

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
