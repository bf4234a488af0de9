import { expect, test } from 'vitest'
import { skuBatches } from '../../main/magento/sku.ts'
import { Sku } from '../../shared/ids.ts'

test('a batch of searches stays short enough for a web server', () => {
  const skus = Array.from({ length: 300 }, (_, at) => Sku.parse(`日本語の商品番号-${at}`))
  const lengths = skuBatches(skus, 100).map((batch) => encodeURIComponent(batch.join(',')).length)
  expect(Math.max(...lengths)).toBeLessThan(8000)
})
