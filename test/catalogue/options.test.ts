import { expect, test } from 'vitest'
import { defaultMapping, type Mapping, type MappingRule } from '../../shared/mapping.ts'
import { openShop } from './shop.ts'

const manufacturer: MappingRule = {
  target: 'manufacturer',
  source: { kind: 'field', path: 'Manufacturer.name' },
  steps: [{ kind: 'trim' }],
  policy: 'always',
}

const mapped = (...rules: MappingRule[]): Mapping => ({
  ...defaultMapping,
  rules: [...defaultMapping.rules, ...rules],
})

/** A shop that shows who makes its products. */
async function openBrandShop(over: Parameters<typeof openShop>[0] = {}) {
  const shop = await openShop(over)
  shop.web.shop.addSelect('manufacturer', 'Manufacturer')
  shop.ledger.mapping.set(mapped(manufacturer))
  return {
    ...shop,
    /** What customers read. */
    brandOf: (sku: string): string | undefined =>
      shop.web.shop.options('manufacturer')[shop.shown(sku, 'manufacturer')?.manufacturer ?? ''],
  }
}

test('who makes an item is a choice in the shop, made where it has none', async () => {
  const shop = await openBrandShop()
  const shimano = shop.till.addManufacturer('Shimano')
  shop.addItem({ customSku: 'BELL-1', manufacturerID: shimano })
  shop.addItem({ customSku: 'BELL-2', description: 'Steel bell', manufacturerID: shimano })
  const [run] = await shop.sync()
  expect(run?.outcome).toEqual({ kind: 'done' })
  expect(Object.values(shop.web.shop.options('manufacturer'))).toEqual(['Shimano'])
  expect([shop.brandOf('BELL-1'), shop.brandOf('BELL-2')]).toEqual(['Shimano', 'Shimano'])
  shop.forgetRequests()
  await shop.sync()
  await shop.sync({ scope: { kind: 'full' } })
  expect(shop.web.requests.all()).toEqual([])
})

test('a choice that the shop has already is taken, however it is spelt', async () => {
  const shop = await openBrandShop()
  shop.web.shop.addOption('manufacturer', 'MÉTIER ')
  shop.addItem({ manufacturerID: shop.till.addManufacturer('Metier') })
  await shop.sync()
  expect(Object.values(shop.web.shop.options('manufacturer'))).toEqual(['MÉTIER'])
  expect(shop.brandOf('BELL-1')).toBe('MÉTIER')
})

test('a product of the shop that names the maker in its own spelling is linked without a write', async () => {
  const shop = await openBrandShop()
  const option = shop.web.shop.addOption('manufacturer', 'SHIMANO')
  shop.addItem({ manufacturerID: shop.till.addManufacturer('Shimano') })
  shop.web.shop.addProduct({
    sku: 'BELL-1',
    name: 'Brass bell',
    price: 19.95,
    custom_attributes: [{ attribute_code: 'manufacturer', value: option }],
  })
  const [run] = await shop.sync()
  expect([run?.counts.created, run?.counts.updated, run?.counts.adopted]).toEqual([0, 0, 1])
})
