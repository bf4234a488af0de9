import { expect, test } from 'vitest'
import type { NewItem } from '../sandbox/lightspeed/till.ts'
import { openShop } from './shop.ts'

type Over = Parameters<typeof openShop>[0]

/** A shop that sells clothes: its products come in colours and sizes. */
async function openClothesShop(over: Over = {}) {
  const shop = await openShop(over)
  shop.web.shop.sellsClothes()
  const shirts = shop.till.addMatrix({ description: 'Trail tee' })
  const variant = (sku: string, attribute1: string, attribute2: string, more: Partial<NewItem> = {}) =>
    Number(
      shop.addItem({
        customSku: sku,
        description: `Trail tee ${attribute1} ${attribute2}`,
        itemMatrixID: shirts,
        attributes: { attribute1, attribute2, attribute3: '', itemAttributeSetID: 1 },
        ...more,
      }),
    )
  return {
    ...shop,
    shirts,
    variant,
    /** What a customer can choose from: the labels by attribute, and the variants by SKU. */
    offered(sku = `MATRIX-${shirts}`) {
      const product = shop.web.shop.product(sku)
      if (product === undefined) return undefined
      return {
        options: product.options.map(({ code, label }) => `${code}: ${label}`),
        variants: product.children.toSorted(),
      }
    },
    labelsOf(sku: string): Record<string, string | undefined> {
      const label = (code: string) => shop.web.shop.options(code)[shop.shown(sku, code)?.[code] ?? '']
      return { color: label('color'), size: label('size') }
    },
  }
}

test('a matrix with two variants becomes one product to choose from', async () => {
  const shop = await openClothesShop()
  shop.variant('TEE-S', 'Moss', 'S', { stock: { 1: 3 } })
  shop.variant('TEE-M', 'Moss', 'M', { prices: [{ useTypeID: 1, amount: 21.5 }] })
  const runs = await shop.sync()
  expect(runs.map(({ outcome }) => outcome)).toEqual([{ kind: 'done' }, { kind: 'done' }])
  expect(shop.offered()).toEqual({ options: ['color: Color', 'size: Size'], variants: ['TEE-M', 'TEE-S'] })
  expect([shop.labelsOf('TEE-S'), shop.labelsOf('TEE-M')]).toEqual([
    { color: 'Moss', size: 'S' },
    { color: 'Moss', size: 'M' },
  ])
  expect(shop.shown(`MATRIX-${shop.shirts}`, 'name', 'status', 'visibility')).toEqual({
    name: 'Trail tee',
    status: '1',
    visibility: '4',
  })
  expect(shop.shown('TEE-M', 'name', 'status', 'visibility', 'price')).toEqual({
    name: 'Trail tee Moss M',
    status: '1',
    visibility: '1',
    price: '21.500000',
  })
  expect(shop.stockOf('TEE-S')).toEqual({ default: 3 })
  expect(shop.problems()).toEqual([])
  shop.forgetRequests()
  const again = [...(await shop.sync()), ...(await shop.sync({ scope: { kind: 'full' } }))]
  expect(again.map(({ outcome }) => outcome?.kind)).toEqual(['done', 'done', 'done', 'done'])
  expect(shop.web.requests.all()).toEqual([])
})
